"""How replies sounded: means of what was measured of the trainee's voice notes, weighted by their length."""

from bot.roleplay.events import Voiced
from bot.scoring.measures.sight import Finding, Sight, Using, measure
from bot.scoring.record import Exchange, Record


@measure
def sound(record: Record, using: Using) -> Finding | None:
    """A measure of the voice (`what`), in its unit; `against: usual` gives how far it is from the speaker's
    own median of earlier notes, and None where there are none yet."""
    found = [(e, v) for e in record.exchanges if (v := value(e.voiced, using)) is not None]
    return mean(found)


@measure
def speed(record: Record, using: Using) -> Finding | None:
    """How far the speed (`what`) is from what suits this customer's pace: 1 as it should be, 2 twice as fast
    or half as fast.

    `zh` and `en` give the speed that suits a slow, a normal and a fast customer, in the measure's unit.
    """
    slow, normal, fast = using[record.language]
    wanted = {"slow": slow, "fast": fast}.get(record.pace, normal)
    found = [(e, v) for e in record.exchanges if (v := value(e.voiced, using))]
    return mean([(e, max(v / wanted, wanted / v)) for e, v in found])


def value(voiced: Voiced | None, using: Using) -> float | None:
    """What was measured in a note, or how far it is from what is usual."""
    if voiced is None:
        return None
    found, usual = dict(voiced.measures).get(using["what"]), dict(voiced.usual).get(using["what"])
    if using.get("against") != "usual" or found is None:
        return found
    return None if usual is None else found - usual


def mean(found: list[tuple[Exchange, float]]) -> Finding | None:
    """The mean over notes by their seconds, with the reply that is furthest from it."""
    seconds = sum(e.voiced.seconds for e, _ in found if e.voiced)
    if not found or not seconds:
        return None
    middle = sum(v * e.voiced.seconds for e, v in found if e.voiced) / seconds
    furthest, _ = max(found, key=lambda item: abs(item[1] - middle))
    return Finding(round(middle, 4), (Sight(furthest.turn, furthest.text, True),))
