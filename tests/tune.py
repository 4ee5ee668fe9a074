"""Tunes the sentence encoder for what the product hears: one encoder for the acts and questions of both
languages and for which fact answers a question; part of `make train`."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from bot.language.answers import Known
from bot.language.meaning import LENGTH
from tests.answers import contrast
from tests.encoding import Encoding
from tests.head import Head
from tests.shrink import Base

#: Times that everything is learned from, clauses at once, and how fast at most: the encoder, the networks on
#: top of it, and how sharply questions are told apart.
ROUNDS, BATCH, SPEEDS = 4, 192, (3e-4, 1.5e-3, 1e-2)
#: How weights fade, for the same three, and the longest step.
FADING, STEP = (0.01, 0.02, 0.0), 5.0
#: A dialogue is learned from so many times in a round, and counts so much beside a batch of clauses.
OFTEN, WEIGHT = 2, 0.7
#: Share of the time in which the pace grows, and how sharp things are at first (log).
GROWING, SHARPNESS = 0.15, 3.0


@dataclass(frozen=True)
class Corpus:
    """The clauses of a language: where the four texts of each stand among `texts`, flags, labels, and for
    which labels it is `known` whether a clause has them; `said` is the reply of each."""

    texts: Sequence[str]
    at: Any
    flags: Any
    y: Any
    known: Any
    said: Any


@dataclass(frozen=True)
class Tuned:
    """An encoder with the networks of the languages on top of it."""

    encoding: Encoding
    heads: Mapping[str, Head]


def tune(
    base: Base,
    corpora: Mapping[str, Corpus],
    rows: Mapping[str, Any],
    dialogues: Sequence[Mapping[str, Known]],
    rounds: int = ROUNDS,
) -> Tuned:
    """Learn from these clauses of each language, and from the facts of these dialogues."""
    torch.manual_seed(0)
    chance = np.random.default_rng(0)
    encoding = Encoding(base)
    heads = {name: Head(one.flags.shape[1], one.y.shape[1]) for name, one in corpora.items()}
    sharpness = nn.Parameter(torch.tensor(SHARPNESS))
    groups = [
        list(encoding.w.parameters()),
        [weight for head in heads.values() for weight in head.parameters()],
        [sharpness],
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": some, "lr": speed, "weight_decay": fading}
            for some, speed, fading in zip(groups, SPEEDS, FADING, strict=True)
        ]
    )
    plan = [list(lessons(corpora, rows, len(dialogues), chance)) for _ in range(rounds)]
    pace = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, list(SPEEDS), total_steps=sum(map(len, plan)) + 1, pct_start=GROWING
    )
    begun = time.monotonic()
    for number, some in enumerate(plan):
        for kind, what in some:
            if kind in corpora:
                loss = missed(corpora[kind], what, encoding, heads[kind])
            else:
                loss = WEIGHT * contrast(dialogues[int(what)], encoding, sharpness.exp())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*groups[0], *groups[1]], STEP)
            optimiser.step()
            pace.step()
        print(f"  round {number + 1} of {rounds}, {time.monotonic() - begun:.0f} s", flush=True)
    return Tuned(encoding.eval(), {name: head.eval() for name, head in heads.items()})


def lessons(
    corpora: Mapping[str, Corpus], rows: Mapping[str, Any], dialogues: int, chance: np.random.Generator
) -> Iterator[tuple[str, Any]]:
    """What is learned from in one round, in an order by chance: clauses of a language, or a dialogue."""
    found: list[tuple[str, Any]] = [("answers", n) for n in range(dialogues)] * OFTEN
    for name, corpus in corpora.items():
        found += [(name, batch) for batch in batches(corpus.said, rows[name], chance)]
    yield from (found[n] for n in chance.permutation(len(found)))


def batches(said: Any, rows: Any, chance: np.random.Generator) -> Iterator[Any]:
    """Clauses in batches, those of one reply together, since they share their texts."""
    replies = np.split(rows, np.flatnonzero(np.diff(said[rows])) + 1)
    batch: list[Any] = []
    for n in chance.permutation(len(replies)):
        batch.append(replies[n])
        if sum(map(len, batch)) >= BATCH:
            yield np.concatenate(batch)
            batch = []
    if batch:
        yield np.concatenate(batch)


def missed(corpus: Corpus, rows: Any, encoding: Encoding, head: Head) -> torch.Tensor:
    """How badly these clauses are judged; where it isn't known whether one has a label, it counts not."""
    guessed = guess(corpus, rows, encoding, head)
    has, counts = (torch.from_numpy(part[rows].astype(np.float32)) for part in (corpus.y, corpus.known))
    loss = binary_cross_entropy_with_logits(guessed, has, reduction="none") * counts
    return loss.sum(1).mean()


def guess(corpus: Corpus, rows: Any, encoding: Encoding, head: Head) -> torch.Tensor:
    """Log-odds of the labels of these clauses."""
    at = corpus.at[rows]
    used, places = np.unique(at, return_inverse=True)
    vectors = encoding([corpus.texts[n] for n in used]) * LENGTH
    guessed: torch.Tensor = head(
        vectors[torch.from_numpy(places.reshape(at.shape))], torch.from_numpy(corpus.flags[rows])
    )
    return guessed


def judged(corpus: Corpus, rows: Any, tuned: Tuned, language: str) -> Any:
    """Log-odds of the labels of these clauses, once everything is learned."""
    with torch.no_grad():
        parts = [
            guess(corpus, rows[n : n + 512], tuned.encoding, tuned.heads[language])
            for n in range(0, len(rows), 512)
        ]
    return torch.cat(parts).numpy()
