"""Learns which stock answers a question allows (`bot/language/stock.py`); part of `make train`.

Questions (`corpus/stock_*.jsonl`) are labelled with all stock answers that the customer might give.
For both languages together one logistic regression an answer.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.language.encoder import SIZE, Encoder
from bot.language.stock import KINDS, VECTOR, Inquiry
from bot.library.library import Library
from bot.library.vocabularies import FOLDER
from bot.roleplay.unprepared import asked

CORPUS = Path(__file__).parent / "corpus"
#: The more, the less weights are held small.
LOOSE = 0.1
#: How sure it is that an answer makes sense, the first, the second and so on that was named for a question.
SURE = (1.0, 0.9, 0.7, 0.5, 0.4, 0.3)
#: Of the questions of a form so many must take an answer (share), or none does.
RARE = 0.03
NEVER = 9.0
FOLDS = 6


@dataclass(frozen=True)
class Labelled:
    """A question about a dialogue, with the stock answers that make sense, the best first."""

    dialogue: str
    inquiry: Inquiry
    takes: tuple[str, ...]


def labelled(library: Library, language: str) -> Iterator[Labelled]:
    """The labelled questions of a language."""
    for line in (CORPUS / f"stock_{language}.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        script = library.scripts(language)[one["dialogue"]]
        utterance = script.recogniser.understand(one["ask"])
        inquiry = asked(script, utterance, script.dialogue.customer.persona)
        yield Labelled(one["dialogue"], inquiry, tuple(one["takes"]))


def names(rows: list[Labelled]) -> list[str]:
    """What is known of any of the calls."""
    return sorted(frozenset().union(*(row.inquiry.known for row in rows)))


def seen(rows: list[Labelled], known: list[str], encoder: Encoder) -> np.ndarray:
    """What is seen of questions [questions × `SIZE` + known]."""
    vectors = encoder.vectors([row.inquiry.text for row in rows]) * VECTOR
    flags = np.array([[name in row.inquiry.known for name in known] for row in rows], dtype=np.float32)
    return np.hstack([vectors, flags])


def sure(rows: list[Labelled]) -> np.ndarray:
    """How sure it is that each kind of answer makes sense [questions × kinds]."""
    found = np.zeros((len(rows), len(KINDS)))
    for row, one in zip(found, rows, strict=True):
        for kind, value in zip(one.takes, SURE, strict=False):
            row[KINDS.index(kind)] = value
    return found


def fit(x: np.ndarray, y: np.ndarray, forms: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Weights [seen × kinds] and biases; a kind that nothing takes, or hardly any question of the same form
    (one of the columns `forms`), is never likely: a why isn't answered by yes."""
    weights, bias = np.zeros((x.shape[1], len(KINDS))), np.full(len(KINDS), -9.0)
    both, told = np.vstack([x, x]), np.repeat([True, False], len(x))
    for kind in np.flatnonzero(y.any(axis=0)):
        share = np.concatenate([y[:, kind], 1 - y[:, kind]])
        there = share > 0
        model = LogisticRegression(C=LOOSE, max_iter=500)
        fitted = model.fit(both[there], told[there], sample_weight=share[there])
        weights[:, kind], bias[kind] = fitted.coef_[0], fitted.intercept_[0]
    for form in forms:
        weights[form, (y[x[:, form] > 0] > 0).mean(axis=0) < RARE] -= NEVER
    return weights.astype(np.float32), bias.astype(np.float32)


def learn_stock(library: Library, encoder: Encoder) -> None:
    """Learn from all questions and write; tell how often the likeliest answer makes sense where left out."""
    rows = [row for language in library.shelves for row in labelled(library, language)]
    known = names(rows)
    x, y = seen(rows, known, encoder), sure(rows)
    forms = [SIZE + n for n, name in enumerate(known) if name.startswith(("form:", "nuance:"))]
    right = np.zeros(len(rows), dtype=bool)
    for train, test in GroupKFold(FOLDS).split(x, groups=[row.dialogue for row in rows]):
        weights, bias = fit(x[train], y[train], forms)
        right[test] = y[test, (x[test] @ weights + bias).argmax(axis=1)] > 0
    for language in library.shelves:
        mine = np.array([f"language:{language}" in row.inquiry.known for row in rows])
        print(f"stock answers, {language}: {right[mine].mean():.1%} of {mine.sum()} make sense")
    weights, bias = fit(x, y, forms)
    version = f"{np.abs(weights).sum():.0f}"
    np.savez_compressed(
        FOLDER / "stock.npz",
        version=version,
        known=np.array(known),
        weights=weights.astype(np.float16),
        bias=bias,
    )
