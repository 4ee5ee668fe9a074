"""`make train`: learns the weights of `bot/language/data/<language>/learned.npz` from the labelled corpus.

One logistic regression for each act and question type on clauses; what is believed and what is doubted is
chosen on replies left out of training (three folds): of the faults that it adds to those of the rules,
95 of 100 must be right.
The test parts are never read here.
"""

import io
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.language.acts import FAMILIES, FAULTS
from bot.language.learned import CLOSED, NORM, OPEN
from bot.language.pieces import View, buckets, pieces
from bot.language.recogniser import Recogniser
from bot.language.utterance import Context
from bot.library.vocabularies import FOLDER, load_vocabulary

CORPUS = Path(__file__).parent / "corpus"
LABELS = (*(act for family in FAMILIES.values() for act in family), OPEN, CLOSED)
BUCKETS = 1 << 18
#: Strength of the prior: the smaller, the simpler the model.
C = 2.0
FOLDS = 3
#: What customers say that asks for nothing in particular.
NEUTRAL = {
    "zh": (
        "喂，你好。",
        "你好，哪位？",
        "嗯，你说。",
        "哦，什么事？",
        "是我，你是哪里的？",
        "嗯。",
        "行，你说吧。",
        "这样啊。",
        "好，我听着。",
        "知道了。",
        "对，我是。",
        "喂？",
    ),
    "en": (
        "Hello?",
        "Hello, who's speaking?",
        "Yes, go on.",
        "What's it about?",
        "Speaking.",
        "Mm.",
        "Right.",
        "I see.",
        "Go ahead, I'm listening.",
        "OK.",
        "Yes, this is she.",
        "Good morning.",
    ),
}
#: Pieces seen in fewer clauses than this say nothing.
LEAST = 2
#: An act is worth finding at F1; a fault must be right this often before it is found.
SURE = 0.95
#: So many must have been found to tell how often they are right.
ENOUGH = 12
#: A farewell ends a call, and what warms the customer must have been said: these must be plain.
LEAST_BELIEF = {"farewell": 0.7, "restate": 0.4, "empathise": 0.3}
#: Chances to choose from; from `NEVER` on nothing is believed.
NEVER = 0.99
BELIEFS = (*np.arange(0.04, 0.96, 0.02), NEVER)
DOUBTS = (0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1)


@dataclass(frozen=True)
class Sample:
    """A clause as the product cuts it, its labels, and the number of its reply."""

    view: View
    labels: frozenset[str]
    reply: int


def samples(language: str, files: Sequence[Path]) -> list[Sample]:
    """All clauses of labelled replies; a label goes to the clause it overlaps most."""
    recogniser = Recogniser(load_vocabulary(language))
    found: list[Sample] = []
    replies = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    for number, reply in answered(replies, language):
        heard, context = recogniser.hear(reply["text"]), Context(tuple(reply["heard"]))
        if not heard.spans:
            continue
        views = recogniser.views(heard, *recogniser.by_rules(heard, context), context)
        labels: list[set[str]] = [set() for _ in views]
        position = 0
        for clause in reply["clauses"]:
            start = max(reply["text"].find(clause["text"], position), 0)
            end = position = start + len(clause["text"])
            best = max(
                range(len(views)),
                key=lambda n: min(end, heard.spans[n].end) - max(start, heard.spans[n].start),
            )
            labels[best] |= {*clause["acts"], f"?{clause['question']}"} - {"?none"}
        found += [Sample(v, frozenset(names), number) for v, names in zip(views, labels, strict=True)]
    return found


def answered(replies: Sequence[dict[str, Any]], language: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """All replies with their numbers; one that answers nothing also as the answer to something neutral.

    In a call nearly every reply follows a line of the customer; in the corpus two of three stand alone.
    """
    for number, reply in enumerate(replies):
        yield number, reply
        if not reply["heard"]:
            yield number, reply | {"heard": [NEUTRAL[language][number % len(NEUTRAL[language])]]}


def matrix(found: Sequence[Sample], language: str) -> csr_matrix:
    """Clauses × buckets; each row has the length that the product gives it."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for sample in found:
        codes = np.concatenate(pieces(sample.view, language).parts)
        columns += buckets(codes, BUCKETS - 1).tolist()
        values += [NORM / len(codes) ** 0.5] * len(codes)
        ends.append(len(columns))
    whole = csr_matrix((values, columns, ends), shape=(len(found), BUCKETS), dtype=np.float64)
    whole.sum_duplicates()
    rare = np.asarray((whole > 0).sum(axis=0)).ravel() < LEAST
    keep = np.where(rare, 0.0, 1.0)
    whole.data *= keep[whole.indices]
    whole.eliminate_zeros()
    return whole


def fit(job: tuple[csr_matrix, Any]) -> tuple[Any, float]:
    """Weights and bias of one label."""
    x, y = job
    if y.sum() < 3:
        return np.zeros(BUCKETS), -9.0
    model = LogisticRegression(C=C, solver="liblinear", max_iter=300)
    model.fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def main(language: str) -> None:
    """Train one language and write its weights."""
    files = sorted(CORPUS.glob(f"{language}_train*.jsonl"))
    found = samples(language, files)
    x = matrix(found, language)
    y = np.array([[label in s.labels for label in LABELS] for s in found])
    replies = np.array([s.reply for s in found])
    ruled = np.array([[label in s.view.rules for label in LABELS] for s in found])
    print(
        f"{language}: {len(set(replies))} replies, {len(found)} clauses, {x.nnz / len(found):.0f} pieces each"
    )
    with ProcessPoolExecutor() as pool:
        chances = np.zeros(y.shape)
        for fold in range(FOLDS):
            out = replies % FOLDS == fold
            fitted = list(pool.map(fit, [(x[~out], y[~out, n]) for n in range(len(LABELS))]))
            for n, (weights, bias) in enumerate(fitted):
                chances[out, n] = 1 / (1 + np.exp(-(x[out] @ weights + bias)))
        full = list(pool.map(fit, [(x, y[:, n]) for n in range(len(LABELS))]))
    limits = [choose(label, y[:, n], chances[:, n], ruled[:, n]) for n, label in enumerate(LABELS)]
    report(y, chances, ruled, limits)
    write(language, full, limits)


def choose(label: str, there: Any, chance: Any, ruled: Any) -> tuple[float, float]:
    """The chances from which a label is believed, without the rules and with them.

    What is found wrongly weighs more than what is missed (F with β² = 1/2). Rules are written for how people
    mostly talk, the corpus is a third hard cases: so they are doubted only where the chance is small. Faults
    must be found surely; where the examples don't suffice for that, they are left to the rules, and there the
    rules are never overruled.
    """
    doubts = BELIEFS[:20] if label in (OPEN, CLOSED) else (0.0,) if label in FAULTS else DOUBTS
    best, limits = -1.0, (NEVER, doubts[0])
    for doubt in doubts:
        for belief in (b for b in BELIEFS if b >= LEAST_BELIEF.get(label, 0.0)):
            said = np.where(ruled, chance >= doubt, chance >= belief)
            right, wrong, missed = (said & there).sum(), (said & ~there).sum(), (~said & there).sum()
            if label in FAULTS and belief < NEVER and not sure(said & ~ruled, there):
                continue
            worth = 1.5 * right / max(1.5 * right + wrong + 0.5 * missed, 1)
            if worth > best + 1e-9:
                best, limits = worth, (float(belief), float(doubt))
    return limits


def sure(extra: Any, there: Any) -> bool:
    """Whether what is found beside the rules is right often enough, and often enough to tell."""
    return bool(extra.sum() >= ENOUGH and (extra & there).sum() >= SURE * extra.sum())


def report(y: Any, chances: Any, ruled: Any, limits: Sequence[tuple[float, float]]) -> None:
    """How well the left-out clauses were judged."""
    total = np.zeros(3)
    for n, label in enumerate(LABELS):
        belief, doubt = limits[n]
        said = np.where(ruled[:, n], chances[:, n] >= doubt, chances[:, n] >= belief)
        counts = [(said & y[:, n]).sum(), (said & ~y[:, n]).sum(), (~said & y[:, n]).sum()]
        f1 = 2 * counts[0] / max(2 * counts[0] + counts[1] + counts[2], 1)
        print(f"  {label:<22} n {y[:, n].sum():>5}  F1 {f1:.3f}  limits {belief:.2f} {doubt:.2f}")
        total += counts if label not in (OPEN, CLOSED) else 0
    precision, recall = total[0] / (total[0] + total[1]), total[0] / (total[0] + total[2])
    print(f"  all acts, clauses: P {precision:.3f} R {recall:.3f}")


def write(language: str, full: Sequence[tuple[Any, float]], limits: Sequence[tuple[float, float]]) -> None:
    """The weights in steps of a byte, without what is next to nothing."""
    weights = np.stack([w for w, _ in full], axis=1)
    scale = np.abs(weights).max(axis=0) / 127
    scale[scale == 0] = 1
    steps = np.rint(weights / scale).astype(np.int8)
    chances = np.array([*limits, *((b, 0.0) for _, b in full)], dtype=np.float32)
    digest = f"{zlib.crc32(steps.tobytes() + scale.tobytes() + chances.tobytes()):08x}"
    body = io.BytesIO()
    rows = np.flatnonzero(steps.any(axis=1)).astype(np.uint32)
    np.savez_compressed(
        body,
        version=np.array(digest),
        labels=np.array(LABELS),
        buckets=np.array(BUCKETS),
        rows=rows,
        steps=steps[rows],
        scale=scale.astype(np.float32),
        bias=np.array([b for _, b in full], dtype=np.float32),
        belief=np.array([b for b, _ in limits], dtype=np.float32),
        doubt=np.array([d for _, d in limits], dtype=np.float32),
    )
    path = FOLDER / language / "learned.npz"
    path.write_bytes(body.getvalue())
    print(f"  {path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.1f} MB, version {digest}")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ("zh", "en"):
        main(chosen)
