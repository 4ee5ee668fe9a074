"""What a clause does, judged by what it means: a small network over the vectors of the clause, of those
beside it and of the customer's line. `tests/train.py` trains it; nothing is learned here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import SIZE, Encoder
from bot.language.pieces import View

Array = NDArray[np.float32]

#: What is known of a clause beside its meaning and the labels that the rules saw.
KNOWN = 6
#: Vectors have length 1; the network was trained on numbers of about 1.
LENGTH = 16.0


@dataclass(frozen=True, slots=True)
class Layers:
    """Weights: of the clause [`SIZE` × hidden], of what surrounds it [3 `SIZE` × hidden], of what the rules
    saw and what is known [labels + `KNOWN` × hidden], and from there to the labels [hidden × labels]."""

    clause: Array
    around: Array
    seen: Array
    hidden_bias: Array
    out: Array
    out_bias: Array


class Meaning:
    """How much the meaning of a clause speaks for each label; shared by all, changes nothing."""

    def __init__(self, encoder: Encoder, labels: Sequence[str], layers: Layers) -> None:
        self.version = encoder.version
        self._encoder, self._labels, self._w = encoder, tuple(labels), layers

    def worths(self, views: Sequence[View]) -> Array:
        """Log-odds of each label for each clause of a reply [clauses × labels]."""
        w = self._w
        at, vectors = placed(views, self._encoder)
        vectors *= np.float32(LENGTH)
        around = vectors[at[:, 1:]].reshape(len(views), 3 * SIZE)
        seen = np.stack([known(view, self._labels) for view in views])
        hidden = vectors[at[:, 0]] @ w.clause + around @ w.around + seen @ w.seen + w.hidden_bias
        out: Array = np.maximum(hidden, 0) @ w.out + w.out_bias
        return out

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """How much like the nearest of others a text is (cosine, −1 to 1)."""
        own, *rest = self._encoder.vectors([text, *others])
        return float(max(own @ other for other in rest))


def placed(views: Sequence[View], encoder: Encoder) -> tuple[NDArray[np.int64], Array]:
    """For each clause the places of its own text, of the one before, the one after and the customer's line
    among vectors, and these: every text once."""
    at, texts = places(views)
    return at, encoder.vectors(texts)


def places(views: Iterable[View]) -> tuple[NDArray[np.int64], list[str]]:
    """For each clause where these four texts stand among all [clauses × 4], and all of them, each once."""
    known: dict[str, int] = {}
    at = [
        [known.setdefault(text, len(known)) for text in (v.clause, v.before, v.after, v.heard)] for v in views
    ]
    return np.array(at, dtype=np.int64), list(known)


def known(view: View, labels: Sequence[str]) -> Array:
    """Which labels the rules saw in a clause, and where it stands."""
    flags = [label in view.rules for label in labels]
    place = [view.echo, view.number == 0, view.number == view.clauses - 1, bool(view.heard)]
    return np.array([*flags, *place, "?" in view.closing, view.clauses == 1], dtype=np.float32)
