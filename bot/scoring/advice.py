"""What to keep and what to try next, from a scorecard."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from bot.scoring.scorecard import Mark, Scorecard

#: Points from which a criterion is worth keeping, and below which it is worth trying.
KEEP, TRY = 80.0, 75.0
#: Wordings with so much in common are the same advice (0–1).
ALIKE = 0.5


def marks(card: Scorecard) -> Iterator[tuple[Mark, float]]:
    """Every assessed criterion with the points of the total it decides over (0–100)."""
    assessed = [d for d in card.dimensions if d.score is not None]
    weights = sum(d.weight for d in assessed)
    for dimension in assessed:
        inner = sum(m.weight for m in dimension.marks if m.points is not None)
        for mark in dimension.marks:
            if mark.points is not None:
                yield mark, 100 * dimension.weight / weights * mark.weight / inner


def keep(card: Scorecard, most: int = 3) -> tuple[Mark, ...]:
    """What went well and counted most."""
    good = [(mark, worth) for mark, worth in marks(card) if (mark.points or 0) >= KEEP and mark.evidence]
    return tuple(mark for mark, _ in sorted(good, key=lambda item: (-item[1], item[0].criterion))[:most])


def try_next(card: Scorecard, most: int = 3) -> tuple[tuple[Mark, float], ...]:
    """What would bring most: what a proven wording brought, else the points that were missed."""
    weak = [
        (mark, mark.gain if mark.gain is not None else worth * (100 - mark.points) / 100)
        for mark, worth in marks(card)
        if mark.points is not None and mark.points < TRY
    ]
    best = sorted(weak, key=lambda item: (item[0].gain is None, -item[1], item[0].criterion))
    chosen: list[tuple[Mark, float]] = []
    for mark, gain in best:
        if not any(alike(mark, other) for other, _ in chosen):
            chosen.append((mark, round(gain, 1)))
    return tuple(chosen[:most])


def alike(one: Mark, other: Mark) -> bool:
    """Whether two wordings add much the same to the same reply: one of them is advice enough."""
    if one.at is None or one.at != other.at:
        return False
    before = shared(one.better, other.better)
    after = shared(one.better[::-1], other.better[::-1])
    before, after = (before, 0) if before > after else (0, after)
    left, right = (text[before : len(text) - after] for text in (one.better, other.better))
    return not (left and right) or SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE


def shared(one: str, other: str) -> int:
    """How much of the beginning of two texts is the same (characters)."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
