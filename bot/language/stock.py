"""Which stock answers a question allows (“it depends”, “just me”), where nothing was written for it.

One logistic regression for each kind of answer, over what the question means (`encoder.py`), the form of the
answer that it wants (`form.py`, `nuance.py`), the kind of call and the customer's temper. `tests/stock.py`
trains them on questions labelled with the answers that a person might give; nothing is learned here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import Encoder
from bot.language.form import form
from bot.language.nuance import nuance

Array = NDArray[np.float32]

#: What is answered, by what it says.
KINDS = (
    "yes", "no", "notyet", "sometimes", "often", "depends", "soso", "good", "bad", "sortof", "while",
    "lately", "soon", "undecided", "few", "many", "nosum", "ordinary", "nothing", "me", "family",
    "work", "others", "near", "places", "home", "usual", "noreason", "habit", "forgot", "lookup",
    "records", "askthem", "youtell", "private", "whyask", "business", "longstory", "dontask",
    "notthought", "accept", "decline", "hearfirst", "laugh", "either", "both", "seeyou",
)  # fmt: skip
#: What the numbers of a vector are taken times; it has length 1, what is known counts 1 each.
VECTOR = np.float32(3)
#: Answers that are nearly as likely as the likeliest are as good (share of its chance).
AS_GOOD = 0.75


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question in matching form, and what is `known` of it by name: what the answer must be like, what kind
    of call it is and who is on the line."""

    text: str
    known: frozenset[str]


class Stock:
    """The kinds of stock answers, ready to be compared with questions; changes nothing."""

    def __init__(
        self, version: str, encoder: Encoder, known: Sequence[str], weights: Array, bias: Array
    ) -> None:
        """`weights` [`SIZE` + known × `KINDS`]."""
        self.version = version
        self._encoder, self._weights, self._bias = encoder, weights, bias
        self._known = tuple(known)

    def chances(self, inquiry: Inquiry) -> Mapping[str, float]:
        """How likely each kind of answer is to make sense (0–1)."""
        vector = self._encoder.vectors([inquiry.text])[0] * VECTOR
        there = np.array([name in inquiry.known for name in self._known], dtype=np.float32)
        sums = np.concatenate([vector, there]) @ self._weights + self._bias
        return dict(zip(KINDS, (1 / (1 + np.exp(-sums))).tolist(), strict=True))

    def ranked(self, inquiry: Inquiry) -> list[str]:
        """The kinds of answers that make most sense, the likeliest first."""
        chances = self.chances(inquiry)
        least = AS_GOOD * max(chances.values())
        good = (kind for kind in KINDS if chances[kind] >= least)
        return sorted(good, key=lambda kind: -chances[kind])


def inquiry(text: str, clause: str, language: str, call: str, persona: str) -> Inquiry:
    """A question with what is known of it: the sentence that asks, and its last clause that does."""
    known: Collection[str] = {
        f"form:{form(clause, language)}",
        f"nuance:{nuance(clause, language)}",
        f"call:{call}",
        f"persona:{persona}",
        f"language:{language}",
    }
    return Inquiry(text, frozenset(known))
