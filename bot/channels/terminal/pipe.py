"""Lines from a file or another program."""

import asyncio
from contextlib import suppress
from threading import Thread
from typing import BinaryIO, Final

from bot.channels.terminal.source import Left
from bot.channels.terminal.text import Garbled


class Pipe:
    """Lines of a stream of bytes, read in a thread that never keeps the program from ending."""

    live: Final = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    async def line(self, prompt: str, default: str = "") -> str:  # noqa: ARG002
        """The next line; raises Left at the end and Garbled where it isn't UTF-8."""
        loop = asyncio.get_running_loop()
        read: asyncio.Future[bytes] = loop.create_future()
        Thread(target=self._read, args=(loop, read), daemon=True).start()
        line = await read
        if not line:
            raise Left
        try:
            return line.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise Garbled from None

    def _read(self, loop: asyncio.AbstractEventLoop, read: asyncio.Future[bytes]) -> None:
        """Read one line, in the thread; nobody may be waiting for it any more."""
        try:
            line = self._stream.readline()
        except OSError:
            line = b""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(hand_over, read, line)


def hand_over(read: asyncio.Future[bytes], line: bytes) -> None:
    """Give a line to whoever still waits for it."""
    if not read.done():
        read.set_result(line)
