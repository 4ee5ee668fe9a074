"""The customer's voice: a line in parts, with pauses, and it can be talked over."""

import asyncio

from bot.channels.terminal.screen import Screen

#: Nobody is kept waiting longer after a part (seconds).
LONGEST = 1.5


class Voice:
    """Speaks one line at a time; nobody waits for its pauses. `heard` counts the parts spoken so far.

    What the coach has to say of the reply before waits until the line is over, however it ends.
    """

    def __init__(self, screen: Screen, pause: float, longest: float = LONGEST) -> None:
        self._screen, self._pause, self.longest = screen, pause, longest
        self._who = ""
        self._parts: tuple[str, ...] = ()
        self._note = ""
        self._task: asyncio.Task[None] | None = None
        self._cut = asyncio.Event()
        self.heard = 0

    @property
    def speaking(self) -> bool:
        """Whether parts are still to come."""
        return self.heard < len(self._parts)

    async def speak(self, who: str, parts: tuple[str, ...], note: str = "") -> None:
        """Say the first part now and the others after their pauses; then comes the coach's note."""
        await self.hush()
        self._who, self._parts, self._note, self.heard = who, parts, note, 0
        if self._pause and parts:
            await self._say()
            self.go_on()
        else:
            await self.finish()

    def go_on(self) -> None:
        """Say what is left after `hush`."""
        if self.speaking:
            self._cut.clear()
            self._task = asyncio.create_task(self._rest())

    async def hush(self) -> int | None:
        """Fall silent: how many parts were heard, or None where it was all of them."""
        self._cut.set()
        await self.wait()
        await self._leave_off()
        return self.heard if self.speaking else None

    async def wait(self) -> None:
        """Until all parts are spoken, or somebody cut in."""
        task, self._task = self._task, None
        if task:
            await task

    async def finish(self) -> None:
        """Say all that is left without pauses."""
        await self.hush()
        while self.speaking:
            await self._say()

    async def _rest(self) -> None:
        while self.speaking:
            try:
                await asyncio.wait_for(self._cut.wait(), self._breath())
            except TimeoutError:
                await self._say()
            else:
                return

    def _breath(self) -> float:
        """How long the part just spoken takes (seconds)."""
        return min(self._pause * len(self._parts[self.heard - 1]) / 10, self.longest)

    async def _say(self) -> None:
        """Show the next part, below the others of the same line."""
        await self._screen.part(self._who, self._parts[self.heard], "bold cyan")
        self.heard += 1
        if not self.speaking:
            await self._leave_off()

    async def _leave_off(self) -> None:
        """The line is over, or was cut short: now the coach may speak."""
        note, self._note = self._note, ""
        if note:
            await self._screen.note(note)
