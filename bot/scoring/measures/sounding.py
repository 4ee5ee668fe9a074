"""How replies sounded: means of what was measured of the trainee's voice notes, weighted by their length."""

from bot.roleplay.events import Voiced
from bot.scoring.measures.sight import Finding, Sight, Using, measure
from bot.scoring.record import Exchange, Record

Notes = list[tuple[Exchange, Voiced, float]]


@measure
def sound(record: Record, using: Using) -> Finding | None:
    """A measure of the voice (`what`), in its unit, in notes of at `least` so many seconds.

    `against: usual` gives how far it is from the speaker's own median of earlier notes, and None where there
    are none yet.
    """
    return mean([(e, v, x) for e, v in notes(record, using) if (x := value(v, using)) is not None])


@measure
def speed(record: Record, using: Using) -> Finding | None:
    """How far the speed (`what`, a second) is from what suits this customer: 1 as it should be, 2 twice as
    fast or half as fast. `slow`, `normal` and `fast` give what suits the customer of that pace, a minute."""
    suits = {"slow": using["slow"], "normal": using["normal"], "fast": using["fast"]}
    wanted = suits[record.pace or "normal"] / 60
    measured = [(e, v, dict(v.measures).get(using["what"])) for e, v in notes(record, using)]
    found = [(e, v, x) for e, v, x in measured if x]
    return mean([(e, v, max(x / wanted, wanted / x)) for e, v, x in found])


def notes(record: Record, using: Using) -> list[tuple[Exchange, Voiced]]:
    """The replies that were spoken, with how they sounded."""
    spoken = [(e, e.voiced) for e in record.exchanges if e.voiced]
    return [(e, voiced) for e, voiced in spoken if voiced.seconds >= using.get("least", 0)]


def value(voiced: Voiced, using: Using) -> float | None:
    """What was measured in a note, or how far it is from what is usual."""
    found, usual = dict(voiced.measures).get(using["what"]), dict(voiced.usual).get(using["what"])
    if using.get("against") != "usual" or found is None:
        return found
    return None if usual is None else found - usual


def mean(found: Notes) -> Finding | None:
    """The mean over notes by their seconds, with the reply that is furthest from it."""
    seconds = sum(voiced.seconds for _, voiced, _ in found)
    if not seconds:
        return None
    middle = sum(x * voiced.seconds for _, voiced, x in found) / seconds
    furthest, _, _ = max(found, key=lambda note: abs(note[2] - middle))
    return Finding(round(middle, 4), (Sight(furthest.turn, furthest.text, True),))
