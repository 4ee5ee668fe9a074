"""`make bench`: figures of this machine, each beside a yardstick measured in the same run."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from bot.coach import Coach
from bot.config import load_settings
from bot.library.library import Library, load_library
from bot.roleplay.lines import render
from bot.roleplay.play import begin, play
from bot.roleplay.script import Script
from bot.roleplay.session import apply, fold
from bot.store.sql import SqlStore

CALLS = 60
SESSIONS = 10_000
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print all figures."""
    settings = load_settings()
    library = load_library(
        settings.path(settings.dialogues), settings.path(settings.rubrics), settings.company
    )
    yard = yardstick()
    show("yardstick: regex searches in a reply", yard, "/s")
    for language in library.shelves:
        for script in library.scripts(language).values():
            rate = turns_per_second(script)
            show(f"roleplay.play alone, {language} {script.id}", rate, "turns/s", rate / yard)
    script = next(iter(library.scripts("zh").values()))
    understand = understood_per_second(script)
    show("understanding alone, zh", understand, "replies/s", understand / yard)
    for people in (1, 50):
        rate = asyncio.run(coach_turns(library, script, people))
        show(f"coach + SQLite commits, {people} at once", rate, "turns/s", rate / yard)
    show("start-up to the first customer line", startup(), "s", digits=2)
    show(f"resident memory before, and with {SESSIONS:,} open sessions", *memory())


def show(what: str, value: float, unit: str, ratio: float | None = None, digits: int = 0) -> None:
    """One figure; `ratio` compares it with the yardstick of this run."""
    tail = f"   ({ratio:.4f} × yardstick)" if ratio is not None else ""
    print(f"{what:<58} {value:>12,.{digits}f} {unit}{tail}", flush=True)


def rate_of(action: Callable[[], int]) -> float:
    """How many units of work `action` does a second; the best of three."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        done = action()
        best = max(best, done / (time.perf_counter() - start))
    return best


def yardstick() -> float:
    """A piece of work that never changes: what this machine does with it now."""
    pattern, text = (
        re.compile("(?:订|住|飞)[^，。]{0,6}(?:酒店|机票)"),
        "我们上个月去成都的时候订过一次酒店和机票" * 3,
    )

    def work() -> int:
        for _ in range(20_000):
            pattern.findall(text)
        return 20_000

    return rate_of(work)


def replies(script: Script) -> list[str]:
    """The replies of the good rehearsal."""
    return [render(text, script.names("")) for text in script.dialogue.rehearsals["good"].replies]


def turns_per_second(script: Script) -> float:
    """Whole calls through `play`, nothing stored."""
    texts = replies(script)

    def work() -> int:
        turns = 0
        for seed in range(CALLS):
            session = fold(begin(script, seed))
            for text in texts:
                if session.ended:
                    break
                for event in play(script, session, text):
                    session = apply(session, event)
                turns += 1
        return turns

    return rate_of(work)


def understood_per_second(script: Script) -> float:
    """Replies understood that nobody has said before, nothing played."""
    texts = replies(script)

    def work() -> int:
        for _ in range(CALLS):
            for text in texts:
                script.recogniser.forget()
                script.recogniser.understand(text)
        return CALLS * len(texts)

    return rate_of(work)


async def coach_turns(library: Library, script: Script, people: int) -> float:
    """Turns through the coach, each committed to a SQLite file."""
    texts = replies(script)[:4]
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/bench.db")
        await store.open()
        coach = Coach(store, library, lambda: datetime.now(UTC), lambda: 7)

        async def person(number: int) -> int:
            trainee = await coach.trainee("bench", str(number), script.language)
            turns = 0
            for _ in range(max(1, 200 // people)):
                await coach.start(trainee, script.id)
                for text in texts:
                    await coach.reply(trainee, text)
                    turns += 1
                await coach.hang_up(trainee)
            return turns

        start = time.perf_counter()
        turns = sum(await asyncio.gather(*(person(number) for number in range(people))))
        took = time.perf_counter() - start
        await store.close()
    return turns / took


def startup() -> float:
    """Seconds from the command to the first line of the customer, best of three."""
    best = 99.0
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text((ROOT / "config.yaml").read_text().replace("var/peilian.db", f"{folder}/x.db"))
        text = config.read_text()
        for name in ("dialogues", "rubrics"):
            text = text.replace(f"{name}: {name}", f"{name}: {ROOT / name}")
        config.write_text(text)
        for _ in range(3):
            start = time.perf_counter()
            child = subprocess.Popen(
                [sys.executable, "-m", "bot", "--config", str(config), "practise", "busy-buyer"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
            assert child.stdout
            for line in child.stdout:
                if "：" in line.decode() and "喂" in line.decode():
                    break
            best = min(best, time.perf_counter() - start)
            child.communicate(b"")
    return best


def memory() -> tuple[float, str]:
    """Resident megabytes of a process that holds this many open sessions, measured in a child."""
    code = "import asyncio, sys; from tests.bench import hold; asyncio.run(hold())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    before, after = done.stdout.split()
    return float(after), f"MB (before: {before} MB)"


async def hold() -> None:
    """Open the sessions through the coach and print resident megabytes before and after."""
    settings = load_settings()
    library = load_library(
        settings.path(settings.dialogues), settings.path(settings.rubrics), settings.company
    )
    scripts = cycle(library.scripts("zh"))
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/bench.db")
        await store.open()
        coach = Coach(store, library, lambda: datetime.now(UTC), lambda: 7)
        before = resident()
        for start in range(0, SESSIONS, 500):
            await asyncio.gather(*(open_one(coach, n, next(scripts)) for n in range(start, start + 500)))
        print(f"{before:.0f} {resident():.0f}")
        await store.close()


async def open_one(coach: Coach, number: int, dialogue: str) -> None:
    """One trainee in the middle of a call."""
    trainee = await coach.trainee("bench", str(number), "zh")
    await coach.start(trainee, dialogue)
    await coach.reply(trainee, "您好，我姓陈，您现在方便说话吗？")


def resident() -> float:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
