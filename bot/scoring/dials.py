"""One voice note on dials: each element of the voice with its points, as the rubric sees it."""

from dataclasses import dataclass
from typing import Any

from bot.roleplay.events import Voiced
from bot.scoring.rubric import Criterion, Rubrics

#: The measures of rubrics that are about the sound of the voice.
ACOUSTIC = frozenset({"sound", "speed"})
#: Points from which on there is nothing to advise.
FINE = 80.0


@dataclass(frozen=True, slots=True)
class Dial:
    """One element: `points` (0–100) or None where it can't be known yet; `value` is of the measure `what`.

    `usual` is the speaker's own median of earlier notes, `suits` what suits the customer, both where known.
    """

    criterion: str
    title: str
    what: str
    value: float | None
    points: float | None
    tip: str
    usual: float | None = None
    suits: float | None = None


def dials(voiced: Voiced, pace: str, rubrics: Rubrics, language: str) -> tuple[Dial, ...]:
    """Every element of the voice in a note, for a customer of this pace."""
    criteria = (c for rubric in rubrics.rubrics.values() for c in rubric.criteria)
    return tuple(dial(c, voiced, pace, language) for c in criteria if c.measure in ACOUSTIC)


def dial(criterion: Criterion, voiced: Voiced, pace: str, language: str) -> Dial:
    """One element of the voice in a note."""
    using, what = criterion.using, str(criterion.using["what"])
    found, usual = dict(voiced.measures).get(what), dict(voiced.usual).get(what)
    suits = using.get(pace, using["normal"]) / 60 if criterion.measure == "speed" else None
    judged = compared(found, usual, suits, using) if voiced.seconds >= using.get("least", 0) else None
    points = None if judged is None else round(criterion.points(judged), 1)
    tip = criterion.tip if judged is None else criterion.advice(judged)
    return Dial(
        criterion.id, criterion.title.of(language), what, found, points, tip.of(language), usual, suits
    )


def compared(
    found: float | None, usual: float | None, suits: float | None, using: dict[str, Any]
) -> float | None:
    """What is judged of a measure: itself, or against what suits the customer or is usual; None: unknown."""
    if not found:
        return found if suits is None and using.get("against") != "usual" else None
    if suits is not None:
        return max(found / suits, suits / found)
    if using.get("against") != "usual":
        return found
    return None if usual is None else found - usual


def weakest(found: tuple[Dial, ...]) -> Dial | None:
    """What to work on first; None where all is well."""
    low = [d for d in found if d.points is not None and d.points < FINE]
    return min(low, key=lambda d: d.points or 0.0, default=None)
