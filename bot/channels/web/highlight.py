"""Evidence in its place: a reply cut where something that counted begins or ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.scoring.scorecard import Mark, Scorecard


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a reply; `good` and `bad` name the criteria it speaks for and against."""

    text: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Better:
    """A wording that was proven to bring more, with the points it brought."""

    text: str
    criterion: str
    gain: float


def spans(text: str, sights: Sequence[tuple[str, str, bool]]) -> tuple[Span, ...]:
    """A text cut into spans; `sights` are quotes with the criterion and whether they speak for it."""
    found = []
    for quote, criterion, good in sights:
        words = quote.strip("… ")
        start = text.find(words) if words else -1
        if start >= 0:
            found.append((start, start + len(words), criterion, good))
    edges = sorted({0, len(text), *(edge for start, end, _, _ in found for edge in (start, end))})
    made = []
    for start, end in pairwise(edges):
        over = [(c, good) for a, b, c, good in found if a <= start and end <= b]
        made.append(
            Span(
                text[start:end],
                tuple(dict.fromkeys(c for c, good in over if good)),
                tuple(dict.fromkeys(c for c, good in over if not good)),
            )
        )
    return tuple(made)


def sights_at(card: Scorecard | None, turn: int) -> list[tuple[str, str, bool]]:
    """What counted in the reply of a turn."""
    return [(s.quote, m.title, s.good) for m in assessed(card) for s in m.evidence if s.turn == turn]


def better_at(card: Scorecard | None, turn: int) -> tuple[Better, ...]:
    """The better wordings for the reply of a turn."""
    found = (m for m in assessed(card) if m.at == turn and m.better and m.gain)
    return tuple(Better(m.better, m.title, m.gain or 0.0) for m in found)


def assessed(card: Scorecard | None) -> list[Mark]:
    """The criteria of a card that were assessed."""
    return [m for d in card.dimensions for m in d.marks if m.points is not None] if card else []
