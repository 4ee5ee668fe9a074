"""What was learned from labelled replies: a second opinion on every clause, beside the rules.

One logistic regression for each act and question type over pieces of the clause, of its neighbours and of
the customer's last line (after Wang & Manning 2012, Baselines and bigrams), with what the rules saw among the
pieces: it knows the words. A small network over what the clause means (`meaning.py`) knows what they are
like. The log-odds of both are averaged. `tests/train.py` trains them; nothing is learned here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.meaning import Meaning
from bot.language.pieces import Pieces, View, buckets, pieces

#: Labels of question types beside the acts.
OPEN, CLOSED = "?open", "?closed"
#: The length that all pieces of a clause together have, where none comes twice.
NORM = 4.0
#: Replies whose judgement is remembered.
KEPT = 1 << 12


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

    def __init__(
        self, language: str, version: str, labels: Sequence[str], weights: Weights, meaning: Meaning
    ) -> None:
        self.language, self.labels = language, tuple(labels)
        self.version = f"{version}-{meaning.version}"
        self._weights, self._meaning = weights, meaning
        self._mask = len(weights.steps) - 1
        self._at = {label: at for at, label in enumerate(self.labels)}
        self._remembered = lru_cache(maxsize=KEPT)(self._judged)

    def opinions(self, views: Sequence[View]) -> tuple[tuple[Opinion, ...], ...]:
        """For every clause each label that is likely enough: less is asked of what the rules saw as well.

        Remembered, for a call is played again for every better wording that is tried out.
        """
        return self._remembered(tuple(views))

    def likeness(self, clause: str, lines: Sequence[str]) -> float:
        """How much like the nearest of some lines a clause is in meaning (cosine)."""
        return self._meaning.likeness(clause, lines)

    def forget(self) -> None:
        """Remember nothing of what was judged, for measuring how long it takes."""
        self._remembered.cache_clear()

    def _judged(self, views: tuple[View, ...]) -> tuple[tuple[Opinion, ...], ...]:
        found = [pieces(view, self.language) for view in views]
        sizes = np.array([len(one) for one in found])
        begins = np.cumsum(sizes) - sizes
        codes = np.concatenate([part for one in found for part in one.parts])
        rows = self._weights.steps[buckets(codes, self._mask)]
        sums = np.add.reduceat(rows, begins, axis=0, dtype=np.int32) * self._weights.scale
        by_words = sums * (NORM / np.sqrt(sizes))[:, None] + self._weights.bias
        chances = likely((by_words + self._meaning.worths(views)) / 2)
        out: list[list[Opinion]] = [[] for _ in views]
        for number, at in np.argwhere(chances >= self._asked(views)).tolist():
            worth = rows[begins[number] : begins[number] + len(found[number].starts), at]
            told = telling(views[number].clause, found[number], worth)
            out[number].append(Opinion(self.labels[at], round(float(chances[number, at]), 4), *told))
        return tuple(map(tuple, out))

    def _asked(self, views: Sequence[View]) -> NDArray[np.float32]:
        """The least chance for each clause and label."""
        asked = np.tile(self._weights.belief, (len(views), 1))
        for number, view in enumerate(views):
            ruled = [self._at[name] for name in view.rules if name in self._at]
            asked[number, ruled] = self._weights.doubt[ruled]
        return asked


def likely(sums: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Log-odds as probabilities."""
    chances: NDArray[np.floating[Any]] = 1.0 / (1.0 + np.exp(-sums))
    return chances


def telling(clause: str, found: Pieces, worth: NDArray[np.int8]) -> tuple[int, int]:
    """The stretch of a clause whose pieces weigh most (Kadane's maximum sum)."""
    widths = found.ends - found.starts
    share = worth / np.maximum(widths, 1)
    steps = np.zeros(len(clause) + 1)
    np.add.at(steps, found.starts[widths > 0], share[widths > 0])
    np.subtract.at(steps, found.ends[widths > 0], share[widths > 0])
    best, start, end, since, total = 1e-9, 0, len(clause), 0, 0.0
    for at, value in enumerate(np.cumsum(steps[:-1]).tolist()):
        if total <= 1e-9:
            since, total = at, 0.0
        total += value
        if total > best + 1e-9:
            best, start, end = total, since, at + 1
    return start, end
