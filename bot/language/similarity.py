"""Likeness of a clause to examples: the same thing said in other words, with a figure from 0 to 1."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[a-z0-9']+|[^\W_]")
IGNORED = re.compile(r"[\s,.!?;:\"'()~-]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nearest example of a name, and how near (cosine, 0–1)."""

    name: str
    example: str
    score: float


def features(text: str, language: str) -> Counter[str]:
    """Single units and pairs of neighbours: characters in Chinese, words in English."""
    units = WORD.findall(text) if language == "en" else list(IGNORED.sub("", text))
    return Counter(units) + Counter(map("_".join, pairwise(units)))


class Similarity:
    """Finds the nearest example of each name; rare features weigh more (tf-idf, cosine).

    After Salton & Buckley (1988), Term-weighting approaches in automatic text retrieval.
    """

    def __init__(self, examples: Mapping[str, Sequence[str]], language: str) -> None:
        self.language = language
        self._examples = [(name, text) for name, texts in examples.items() for text in texts]
        counted = [features(text, language) for _, text in self._examples]
        seen = Counter(feature for counts in counted for feature in counts)
        total = len(counted) + 1
        self._weight = {feature: 1.0 + math.log(total / n) for feature, n in seen.items()}
        self._unseen = 1.0 + math.log(total)
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, counts in enumerate(counted):
            for feature, value in self._vector(counts).items():
                self._index[feature].append((position, value))

    def nearest(self, text: str, floor: float = 0.0) -> tuple[Likeness, ...]:
        """The best example of every name that shares anything with `text`, nearest first.

        Likenesses under `floor` may be left out: an example first met when the features that remain can't
        lift it to `floor` any more is not followed (their length bounds the cosine).
        """
        scores: dict[int, float] = {}
        remaining = 1.0
        vector = self._vector(features(text, self.language))
        for feature, value in sorted(vector.items(), key=lambda item: -item[1]):
            found = self._index.get(feature, ())
            if remaining >= floor * floor - 1e-9:
                for position, weight in found:
                    scores[position] = scores.get(position, 0.0) + value * weight
            else:
                for position, weight in found:
                    if position in scores:
                        scores[position] += value * weight
            remaining -= value * value
        best: dict[str, Likeness] = {}
        for position, score in scores.items():
            name, example = self._examples[position]
            if name not in best or score > best[name].score:
                best[name] = Likeness(name, example, round(score, 4))
        return tuple(sorted(best.values(), key=lambda like: (-like.score, like.name)))

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        raw = {f: n * self._weight.get(f, self._unseen) for f, n in counts.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {feature: value / length for feature, value in raw.items()}
