"""Somebody at a terminal: what they type, and what they see."""

import asyncio
from collections.abc import Callable
from io import StringIO

from prompt_toolkit.input import PipeInput

#: How long something may take before the test is given up (seconds).
GUARD = 60.0


class Paper(StringIO):
    """Where the screen is written down; says when something has been added."""

    def __init__(self) -> None:
        super().__init__()
        self.grown = asyncio.Event()

    def write(self, text: str) -> int:
        self.grown.set()
        return super().write(text)


class Caller:
    """Types at a keyboard and reads on from where they last looked."""

    def __init__(self, keys: PipeInput, paper: Paper, stay: asyncio.Task[int]) -> None:
        self._keys, self._paper, self.stay = keys, paper, stay
        self._read = 0

    @property
    def screen(self) -> str:
        """All there was to see, as one line: where lines are broken doesn't matter."""
        return flat(self._paper.getvalue())

    @property
    def lines(self) -> list[str]:
        """All there was to see, line by line."""
        return self._paper.getvalue().splitlines()

    async def type(self, text: str) -> None:
        """Type a line and press Enter."""
        self._keys.send_text(text + "\r")

    async def press(self, key: str) -> None:
        """Press a single key."""
        self._keys.send_text(key)

    async def sees(self, text: str) -> str:
        """Wait for a text after the last one waited for; returns what came with it."""
        text = flat(text)
        await self._until(lambda: text in self.screen[self._read :], text)
        end = self.screen.index(text, self._read) + len(text)
        seen, self._read = self.screen[self._read : end], end
        return seen

    async def finds(self, text: str) -> None:
        """Wait for a text anywhere on the screen, where its place is left to chance."""
        await self._until(lambda: flat(text) in self.screen, text)

    async def leaves(self) -> int:
        """Wait until the room is closed; returns the exit code."""
        async with asyncio.timeout(GUARD):
            return await self.stay

    async def _until(self, holds: Callable[[], bool], wanted: str) -> None:
        try:
            async with asyncio.timeout(GUARD):
                while not holds():
                    self._paper.grown.clear()
                    ended = self.stay.done()
                    assert not ended, f"left without “{wanted}”: {self.screen[self._read :]}"
                    await self._look()
        except TimeoutError:
            raise AssertionError(f"no “{wanted}” in: {self.screen[self._read :]}") from None

    async def _look(self) -> None:
        """Until something new is written, or the room is closed."""
        grown = asyncio.ensure_future(self._paper.grown.wait())
        await asyncio.wait({grown, self.stay}, return_when=asyncio.FIRST_COMPLETED)
        grown.cancel()


def flat(text: str) -> str:
    """A text without spaces and line ends, which depend on where it was wrapped."""
    return "".join(text.split())
