"""Which of the things a customer could tell answers a question, and how surely.

Each fact is compared with the question in five ways: by the questions written for it, by what it tells and
by its label (likeness of meaning, `encoder.py`), by the phrases of its topic, and by likeness in letters. A
logistic regression (`data/answers.yaml`) makes one chance of these and of how far each is ahead of the next
best fact. `tests/answers.py` trains it on labelled questions; nothing is learned here.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import SIZE, Encoder

Array = NDArray[np.float32]

#: What a question and a fact are compared by; the lead of each over the best other fact comes after these.
LOOKS = ("ask", "line", "label", "named", "like")
NAMED = LOOKS.index("named")
#: What the best other of fifty facts reaches nine times of ten: among few, being ahead of less is no lead.
FIELD = np.array([[0.35], [0.24], [0.21], [0.0], [0.11]], dtype=np.float32)
#: Vectors are kept in steps of this (they have length 1).
STEP = np.float32(1 / 127)
#: Questions whose vectors are remembered; a call is played again for every better wording that is tried out.
KEPT = 1 << 9
#: What is to be won in a call is asked for more often than in the labelled questions, which are mostly about
#: the rest: so much more likely it is, and so much more again where its phrases name it (log-odds).
WON = 1.0
#: The least likeness that a fact without a text of a kind has.
NOTHING = np.float32(-1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is written of a fact, in matching form: questions that ask about it, its label, what is told, and
    whether it is to be won in the call."""

    asks: tuple[str, ...]
    label: str
    lines: tuple[str, ...]
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What training found: a weight for each of `LOOKS`, then for the lead of each; the bias; the chance from
    which a fact is told, and that under which a question isn't about it at all."""

    weights: tuple[float, ...]
    bias: float
    tell: float
    about: float


@dataclass(frozen=True, slots=True)
class Answering:
    """What makes `Answers` of the facts of any customer; shared by all. `steps` gives the vectors of what is
    written: those of `in_steps`, wherever they come from."""

    encoder: Encoder
    judgement: Judgement
    steps: Callable[[Sequence[str]], NDArray[np.int8]]

    @property
    def version(self) -> str:
        """What its judgements depend on."""
        return f"{self.encoder.version}-{zlib.crc32(repr(self.judgement).encode()):08x}"

    def of(self, facts: Mapping[str, Known]) -> "Answers":
        """The facts of one customer, made ready."""
        return Answers(facts, self)


class Answers:
    """The facts of one customer, ready to be compared with questions; changes nothing."""

    def __init__(self, facts: Mapping[str, Known], by: Answering) -> None:
        self.names = tuple(facts)
        self.judgement = by.judgement
        self._vector = lru_cache(maxsize=KEPT)(lambda text: by.encoder.vectors([text])[0])
        self._weights = np.array(by.judgement.weights, dtype=np.float32)
        texts = [known.asks for known in facts.values()]
        texts += [known.lines for known in facts.values()]
        texts += [(known.label,) for known in facts.values()]
        owners = np.repeat(np.arange(len(texts)), [len(some) for some in texts])
        self._steps = by.steps([text for some in texts for text in some])
        self._begins = np.searchsorted(owners, np.arange(len(texts)))
        self._empty = np.bincount(owners, minlength=len(texts)) == 0
        self._won = np.array([WON * known.counts for known in facts.values()])

    def chances(
        self, question: str, named: Mapping[str, float], like: Mapping[str, float]
    ) -> dict[str, float]:
        """How likely each fact is to answer a question in matching form (0–1), of which so much names each
        topic (share), and which is so like the written questions in letters (0–1)."""
        looks = self.looks(question, named, like)
        more = self._won * (1 + (looks[:, NAMED] > 0))
        chances = 1 / (1 + np.exp(-(looks @ self._weights + self.judgement.bias + more)))
        return dict(zip(self.names, chances.tolist(), strict=True))

    def looks(self, question: str, named: Mapping[str, float], like: Mapping[str, float]) -> Array:
        """What is seen of a question and each fact [facts × 2 `LOOKS`]."""
        near = np.append(self._steps @ (self._vector(question) * STEP), NOTHING)
        best = np.maximum.reduceat(near, self._begins)
        best[self._empty] = NOTHING
        given = [[found.get(name, 0.0) for name in self.names] for found in (named, like)]
        seen = np.concatenate([best.reshape(3, -1), np.array(given, dtype=np.float32)])
        return np.concatenate([seen, seen - np.maximum(rivals(seen), FIELD)]).T


def in_steps(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.int8]:
    """The vectors of texts in matching form, in steps of `STEP` [texts × `SIZE`]."""
    steps: NDArray[np.int8] = np.rint(encoder.vectors(texts) / STEP).astype(np.int8)
    return steps.reshape(-1, SIZE)


def rivals(seen: Array) -> Array:
    """For each fact the best that any other has, in each row."""
    if seen.shape[1] < 2:
        return np.zeros_like(seen)
    two = np.partition(seen, -2, axis=1)[:, -2:]
    out: Array = np.where(seen == two[:, 1:], two[:, :1], two[:, 1:])
    return out
