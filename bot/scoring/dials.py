"""One voice note on dials: each element of the voice with its points, as the rubric sees it."""

from dataclasses import dataclass

from bot.roleplay.events import Voiced
from bot.scoring.rubric import Criterion, Rubrics

#: The measures of rubrics that are about the sound of the voice.
ACOUSTIC = frozenset({"sound", "speed"})
#: Points from which on there is nothing to advise.
FINE = 80.0


@dataclass(frozen=True, slots=True)
class Dial:
    """One element: `points` (0–100) or None where it can't be known yet; `value` is of the measure `what`."""

    criterion: str
    title: str
    what: str
    value: float | None
    points: float | None
    tip: str


def dials(voiced: Voiced, pace: str, rubrics: Rubrics, language: str) -> tuple[Dial, ...]:
    """Every element of the voice in a note, for a customer of this pace."""
    criteria = (c for rubric in rubrics.rubrics.values() for c in rubric.criteria)
    return tuple(dial(c, voiced, pace, language) for c in criteria if c.measure in ACOUSTIC)


def dial(criterion: Criterion, voiced: Voiced, pace: str, language: str) -> Dial:
    """One element of the voice in a note."""
    what: str = criterion.using["what"]
    found, usual = dict(voiced.measures).get(what), dict(voiced.usual).get(what)
    points = None
    if found is not None and voiced.seconds >= criterion.using.get("least", 0):
        if criterion.measure == "speed":
            wanted = criterion.using.get(pace, criterion.using["normal"]) / 60
            points = criterion.points(max(found / wanted, wanted / found)) if found else None
        elif criterion.using.get("against") != "usual":
            points = criterion.points(found)
        elif usual is not None:
            points = criterion.points(found - usual)
    title, tip = criterion.title.of(language), criterion.tip.of(language)
    return Dial(criterion.id, title, what, found, None if points is None else round(points, 1), tip)


def weakest(found: tuple[Dial, ...]) -> Dial | None:
    """What to work on first; None where all is well."""
    low = [d for d in found if d.points is not None and d.points < FINE]
    return min(low, key=lambda d: d.points or 0.0, default=None)
