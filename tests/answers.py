"""Learns which fact answers a question (`bot/language/answers.py`); part of `make train`.

The encoder is tuned so that a question is near the other questions of its fact, its label and its lines,
and far from those of the other facts of its dialogue (after van den Oord et al. 2018, Representation learning
with contrastive predictive coding). The judgement is a logistic regression on labelled questions
(`corpus/asks_*.jsonl`), about dialogues that the encoder was not tuned on.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.language.answers import LOOKS, Answering, Judgement, Known, in_steps
from bot.language.encoder import Encoder
from bot.language.similarity import Similarity
from bot.library.vocabularies import FOLDER
from bot.roleplay.script import Script

CORPUS = Path(__file__).parent / "corpus"
#: How much it counts that a question finds other questions of its fact, its lines, its label.
KINDS = (1.0, 0.4, 0.4)
#: Nothing is like itself here.
NEVER = 1e4
#: Chances from which a fact may be told, and from which a question is taken to be about a fact at all.
LIMITS, ABOUT = np.arange(0.2, 0.6, 0.05), 0.08
#: What is told wrongly does so much harm beside the good of what is told rightly; a dodge does some, too.
HARM = 0.6


@dataclass(frozen=True)
class Labelled:
    """A question of a trainee, with the facts that answer it; those `without` were written for it later."""

    dialogue: str
    ask: str
    facts: frozenset[str]
    without: frozenset[str]


def labelled(language: str) -> dict[str, list[Labelled]]:
    """The labelled questions of a language by dialogue."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for line in (CORPUS / f"asks_{language}.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        facts, without = frozenset(one["facts"]), frozenset(one.get("without", ()))
        found[one["dialogue"]].append(Labelled(one["dialogue"], one["ask"], facts, without))
    return found


def known(script: Script) -> dict[str, Known]:
    """The facts of a script in matching form."""
    return script.topics.known(script.written)


def contrast(facts: Mapping[str, Known], encoding: torch.nn.Module, sharpness: torch.Tensor) -> torch.Tensor:
    """How badly the questions of one dialogue find their facts."""
    texts, owners, kinds = [], [], []
    for owner, one in enumerate(facts.values()):
        for kind, some in enumerate((one.asks, one.lines, (one.label,))):
            texts += some
            owners += [owner] * len(some)
            kinds += [kind] * len(some)
    vectors, owner, kind = encoding(texts), torch.tensor(owners), torch.tensor(kinds)
    itself = torch.eye(len(texts), dtype=torch.bool)
    near = (vectors @ vectors.T * sharpness).masked_fill(itself, -NEVER)
    same = (owner[:, None] == owner[None]) & ~itself
    loss = torch.zeros(())
    for number, worth in enumerate(KINDS):
        to = kind == number
        theirs, right = near[kind == 0][:, to], same[kind == 0][:, to]
        theirs, right = theirs[right.any(1)], right[right.any(1)]
        found = torch.logsumexp(theirs.masked_fill(~right, -NEVER), 1)
        loss = loss + worth * (torch.logsumexp(theirs, 1) - found).mean()
    return loss


class Remembering:
    """An encoder that works out each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._known = encoder, dict[str, Any]()
        self.version = encoder.version

    def vectors(self, texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._encoder.vectors(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def compared(script: Script, asked: Sequence[Labelled], encoder: Any) -> Iterator[tuple[Any, Any]]:
    """For each labelled question that is heard as one what is seen of each fact, and whether it answers.

    What was written down of the question itself doesn't count, nor do facts written for it.
    """
    nothing = Judgement((0.0,) * 2 * len(LOOKS), 0.0, 0.5, 0.5)
    whole, topics = known(script), script.topics
    for one in asked:
        sentences = topics.sentences(script.recogniser.understand(one.ask))
        if not sentences:
            continue
        text, itself = sentences[-1].text, topics.matching(one.ask)
        facts = {
            name: replace(fact, asks=tuple(ask for ask in fact.asks if ask not in (text, itself)))
            for name, fact in whole.items()
            if name not in one.without
        }
        like = Similarity({name: fact.asks for name, fact in facts.items()}, script.language).nearest(text)
        answers = Answering(encoder, nothing, partial(in_steps, encoder)).of(facts)
        looks = answers.looks(text, topics.compared(text)[0], {x.name: x.score for x in like})
        yield looks, np.array([name in one.facts for name in answers.names])


def learn(seen: Sequence[tuple[Any, Any]]) -> Judgement:
    """The judgement learned from all questions, and the chance from which what is told does most good."""
    scaled = StandardScaler().fit(np.concatenate([looks for looks, _ in seen]))
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(
        scaled.transform(np.concatenate([looks for looks, _ in seen])), np.concatenate([y for _, y in seen])
    )
    weights = model.coef_[0] / scaled.scale_
    bias = float(model.intercept_[0] - weights @ scaled.mean_)
    best = [(looks @ weights + bias, y) for looks, y in seen]
    chance = np.array([1 / (1 + np.exp(-odds.max())) for odds, _ in best])
    right = np.array([y[odds.argmax()] for odds, y in best])
    worth = {limit: right[chance >= limit].sum() - HARM * (~right[chance >= limit]).sum() for limit in LIMITS}
    tell = max(LIMITS, key=lambda limit: worth[limit])
    there = np.array([y.any() for _, y in best])
    told = chance >= tell
    print(
        f"  answers: {len(seen)} questions, {there.mean():.2f} with a fact; from {tell:.2f} on"
        f" {(told & right).mean():.3f} told rightly, {(told & ~right).mean():.3f} wrongly,"
        f" {(~told & ~there).mean():.3f} rightly not; of those with a fact the right one comes first for"
        f" {right[there].mean():.3f}"
    )
    return Judgement(tuple(weights.tolist()), bias, float(tell), ABOUT)


def write(judgement: Judgement) -> None:
    """The judgement as people read it."""
    likeness, lead = np.split(np.array(judgement.weights), 2)
    sides = {
        side: {look: round(float(weight), 3) for look, weight in zip(LOOKS, weights, strict=True)}
        for side, weights in (("likeness", likeness), ("lead", lead))
    }
    body = {
        "weights": sides,
        "bias": round(judgement.bias, 3),
        "tell": round(judgement.tell, 2),
        "about": judgement.about,
    }
    head = "# Which fact answers a question: a logistic regression, learned by `make train`.\n"
    (FOLDER / "answers.yaml").write_text(head + yaml.safe_dump(body, sort_keys=False), "utf-8")
