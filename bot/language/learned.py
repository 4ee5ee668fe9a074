"""What was learned from labelled replies: a second opinion on every clause, beside the rules.

One logistic regression for each act and question type over pieces of the clause, of its neighbours and of
the customer's last line (after Wang & Manning 2012, Baselines and bigrams), with what the rules saw among the
pieces. Pieces are hashed (Weinberger et al. 2009). `tests/train.py` trains it; nothing is learned here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.language.senses import WORD, Sense

#: Piece lengths in a Chinese clause (characters); English goes by words, pairs and triples.
LENGTHS = (1, 2, 3, 4)
#: Marks of what was said before the clause, after it, and by the customer.
SIDES = ("<", ">", "~")
#: Labels of question types beside the acts.
OPEN, CLOSED = "?open", "?closed"
#: The length that all pieces of a clause together have.
NORM = 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Something seen of a clause; `start` and `end` are where in it, both 0 for what lies outside."""

    name: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A clause with what surrounds it, all in matching form.

    `senses` are the kinds of words in it, `around` those before it, after it and in the customer's line;
    `echo` is the share of it that the customer has just said (0–1).
    """

    clause: str
    before: str
    after: str
    closing: str
    number: int
    clauses: int
    heard: str
    senses: tuple[Sense, ...]
    around: tuple[tuple[Sense, ...], ...]
    echo: float
    rules: tuple[str, ...]
    nearby: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely a label is (0–1), and the stretch of the clause that speaks most for it."""

    label: str
    likely: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What training found; buckets are a power of two.

    `steps` [buckets × labels] in units of `scale`, and for each label its `bias`, the chance from which it is
    believed, and the chance under which even the rules are doubted.
    """

    steps: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    belief: NDArray[np.float32]
    doubt: NDArray[np.float32]


class Learned:
    """The weights of one language; shared by all, changes nothing."""

    def __init__(self, language: str, version: str, labels: Sequence[str], weights: Weights) -> None:
        self.language, self.version, self.labels = language, version, tuple(labels)
        self._weights = weights
        self._mask = len(weights.steps) - 1

    def opinions(self, view: View) -> Iterator[Opinion]:
        """Every label that is likely enough: less is asked of what the rules saw as well."""
        found = pieces(view, self.language)
        names = sorted({piece.name for piece in found})
        rows = self._weights.steps[buckets(names, self._mask)]
        unit = NORM / len(names) ** 0.5
        chances = likely(rows.sum(axis=0, dtype=np.int32) * self._weights.scale * unit + self._weights.bias)
        for at, label in enumerate(self.labels):
            asked = self._weights.doubt if label in view.rules else self._weights.belief
            if chances[at] >= asked[at]:
                worth = dict(zip(names, rows[:, at].tolist(), strict=True))
                yield Opinion(label, round(float(chances[at]), 4), *telling(view.clause, found, worth))


def likely(sums: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Log-odds as probabilities."""
    chances: NDArray[np.floating[Any]] = 1.0 / (1.0 + np.exp(-sums))
    return chances


def buckets(names: Iterable[str], mask: int) -> NDArray[np.int64]:
    """Where the weights of pieces stand."""
    return np.fromiter(map(hashed, names), dtype=np.int64) & mask


@lru_cache(maxsize=1 << 16)
def hashed(name: str) -> int:
    """The hash of a piece, worked out once for those that come again."""
    return crc32(name.encode())


def telling(clause: str, found: Iterable[Piece], worth: dict[str, int]) -> tuple[int, int]:
    """The stretch of a clause whose pieces weigh most (Kadane's maximum sum)."""
    gain = [0.0] * len(clause)
    for piece in found:
        for at in range(piece.start, piece.end):
            gain[at] += worth[piece.name] / (piece.end - piece.start)
    best, start, end, since, total = 0.0, 0, len(clause), 0, 0.0
    for at, value in enumerate(gain):
        if total <= 0:
            since, total = at, 0.0
        total += value
        if total > best:
            best, start, end = total, since, at + 1
    return start, end


def pieces(view: View, language: str) -> list[Piece]:
    """Everything seen of a clause."""
    cut = characters if language == "zh" else words
    return [
        *cut(view.clause, False),
        *(Piece(f"@{kind}", start, end) for kind, start, end in view.senses),
        *(Piece(name) for name in (*paired(view.senses), *outside(view, cut), *shape(view, language))),
    ]


def paired(senses: tuple[Sense, ...]) -> Iterator[str]:
    """Kinds of words that meet in one clause."""
    kinds = sorted({kind for kind, _, _ in senses})
    return (f"@{one}@{other}" for one, other in combinations(kinds, 2))


def outside(view: View, cut: Callable[[str, bool], Sequence[Piece]]) -> Iterator[str]:
    """What surrounds the clause: words and kinds of words, each with its side."""
    for side, text, senses in zip(SIDES, (view.before, view.after, view.heard), view.around, strict=True):
        yield from (f"{side}{piece.name}" for piece in cut(text, True))
        yield from (f"{side}@{kind}" for kind, _, _ in senses)


def shape(view: View, language: str) -> Iterator[str]:
    """Place and size of the clause, how much of it is the customer's, and what the rules saw."""
    yield from (f"at:{min(view.number, 3)}", f"of:{min(view.clauses, 5)}", f"end:{view.closing}")
    yield "last" if view.number == view.clauses - 1 else "goes on"
    yield f"size:{min(len(view.clause) // (4 if language == 'zh' else 12), 8)}"
    yield f"echo:{round(view.echo * 4)}" if view.heard else "first"
    yield from (f"rule:{name}" for name in view.rules)
    yield from (f"near:{name}" for name in view.nearby)


@lru_cache(maxsize=1 << 10)
def characters(text: str, short: bool) -> tuple[Piece, ...]:
    """Runs of characters, the edges marked; only pairs where `short`."""
    marked, found = f"^{text}$", []
    for length in (2,) if short else LENGTHS:
        for at in range(len(marked) - length + 1):
            start, end = max(at - 1, 0), min(at + length - 1, len(text))
            found.append(Piece(marked[at : at + length], start, end))
    return tuple(found) if text else ()


@lru_cache(maxsize=1 << 10)
def words(text: str, short: bool) -> tuple[Piece, ...]:
    """Words, their beginnings, pairs and triples, the edges marked; no triples where `short`."""
    spans = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
    if not spans:
        return ()
    edged = [("^", 0, 0), *spans, ("$", len(text), len(text))]
    found = [Piece(word, start, end) for word, start, end in spans]
    found += [Piece(f"{word[:4]}*", start, end) for word, start, end in spans if len(word) > 4]
    for length in (2,) if short else (2, 3):
        for at in range(len(edged) - length + 1):
            run = edged[at : at + length]
            found.append(Piece("_".join(word for word, _, _ in run), run[0][1], run[-1][2]))
    return tuple(found)
