"""Two scorecards of the same call: what moved, and why."""

from dataclasses import dataclass

from bot.scoring.scorecard import Mark, Scorecard


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose points changed; None for not assessed."""

    criterion: str
    title: str
    before: float | None
    after: float | None


def moved(before: Scorecard, after: Scorecard) -> tuple[Moved, ...]:
    """Every criterion that changed, the largest change first; what is new or gone counts as not assessed."""
    old, new = marks(before), marks(after)
    found = [
        Moved(name, (new.get(name) or old[name]).title, points(old.get(name)), points(new.get(name)))
        for name in sorted({*old, *new})
        if points(old.get(name)) != points(new.get(name))
    ]
    return tuple(sorted(found, key=lambda m: -abs((m.after or 0.0) - (m.before or 0.0))))


def marks(card: Scorecard) -> dict[str, Mark]:
    """The criteria of a card by name."""
    return {mark.criterion: mark for dimension in card.dimensions for mark in dimension.marks}


def points(mark: Mark | None) -> float | None:
    """The points of a criterion, if it is there."""
    return mark.points if mark else None
