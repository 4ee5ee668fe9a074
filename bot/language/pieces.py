"""What the learned part sees of a clause, as codes: words, neighbours, the customer's line, the rules.

A piece is a 64-bit number made from what it stands for, so that nothing but numbers is handled in a call
(feature hashing, Weinberger et al. 2009); arithmetic wraps around, the same on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.language.senses import WORD, Sense

Codes = NDArray[np.uint64]
Places = NDArray[np.int64]

#: Lengths of runs: characters in a Chinese clause, words in an English one.
LENGTHS = {"zh": (1, 2, 3, 4), "en": (1, 2, 3)}
#: The run that neighbours and the customer's line are seen by.
PAIR = 2
#: Marks of what was said before the clause, after it, and by the customer.
SIDES = ("<", ">", "~")
#: Beginnings of English words stand for their forms (book, books, booking).
STEM = 4
#: An odd constant of well-mixed bits (Knuth's golden ratio), and those of the SplitMix64 finaliser.
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
NOWHERE = np.empty((0, 2))
MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


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
class Pieces:
    """Codes of the pieces of a clause in several parts: the first two stand in it, at `starts` and `ends`."""

    parts: tuple[Codes, ...]
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return sum(map(len, self.parts))


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a text with where they stand, and those of its pairs alone."""

    codes: Codes
    starts: Places
    ends: Places
    pairs: Codes


def pieces(view: View, language: str) -> Pieces:
    """Everything seen of a clause."""
    runs = cut(view.clause, language)
    kinds = named(f"@{kind}" for kind, _, _ in view.senses)
    surroundings = zip(SIDES, (view.before, view.after, view.heard), strict=True)
    around = [cut(text, language).pairs ^ code(side) for side, text in surroundings if text]
    places = np.array([place for _, *place in view.senses] or NOWHERE, dtype=np.int64)
    return Pieces(
        (runs.codes, kinds, together(kinds), *around, named(shape(view, language))),
        np.concatenate([runs.starts, places[:, 0]]),
        np.concatenate([runs.ends, places[:, 1]]),
    )


def buckets(codes: Codes, mask: int) -> NDArray[np.int64]:
    """Where the weights of pieces stand: the last bits, well mixed (SplitMix64, Steele et al. 2014)."""
    codes = (codes ^ (codes >> np.uint64(30))) * MIX[0]
    codes = (codes ^ (codes >> np.uint64(27))) * MIX[1]
    return ((codes ^ (codes >> np.uint64(31))) & np.uint64(mask)).astype(np.int64)


@lru_cache(maxsize=1 << 16)
def code(name: str) -> np.uint64:
    """The code of something that has a name."""
    return np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little"))


def named(names: Iterator[str]) -> Codes:
    """The codes of things that have names."""
    return np.array([code(name) for name in names], dtype=np.uint64)


def together(kinds: Codes) -> Codes:
    """Kinds of words that meet in one clause, in whatever order."""
    kinds = np.unique(kinds)
    one, other = couples(len(kinds))
    return kinds[one] * GOLDEN + kinds[other]


@lru_cache(maxsize=1 << 6)
def couples(count: int) -> tuple[Places, Places]:
    """Every two of so many, by their places."""
    one, other = np.triu_indices(count, 1)
    return one.astype(np.int64), other.astype(np.int64)


def shape(view: View, language: str) -> Iterator[str]:
    """Place and size of the clause, how much of it is the customer's, what the rules saw, kinds around it."""
    yield from (f"at:{min(view.number, 3)}", f"of:{min(view.clauses, 5)}", f"end:{view.closing}")
    yield "last" if view.number == view.clauses - 1 else "goes on"
    yield f"size:{min(len(view.clause) // (4 if language == 'zh' else 12), 8)}"
    yield f"echo:{round(view.echo * 4)}" if view.heard else "first"
    yield from (f"rule:{name}" for name in view.rules)
    yield from (f"near:{name}" for name in view.nearby)
    for side, senses in zip(SIDES, view.around, strict=True):
        yield from (f"{side}@{kind}" for kind, _, _ in senses)


@lru_cache(maxsize=1 << 12)
def cut(text: str, language: str) -> Runs:
    """A text cut into runs of characters (Chinese) or words (English), its edges marked."""
    units, starts, ends = (characters if language == "zh" else words)(text)
    if len(units) <= PAIR:
        nothing = np.array([], dtype=np.uint64)
        return Runs(nothing, np.array([], dtype=np.int64), np.array([], dtype=np.int64), nothing)
    lengths = LENGTHS[language]
    runs = {length: run(units, length) for length in lengths}
    return Runs(
        np.concatenate([*runs.values(), *([stems(text)] if language == "en" else [])]),
        np.concatenate(
            [starts[: max(len(units) - n + 1, 0)] for n in lengths] + [starts[1:-1]] * (language == "en")
        ),
        np.concatenate([ends[n - 1 :] for n in lengths] + [ends[1:-1]] * (language == "en")),
        runs[PAIR],
    )


def run(units: Codes, length: int) -> Codes:
    """Runs of so many units; none where there are fewer."""
    count = max(len(units) - length + 1, 0)
    codes = np.full(count, length, dtype=np.uint64)
    for at in range(length):
        codes = codes * GOLDEN + units[at : at + count]
    return codes


def characters(text: str) -> tuple[Codes, Places, Places]:
    """Characters with where each begins and ends; the marks of the edges have no width."""
    units = np.frombuffer(f"^{text}$".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    edges = np.clip(np.arange(-1, len(text) + 2), 0, len(text))
    return units, edges[:-1], edges[1:]


def words(text: str) -> tuple[Codes, Places, Places]:
    """Words with where each begins and ends."""
    spans = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
    edged = [("^", 0, 0), *spans, ("$", len(text), len(text))]
    units, starts, ends = zip(*edged, strict=True)
    return named(iter(units)), np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def stems(text: str) -> Codes:
    """The beginnings of words."""
    return named(f"{m.group()[:STEM]}*" for m in WORD.finditer(text))
