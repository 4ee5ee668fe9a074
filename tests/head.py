"""Trains the network over sentence vectors (`bot/language/meaning.py`); part of `make train`."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from bot.language.encoder import SIZE
from bot.language.meaning import LENGTH, Layers

#: Units between what is seen and the labels.
HIDDEN = 384
#: Times that each clause is learned from, how many at once, and how fast at most.
ROUNDS, BATCH, SPEED = 12, 256, 2e-3
#: Shares of what is seen and of the units that are left out each time, and how weights fade.
UNSEEN, UNUSED, FADING = 0.1, 0.4, 0.02


@dataclass(frozen=True)
class Seen:
    """What the network sees of all clauses: where the four texts of each stand among `vectors`, and flags."""

    at: Any
    vectors: Any
    flags: Any


class Head(nn.Module):
    """The network as it is trained."""

    def __init__(self, flags: int, labels: int) -> None:
        super().__init__()
        self.clause, self.around = nn.Linear(SIZE, HIDDEN), nn.Linear(3 * SIZE, HIDDEN, bias=False)
        self.seen, self.out = nn.Linear(flags, HIDDEN, bias=False), nn.Linear(HIDDEN, labels)
        self.unseen, self.unused = nn.Dropout(UNSEEN), nn.Dropout(UNUSED)

    def forward(self, vectors: torch.Tensor, flags: torch.Tensor) -> torch.Tensor:
        """Log-odds of the labels; `vectors` [clauses × 4 × `SIZE`]."""
        around = self.around(self.unseen(vectors[:, 1:].flatten(1)))
        hidden = self.clause(self.unseen(vectors[:, 0])) + around + self.seen(flags)
        out: torch.Tensor = self.out(self.unused(torch.relu(hidden)))
        return out


def train(seen: Seen, y: Any, known: Any, rows: Any) -> Head:
    """A network learned from these clauses; where it isn't `known` whether one has a label, it counts not."""
    torch.manual_seed(0)
    vectors, at = torch.from_numpy(seen.vectors) * LENGTH, torch.from_numpy(seen.at)
    flags, has = torch.from_numpy(seen.flags), torch.from_numpy(y.astype(np.float32))
    counts, rows = torch.from_numpy(known.astype(np.float32)), torch.from_numpy(rows)
    head = Head(flags.shape[1], has.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), lr=SPEED, weight_decay=FADING)
    steps = ROUNDS * -(-len(rows) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, SPEED, total_steps=steps)
    for _ in range(ROUNDS):
        for batch in rows[torch.randperm(len(rows))].split(BATCH):
            guessed = head(vectors[at[batch]], flags[batch])
            loss = binary_cross_entropy_with_logits(guessed, has[batch], reduction="none") * counts[batch]
            optimiser.zero_grad()
            loss.sum(1).mean().backward()
            optimiser.step()
            pace.step()
    return head.eval()


def judged(head: Head, seen: Seen, rows: Any) -> Any:
    """Log-odds of the labels for these clauses."""
    vectors, at = torch.from_numpy(seen.vectors) * LENGTH, torch.from_numpy(seen.at)
    flags = torch.from_numpy(seen.flags)
    with torch.no_grad():
        parts = [head(vectors[at[some]], flags[some]) for some in torch.from_numpy(rows).split(4096)]
    return torch.cat(parts).numpy()


def layers(head: Head) -> Layers:
    """The weights as the product uses them."""
    return Layers(
        clause=head.clause.weight.detach().numpy().T,
        around=head.around.weight.detach().numpy().T,
        seen=head.seen.weight.detach().numpy().T,
        hidden_bias=head.clause.bias.detach().numpy(),
        out=head.out.weight.detach().numpy().T,
        out_bias=head.out.bias.detach().numpy(),
    )
