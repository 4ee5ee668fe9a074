"""Likeness of a clause to examples: the same thing said in other words, with a figure from 0 to 1."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[a-z0-9']+|[^\W_]")
#: What rounding may take away.
EXACT = 1e-9
IGNORED = re.compile(r"[\s,.!?;:\"'()~-]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nearest example of a name, and how near (cosine, 0–1)."""

    name: str
    example: str
    score: float


def features(text: str, language: str) -> set[str]:
    """Single units and pairs of neighbours: characters in Chinese, words in English."""
    units = WORD.findall(text) if language == "en" else IGNORED.sub("", text)
    return {*units, *map("_".join, pairwise(units))}


def postings(where: Sequence[tuple[int, float]]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The examples that hold a feature, and what it weighs in each."""
    positions, weights = zip(*where, strict=True)
    return np.array(positions, dtype=np.int64), np.array(weights)


class Similarity:
    """Finds the nearest example of each name; rare features weigh more (idf, cosine).

    After Salton & Buckley (1988), Term-weighting approaches in automatic text retrieval.
    """

    def __init__(self, examples: Mapping[str, Sequence[str]], language: str) -> None:
        self.language = language
        self._examples = [(name, text) for name, texts in examples.items() for text in texts]
        counted = [features(text, language) for _, text in self._examples]
        seen = Counter(feature for found in counted for feature in found)
        total = len(counted) + 1
        self._weight = {feature: 1.0 + math.log(total / n) for feature, n in seen.items()}
        self._unseen = 1.0 + math.log(total)
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, found in enumerate(counted):
            for feature, value in self._vector(found).items():
                holders[feature].append((position, value))
        self._index = {feature: postings(where) for feature, where in holders.items()}

    def nearest(self, text: str, floor: float = 0.0) -> tuple[Likeness, ...]:
        """The best example of every name that is at least as near as `floor`, nearest first."""
        if not self._examples:
            return ()
        vector = self._vector(features(text, self.language))
        shared = [
            (*self._index[feature], value) for feature, value in vector.items() if feature in self._index
        ]
        if not shared or sum(value * value for _, _, value in shared) < floor * floor - EXACT:
            return ()
        scores = np.bincount(
            np.concatenate([positions for positions, _, _ in shared]),
            np.concatenate([weights * value for _, weights, value in shared]),
        )
        best: dict[str, Likeness] = {}
        for position in np.flatnonzero(scores >= max(floor - EXACT, EXACT)).tolist():
            name, example = self._examples[position]
            if name not in best or scores[position] > best[name].score:
                best[name] = Likeness(name, example, round(float(scores[position]), 4))
        return tuple(sorted(best.values(), key=lambda like: (-like.score, like.name)))

    def _vector(self, found: set[str]) -> dict[str, float]:
        raw = {f: self._weight.get(f, self._unseen) for f in sorted(found)}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {feature: value / length for feature, value in raw.items()}
