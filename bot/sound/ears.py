"""Recordings heard in a process of their own: decoded, measured, and written down where an engine can."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context

from bot.sound.decode import RATE, Unplayable, decode
from bot.speech import SpeechError, Transcriber, transcriber
from bot.voice import Abstained, Curve, Measured, measure

MEGABYTE = 1_000_000
#: How far recordings stand behind what is typed (steps of priority).
BEHIND = 5


@dataclass(frozen=True, slots=True)
class Writer:
    """Which engine writes recordings down; `off` for none."""

    engine: str = "off"
    model: str = ""
    url: str = ""
    voice: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a recording: its measures, or why there are none; and its words where they are known."""

    seconds: float
    values: dict[str, float] = field(default_factory=dict)
    pauses: tuple[tuple[float, float], ...] = ()
    about: bool = False
    curve: Curve = field(default_factory=Curve)
    abstained: str = ""
    words: str = ""
    trouble: str = ""


class Ears:
    """Listens to one recording after the other, away from the event loop; the rest of the bot goes on."""

    def __init__(
        self,
        writer: Writer | None = None,
        seconds: float = 120.0,
        megabytes: float = 10.0,
        side_by_side: int = 1,
    ) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self._writer, self._side_by_side = writer or Writer(), side_by_side
        self._pool: ProcessPoolExecutor | None = None

    @property
    def writes(self) -> bool:
        """Whether an engine writes recordings down."""
        return self._writer.engine != "off"

    def check(self, size: int) -> None:
        """Refuse a file of so many bytes where it is too big; raises Unplayable."""
        if size > self.megabytes * MEGABYTE:
            raise Unplayable("too-big", size=f"{size / MEGABYTE:.1f}", most=f"{self.megabytes:g}")

    async def listen(self, data: bytes, language: str, words: str = "") -> Heard:
        """Hear a recording whose `words` may be known; raises Unplayable."""
        self.check(len(data))
        loop = asyncio.get_running_loop()
        task = (data, self.seconds, language, words, self._writer)
        try:
            return await loop.run_in_executor(self._workers(), hear, *task)
        except BrokenProcessPool:  # a recording that took the process with it must not take the next one
            self.close()
            raise Unplayable("broken") from None

    def close(self) -> None:
        """Let go of the process."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._side_by_side, mp_context=get_context("spawn"), initializer=stand_back
            )
        return self._pool


def stand_back() -> None:
    """Let this process work when nobody else does: who types is answered first."""
    with suppress(AttributeError, OSError):  # not every system has it
        os.nice(BEHIND)


def hear(data: bytes, most: float, language: str, words: str, writer: Writer) -> Heard:
    """One recording, heard; an engine that can't write it down is told by the key of its message."""
    samples = decode(data, most)
    trouble = ""
    if not words and writer.engine != "off":
        try:
            words = written(writer, samples, language)
        except SpeechError as error:
            trouble = error.key
    try:
        found = measure(samples, RATE, words or None, language)
    except ImportError:
        raise Unplayable("not-installed") from None
    if isinstance(found, Abstained):
        return Heard(found.seconds, abstained=found.reason, words=words, trouble=trouble)
    assert isinstance(found, Measured)
    seconds = found.values["duration_s"]
    return Heard(seconds, found.values, found.pauses, found.about, found.curve, "", words, trouble)


def written(writer: Writer, samples: object, language: str) -> str:
    """The words of a recording; raises SpeechError."""
    engine = engine_of(writer)
    return engine.transcribe(samples, language) if engine else ""  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def engine_of(writer: Writer) -> Transcriber | None:
    """The engine, loaded once a process."""
    return transcriber(writer, writer.key)
