"""What a text means, as a vector: a small network that somebody trained on sentences of sixteen languages.

The convolutional Multilingual Universal Sentence Encoder (Yang et al. 2019), with the pieces of Chinese and
English words alone. Only numpy runs it; the same text always gives the same vector.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.language.wordpieces import WordPieces

Array = NDArray[np.float32]

#: Lengths of the runs of pieces that are seen together, and how many of a run stand before the piece itself.
RUNS = ((2, 0), (3, 1), (5, 2))
#: Numbers that stand for a run, and in a vector.
RUN = 256
SIZE = 512
#: Pieces of a text that are looked at.
MOST = 40
#: Texts that are worked out at once; more of them no longer fit where the processor has them at hand.
TOGETHER = 64
#: Empty places between texts, so that no run reaches from one into the next.
APART = 2


class Encoder:
    """Vectors of texts; shared by all languages, changes nothing."""

    def __init__(
        self, version: str, pieces: WordPieces, table: NDArray[np.uint8], weights: Mapping[str, Array]
    ) -> None:
        """`table` [pieces × `SIZE`] holds steps of `scale` above `low` for each piece."""
        self.version, self._pieces, self._table = version, pieces, table
        self._w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}

    def vectors(self, texts: Sequence[str]) -> Array:
        """A vector of length 1 for each text in matching form, zero for an empty one [texts × `SIZE`].

        Many are worked out at once, which is three times as fast as one by one.
        """
        out = np.zeros((len(texts), SIZE), dtype=np.float32)
        full = [n for n, text in enumerate(texts) if text.strip()]
        for some in (full[n : n + TOGETHER] for n in range(0, len(full), TOGETHER)):
            out[some] = self._worked_out([texts[n] for n in some])
        return out

    def _worked_out(self, texts: Sequence[str]) -> Array:
        cut = [self._pieces.cut(text)[:MOST] for text in texts]
        ends = np.cumsum([len(pieces) + APART for pieces in cut])
        at = np.concatenate([pieces + [0] * APART for pieces in cut]).astype(np.int64)
        there = np.concatenate([np.arange(len(pieces) + APART) < len(pieces) for pieces in cut])[:, None]
        seen = np.split(self._seen(at, there.astype(np.float32)), ends[:-1])
        counts = np.array([[len(pieces)] for pieces in cut], dtype=np.float32)
        return self._whole(np.stack([one.sum(axis=0) for one in seen]), counts)

    def _seen(self, at: NDArray[np.int64], there: Array) -> Array:
        """What is seen of texts at each of their pieces: the piece alone and in runs of three lengths."""
        w = self._w
        alone: Array = self._table[at] * w["scale"][at, None] + w["low"][at, None]
        near = scaled(alone @ w["near"] + w["near_bias"], w["near_scale"], w["near_shift"]) * there
        seen = [alone]
        for number, (length, before) in enumerate(RUNS):
            run = near[:, number * RUN : (number + 1) * RUN]
            for layer in ("first", "second"):
                more = windows(run, length, before) @ w[f"{layer}_{length}"] + w[f"{layer}_{length}_bias"]
                run = (run + np.maximum(more, 0)) * there
            seen.append(run)
        return scaled(np.concatenate(seen, axis=1), w["all_scale"], w["all_shift"]) * there

    def _whole(self, sums: Array, counts: Array) -> Array:
        """One vector of what was seen at all pieces of each text."""
        w = self._w
        mean = (sums @ w["mean"] + counts * w["mean_bias"]) / np.sqrt(counts)
        first = np.maximum(mean @ w["deep_0"], 0)
        second = np.maximum(mean @ w["past_0"] + first @ w["deep_1"], 0)
        third = np.maximum(second @ w["deep_2"], 0)
        out: Array = np.tanh(second @ w["past_1"] + third @ w["deep_3"])
        length = np.maximum(np.sqrt((out * out).sum(axis=1, keepdims=True)), np.float32(1e-6))
        unit: Array = out / length
        return unit


def scaled(values: Array, scale: Array, shift: Array) -> Array:
    """Values with mean 0 and variance 1 along the last axis, then scaled and shifted (Ba et al. 2016)."""
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-6))
    out: Array = centred / spread * scale + shift
    return out


def windows(values: Array, length: int, before: int) -> Array:
    """For each row the rows around it, one after another, with nothing beyond the ends."""
    padded = np.pad(values, ((before, length - 1 - before), (0, 0)))
    return np.concatenate([padded[at : at + len(values)] for at in range(length)], axis=1)
