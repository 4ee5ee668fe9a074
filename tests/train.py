"""`make train`: learns `bot/language/data/<language>/learned.npz`, `encoder.npz`, `answers.yaml` and
`stock.npz` from the labelled corpus and the dialogues.

One logistic regression for each act and question type on clauses, and a network over sentence vectors, tuned
together with the sentence encoder (`tune.py`). What is believed and what is doubted is chosen on a third of
the corpus, whole parts of it, left out of training, for whom a trainee is, too, nobody has heard before:
for all faults together, so that the share `SURE` of accusations is right in a corpus half of whose hard cases
only look like faults. Which fact answers is judged on a third of the dialogues left out. The test parts are
never read here.
"""

import io
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.language.acts import FAMILIES, FAULTS
from bot.language.learned import CLOSED, NORM, OPEN
from bot.language.meaning import known as flags
from bot.language.meaning import places
from bot.language.pieces import View, buckets, pieces
from bot.language.recogniser import Recogniser
from bot.language.utterance import Context
from bot.library.recognisers import load_encoder
from bot.library.vocabularies import FOLDER, load_vocabulary
from tests.answers import Remembering, compared, known, labelled, learn
from tests.answers import write as keep
from tests.head import Head, layers
from tests.proof import library
from tests.shrink import base, save
from tests.stock import learn_stock
from tests.tune import Corpus, Tuned, judged, tune

CORPUS = Path(__file__).parent / "corpus"
LABELS = (*(act for family in FAMILIES.values() for act in family), OPEN, CLOSED)
BUCKETS = 1 << 18
#: Strength of the prior: the smaller, the simpler the model.
C = 4.0
#: Groups of parts of the corpus; the first is left out to choose limits.
FOLDS = 3
#: Parts of the corpus that are hard on purpose (half faults, half what looks like them): learned from, but
#: what is believed is chosen on ordinary talk.
THEMED = frozenset("ghi")
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
#: Of all faults found, so many must be right. Chances of one model mean the same for each of them, so one
#: limit for all finds more than a limit for each, of which the rare ones can't be told.
SURE = 0.93
#: A farewell ends a call, what warms the customer must have been said, and nobody wants an answer to what
#: wasn't asked: these must be plain.
LEAST_BELIEF = {
    "farewell": 0.5,
    "restate": 0.2,
    "empathise": 0.2,
    "praise_competitor": 0.3,
    "praise": 0.15,
    OPEN: 0.3,
    CLOSED: 0.3,
}
#: Chances to choose from; from `NEVER` on nothing is believed.
NEVER = 0.99
BELIEFS = (*np.arange(0.04, 0.96, 0.02), NEVER)
#: Chances under which the rules of faults may be doubted: what is plainly said is no hard case.
FAULT_DOUBTS = (0.005, 0.01, 0.02, 0.05, 0.1)
#: More doubt must find so many times as many.
WORTH = 1.02
DOUBTS = (0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1)


@dataclass(frozen=True)
class Gathered:
    """The clauses of a language: pieces [clauses × buckets], what the network learns from, which labels the
    rules saw, the fold of each clause, and whether it is ordinary talk."""

    x: csr_matrix
    corpus: Corpus
    ruled: Any
    fold: Any
    told: Any


@dataclass(frozen=True)
class Sample:
    """A clause as the product cuts it.

    `labels` are those it surely has; of each group in `shared` (a label and the clauses, by number in the
    reply, that together have it) somebody has it, nobody knows which. `reply` is the number of the labelled
    reply, `said` that of the reply as it was put.
    """

    view: View
    labels: frozenset[str]
    shared: frozenset[str]
    reply: int
    said: int


def samples(language: str, files: Sequence[Path], said_from: int = 0) -> list[Sample]:
    """All clauses of labelled replies.

    The product may cut a labelled clause into several: then the longest has the label for the time being,
    and the others don't count as lacking it.
    """
    recogniser = Recogniser(load_vocabulary(language))
    found: list[Sample] = []
    replies = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    for said, (number, reply) in enumerate(answered(replies, language), said_from):
        heard, context = recogniser.hear(reply["text"]), Context(tuple(reply["heard"]))
        if not heard.spans:
            continue
        views = recogniser.views(heard, *recogniser.by_rules(heard, context), context)
        labels: list[set[str]] = [set() for _ in heard.spans]
        shared: list[set[str]] = [set() for _ in heard.spans]
        position = 0
        for clause in reply["clauses"]:
            start = max(reply["text"].find(clause["text"], position), 0)
            end = position = start + len(clause["text"])
            names = {*clause["acts"], f"?{clause['question']}"} - {"?none"}
            overlap = [min(end, s.end) - max(start, s.start) for s in heard.spans]
            labels[max(range(len(heard.spans)), key=overlap.__getitem__)] |= names
            covered = [n for n, much in enumerate(overlap) if much > 0]
            for n in covered if len(covered) > 1 else []:
                shared[n] |= names
        found += [
            Sample(view, frozenset(labels[n]), frozenset(shared[n]), number, said)
            for n, view in views.items()
        ]
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


def fit(job: tuple[csr_matrix, Any, Any]) -> tuple[Any, float]:
    """Weights and bias of one label, learned from the clauses of which it is `known` whether they have it."""
    x, y, known = job
    x, y = x[known], y[known]
    if y.sum() < 3:
        return np.zeros(BUCKETS), -9.0
    model = LogisticRegression(C=C, solver="liblinear", dual=True, max_iter=300)
    model.fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def groups(parts: Sequence[str]) -> Any:
    """The fold of each clause: whole parts of the corpus, the largest first, where there is most room."""
    sizes = Counter(parts)
    room = [0] * FOLDS
    fold: dict[str, int] = {}
    for part, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[part] = room.index(min(room))
        room[fold[part]] += size
    return np.array([fold[part] for part in parts])


def gathered(language: str) -> Gathered:
    """All clauses of a language in every form that is learned from."""
    found: list[Sample] = []
    parts: list[str] = []
    for file in sorted(CORPUS.glob(f"{language}_train*.jsonl")):
        new = samples(language, [file], found[-1].said + 1 if found else 0)
        found += new
        parts += [file.stem.rpartition("_")[2]] * len(new)
    y = np.array([[label in s.labels for label in LABELS] for s in found])
    known = y | ~np.array([[label in s.shared for label in LABELS] for s in found])
    said = np.array([s.said for s in found])
    at, texts = places(sample.view for sample in found)
    seen = np.stack([flags(sample.view, LABELS) for sample in found])
    ruled = np.array([[label in s.view.rules for label in LABELS] for s in found])
    told = np.array([part not in THEMED for part in parts])
    x = matrix(found, language)
    print(f"{language}: {said[-1] + 1} replies, {len(found)} clauses, {x.nnz / len(found):.0f} pieces each")
    return Gathered(x, Corpus(texts, at, seen, y, known, said), ruled, groups(parts), told)


def by_words(one: Gathered, rows: Any) -> list[tuple[Any, float]]:
    """The regressions learned from these clauses."""
    jobs = [(one.x[rows], one.corpus.y[rows, n], one.corpus.known[rows, n]) for n in range(len(LABELS))]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(fit, jobs))


def main() -> None:
    """Learn on two thirds, choose limits on the rest, then learn on all and write."""
    corpora = {language: gathered(language) for language in NEUTRAL}
    shipped = library()
    scripts = [s for language in NEUTRAL for s in shipped.scripts(language).values() if s.facts]
    names = sorted({script.id for script in scripts})
    left = {names[n] for n in np.random.default_rng(0).permutation(len(names))[::FOLDS]}
    rows = {language: np.flatnonzero(one.fold != 0) for language, one in corpora.items()}
    plain = {language: one.corpus for language, one in corpora.items()}
    tuned = tune(base(), plain, rows, [known(s) for s in scripts if s.id not in left])
    limits = {language: limited(language, one, tuned) for language, one in corpora.items()}
    judge = Remembering(tuned.encoding.shipped())
    seen = [
        pair
        for script in scripts
        if script.id in left
        for pair in compared(script, labelled(script.language)[script.id], judge)
    ]
    keep(learn(seen))
    everything = {language: np.arange(len(one.corpus.said)) for language, one in corpora.items()}
    tuned = tune(base(), plain, everything, [known(script) for script in scripts])
    save(tuned.encoding.base())
    for language, one in corpora.items():
        write(language, by_words(one, everything[language]), limits[language], tuned.heads[language])
    learn_stock(library(), load_encoder())


def limited(language: str, one: Gathered, tuned: Tuned) -> list[tuple[float, float]]:
    """The chances from which labels are believed, chosen on the clauses left out."""
    out = np.flatnonzero(one.fold == 0)
    fitted = by_words(one, np.flatnonzero(one.fold != 0))
    words = np.stack([one.x[out] @ weights + bias for weights, bias in fitted], axis=1)
    chances = 1 / (1 + np.exp(-(words + judged(one.corpus, out, tuned, language)) / 2))
    told, has, said = one.told[out], one.corpus.y[out], one.corpus.said[out]
    said = np.unique(said, return_inverse=True)[1]
    votes = [
        by_reply(has[told, n], chances[told, n], one.ruled[out][told, n], said[told])
        for n in range(len(LABELS))
    ]
    faults = accuse([vote for label, vote in zip(LABELS, votes, strict=True) if label in FAULTS])
    limits = [faults if label in FAULTS else choose(label, *votes[n]) for n, label in enumerate(LABELS)]
    print(f"{language}, left out:")
    report(votes, limits)
    return limits


def by_reply(there: Any, chance: Any, ruled: Any, said: Any) -> tuple[Any, Any, Any]:
    """Whether each reply has a label, and the best chance of a clause of it that the rules saw it in, and of
    one that they didn't (−1 for none)."""
    size = int(said.max()) + 1
    has, with_rule, without = np.zeros(size, dtype=bool), np.full(size, -1.0), np.full(size, -1.0)
    np.logical_or.at(has, said, there)
    np.maximum.at(with_rule, said[ruled], chance[ruled])
    np.maximum.at(without, said[~ruled], chance[~ruled])
    return has, with_rule, without


def choose(label: str, there: Any, with_rule: Any, without: Any) -> tuple[float, float]:
    """The chances from which a label that is no fault is believed, without the rules and with them.

    What is found wrongly weighs as much as what is missed (F1). Rules are written for how people mostly talk,
    the corpus is a third hard cases: so they are doubted only where the chance is small.
    """
    doubts = BELIEFS[:20] if label in (OPEN, CLOSED) else DOUBTS
    best, limits = -1.0, (NEVER, doubts[0])
    for doubt in doubts:
        for belief in (b for b in BELIEFS if b >= LEAST_BELIEF.get(label, 0.0)):
            right, wrong, missed = counted(there, (with_rule >= doubt) | (without >= belief))
            worth = 2 * right / max(2 * right + wrong + missed, 1)
            if worth > best + 1e-9:
                best, limits = worth, (float(belief), float(doubt))
    return limits


def accuse(votes: Sequence[tuple[Any, Any, Any]]) -> tuple[float, float]:
    """The chances from which any fault is believed: the most found of which `SURE` are right."""
    best, limits = 0, (NEVER, FAULT_DOUBTS[0])
    for doubt in FAULT_DOUBTS:
        most, belief = max(found(votes, belief, doubt) for belief in BELIEFS if belief >= doubt)
        if most > WORTH * best:
            best, limits = most, (-belief, float(doubt))
    return limits


def found(votes: Sequence[tuple[Any, Any, Any]], belief: float, doubt: float) -> tuple[int, float]:
    """How many faults are found rightly from these chances on, none where too many are wrong; and the belief,
    below zero so that the lower one comes first of equals."""
    counts = [counted(there, (ruled >= doubt) | (other >= belief)) for there, ruled, other in votes]
    right, wrong, _ = np.sum(counts, axis=0)
    return (int(right) if right >= SURE * (right + wrong) else 0), -float(belief)


def counted(there: Any, said: Any) -> tuple[int, int, int]:
    """How many were found rightly, how many wrongly, how many missed."""
    return int((said & there).sum()), int((said & ~there).sum()), int((~said & there).sum())


def report(votes: Sequence[tuple[Any, Any, Any]], limits: Sequence[tuple[float, float]]) -> None:
    """How well the left-out replies were judged."""
    total = np.zeros(3)
    for label, (there, with_rule, without), (belief, doubt) in zip(LABELS, votes, limits, strict=True):
        said = (with_rule >= doubt) | (without >= belief)
        counts = [(said & there).sum(), (said & ~there).sum(), (~said & there).sum()]
        f1 = 2 * counts[0] / max(2 * counts[0] + counts[1] + counts[2], 1)
        right = counts[0] / max(counts[0] + counts[1], 1)
        print(f"  {label:<22} n {there.sum():>5}  P {right:.3f} F1 {f1:.3f}  limits {belief:.2f} {doubt:.2f}")
        total += counts if label not in (OPEN, CLOSED) else 0
    precision, recall = total[0] / (total[0] + total[1]), total[0] / (total[0] + total[2])
    print(f"  all acts, replies: P {precision:.3f} R {recall:.3f}")


def write(
    language: str, full: Sequence[tuple[Any, float]], limits: Sequence[tuple[float, float]], head: Head
) -> None:
    """The weights in steps of a byte, without what is next to nothing; the network's in half length."""
    network = {f"layer_{name}": layer.astype(np.float16) for name, layer in asdict(layers(head)).items()}
    weights = np.stack([w for w, _ in full], axis=1)
    scale = np.abs(weights).max(axis=0) / 127
    scale[scale == 0] = 1
    steps = np.rint(weights / scale).astype(np.int8)
    chances = np.array([*limits, *((b, 0.0) for _, b in full)], dtype=np.float32)
    whole = [steps, scale, chances, *network.values()]
    digest = f"{zlib.crc32(b''.join(part.tobytes() for part in whole)):08x}"
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
        **network,
    )
    path = FOLDER / language / "learned.npz"
    path.write_bytes(body.getvalue())
    print(f"  {path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.1f} MB, version {digest}")


if __name__ == "__main__":
    main()
