"""One big call: the seed decides which of several dialogues the number on the list leads to."""

import hashlib
from typing import Annotated, Literal

from pydantic import Field

from bot.language.vocabulary import Written
from bot.roleplay.dialogue import Name


class Draw(Written):
    """Dialogues one of which is drawn; the brief may name `customer.name` and `customer.role` only."""

    title: str
    course: Name
    source: tuple[str, ...]
    level: Literal[1, 2, 3]
    brief: str
    draws: Annotated[tuple[Name, ...], Field(min_length=1)]

    def drawn(self, seed: int) -> str:
        """The id of the dialogue that a seed draws."""
        number = int.from_bytes(hashlib.blake2b(f"{seed}/draws".encode(), digest_size=8).digest())
        return self.draws[number % len(self.draws)]
