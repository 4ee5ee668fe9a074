"""The network over sentence vectors (`bot/language/meaning.py`) as it is trained; part of `make train`."""

import torch
from torch import nn

from bot.language.encoder import SIZE
from bot.language.meaning import Layers

#: Units between what is seen and the labels.
HIDDEN = 384
#: Shares of what is seen and of the units that are left out each time.
UNSEEN, UNUSED = 0.1, 0.4


class Head(nn.Module):
    """Log-odds of the labels of clauses."""

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
