"""The sentence encoder (`bot/language/encoder.py`) as it is trained; part of `make train`."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bot.language.encoder import APART, MOST, RUN, RUNS, Encoder
from tests.shrink import Base

#: Share of what is seen of pieces that is left out each time.
UNSEEN = 0.1
#: What keeps lengths from being none.
TINY = 1e-6
#: What stays as it is: the numbers of pieces are many, and each is seen seldom.
FIXED = ("scale", "low")


class Encoding(nn.Module):
    """Vectors of texts; all weights but the table of pieces can be learned."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self._base = base
        scale, low = base.weights["scale"][:, None], base.weights["low"][:, None]
        table = base.table.astype(np.float32) * scale + low
        self.table = nn.Embedding.from_pretrained(torch.from_numpy(table.astype(np.float32)), freeze=True)
        self.w = nn.ParameterDict(
            {
                name: nn.Parameter(torch.from_numpy(value.astype(np.float32)))
                for name, value in base.weights.items()
                if name not in FIXED
            }
        )
        self.unseen = nn.Dropout(UNSEEN)
        self.cut = cache(lambda text: base.pieces.cut(text)[:MOST] if text.strip() else [])

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """A vector of length 1 for each text, zero for an empty one."""
        cut = [self.cut(text) for text in texts]
        sizes = torch.tensor([len(pieces) for pieces in cut])
        at = torch.tensor([piece for pieces in cut for piece in (*pieces, *[0] * APART)])
        owner = torch.repeat_interleave(torch.arange(len(cut)), sizes + APART)
        there = torch.cat([torch.arange(n + APART) < n for n in sizes.tolist()])[:, None].float()
        seen = self._seen(self.unseen(self.table(at)), there)
        sums = torch.zeros(len(cut), seen.shape[1]).index_add(0, owner, seen)
        return self._whole(sums, sizes.clamp(min=1)[:, None].float()) * (sizes > 0)[:, None]

    def _seen(self, alone: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        w = self.w
        near = normed(alone @ w["near"] + w["near_bias"], w["near_scale"], w["near_shift"]) * there
        seen = [alone]
        for number, (length, before) in enumerate(RUNS):
            run = near[:, number * RUN : (number + 1) * RUN]
            for layer in ("first", "second"):
                padded = functional.pad(run, (0, 0, before, length - 1 - before))
                windows = torch.cat([padded[at : at + len(run)] for at in range(length)], dim=1)
                more = windows @ w[f"{layer}_{length}"] + w[f"{layer}_{length}_bias"]
                run = (run + torch.relu(more)) * there
            seen.append(run)
        return normed(torch.cat(seen, dim=1), w["all_scale"], w["all_shift"]) * there

    def _whole(self, sums: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
        w = self.w
        mean = self.unseen((sums @ w["mean"] + counts * w["mean_bias"]) / counts.sqrt())
        first = torch.relu(mean @ w["deep_0"])
        second = torch.relu(mean @ w["past_0"] + first @ w["deep_1"])
        third = torch.relu(second @ w["deep_2"])
        out = torch.tanh(second @ w["past_1"] + third @ w["deep_3"])
        return out / out.norm(dim=1, keepdim=True).clamp(min=TINY)

    def base(self) -> Base:
        """The encoder with what was learned."""
        learned = {name: value.detach().numpy() for name, value in self.w.items()}
        return replace(self._base, weights=self._base.weights | learned)

    def shipped(self) -> Encoder:
        """The same as the product runs it."""
        return self.base().encoder()


def normed(values: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """Values with mean 0 and variance 1, then scaled and shifted."""
    return functional.layer_norm(values, (values.shape[1],), scale, shift, TINY)
