"""`make bench`, voice notes: how long a note takes, and whether the others notice."""

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime

import numpy as np

from bot.coach import Coach
from bot.config import load_settings
from bot.library.library import load_library
from bot.reports.voice import voice_picture
from bot.roleplay.lines import render
from bot.sound import RATE, Ears, encode
from bot.sound.ears import Writer, hear
from bot.speech.espeak import Espeak
from bot.store.sql import SqlStore
from bot.voice import Curve

SECONDS, NOTES = 30, 20


def note() -> bytes:
    """Half a minute of speech."""
    import soxr

    spoken = Espeak().speak("您好，我是云程商旅的周楠，想跟您了解一下您出门住宿的事，您现在方便吗？", "zh")
    wave = soxr.resample(spoken.samples, spoken.rate, RATE)
    return encode(np.tile(wave, 1 + SECONDS * RATE // len(wave))[: SECONDS * RATE], RATE)


def main() -> None:
    """Print all figures."""
    recording = note()
    best = min(timed(lambda: hear(recording, 120, "zh", "", Writer())) for _ in range(5))  # of one core
    print(f"a note of {SECONDS} s, decoded and measured: {best:.3f} s, {best / SECONDS:.4f} × real time")
    curve = Curve(tuple(np.random.default_rng(1).uniform(0, 1, 160)), tuple(np.full(160, 120.0)))
    from bot.catalogue import catalogue

    draw = min(timed(lambda: voice_picture(curve, [(1, 2)], 9.0, [], catalogue("zh"))) for _ in range(5))
    print(f"its picture: {draw:.3f} s")
    idle, busy = asyncio.run(beside(recording))
    print(
        f"a turn of somebody else: {1000 * idle:.1f} ms alone, {1000 * busy:.1f} ms beside {NOTES} notes",
        end=" ",
    )
    print(f"({busy / idle:.2f} ×)")


def timed(work: object) -> float:
    """Seconds of a processor that work takes: what else the machine is doing doesn't count."""
    begun = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - begun


async def beside(recording: bytes) -> tuple[float, float]:
    """The median turn of one trainee, alone and while others' notes are heard."""
    settings = load_settings()
    folders = settings.path(settings.dialogues), settings.path(settings.rubrics)
    library = load_library(*folders, settings.company, thorough=False)
    script = library.scripts("zh")["walk-in"]
    texts = [render(t, script.names("")) for t in script.dialogue.rehearsals["good"].replies][:6]
    ears = Ears()
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/bench.db")
        await store.open()
        coach = Coach(store, library, lambda: datetime.now(UTC), lambda: 7, ears)
        trainee = await coach.trainee("bench", "1", "zh")

        async def turns() -> list[float]:
            await coach.start(trainee, "walk-in")
            found = []
            for text in texts:
                begun = time.perf_counter()
                await coach.reply(trainee, text)
                found.append(time.perf_counter() - begun)
            await coach.hang_up(trainee)
            return found

        await ears.listen(recording, "zh")
        idle = [t for _ in range(8) for t in await turns()]
        listening = asyncio.gather(*(ears.listen(recording, "zh") for _ in range(NOTES)))
        busy: list[float] = []
        while not listening.done():
            busy += await turns()
        await listening
        await store.close()
    ears.close()
    return statistics.median(idle), statistics.median(busy)


if __name__ == "__main__":
    main()
