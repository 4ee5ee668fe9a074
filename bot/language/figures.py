"""How well two labellings agree: precision, recall, F1 (van Rijsbergen 1979) and κ (Cohen 1960)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was found of one class: right, wrongly found, missed (counts)."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right (0–1)."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found (0–1)."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (0–1)."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0

    @property
    def support(self) -> int:
        """How many there are."""
        return self.right + self.missed


Labelled = tuple[frozenset[str], frozenset[str]]


def per_label(pairs: Sequence[Labelled]) -> dict[str, Figure]:
    """The figure of every label that occurs; `pairs` hold the labels there are and those that were found."""
    right = Counter(label for there, found in pairs for label in there & found)
    wrong = Counter(label for there, found in pairs for label in found - there)
    missed = Counter(label for there, found in pairs for label in there - found)
    return {
        label: Figure(right[label], wrong[label], missed[label])
        for label in sorted({*right, *wrong, *missed})
    }


def micro(figures: Iterable[Figure]) -> Figure:
    """All labels counted together."""
    every = list(figures)
    return Figure(sum(f.right for f in every), sum(f.wrong for f in every), sum(f.missed for f in every))


def macro_f1(figures: Mapping[str, Figure]) -> float:
    """The mean F1 of the labels that are there (0–1)."""
    there = [f.f1 for f in figures.values() if f.support]
    return sum(there) / len(there) if there else 0.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance of two labellings with one class each (Cohen's κ, −1 … 1)."""
    if not pairs:
        return 0.0
    total = len(pairs)
    agreed = sum(a == b for a, b in pairs) / total
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / total**2
    return 1.0 if chance == 1.0 else (agreed - chance) / (1.0 - chance)


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Agreement beyond chance on ranks, the nearer the better (Cohen 1968, linear weights; −1 … 1)."""
    if not pairs:
        return 0.0
    apart = sum(abs(a - b) for a, b in pairs) / len(pairs)
    chance = sum(abs(a - b) for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    return 1.0 if chance == 0 else 1.0 - apart / chance
