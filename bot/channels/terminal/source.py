"""Where the trainee's lines come from."""

from typing import Protocol


class Left(Exception):
    """The trainee has left: Ctrl-C, Ctrl-D, the end of a file."""


class Source(Protocol):
    """Lines, one at a time. `live` means that somebody sits there and types."""

    @property
    def live(self) -> bool:
        """Whether prompts and pauses are for anybody."""

    async def line(self, prompt: str, default: str = "") -> str:
        """The next line; raises Left where there are no more and Garbled where it isn't UTF-8."""
