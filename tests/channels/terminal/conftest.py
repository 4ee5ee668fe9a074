"""A practice room with a keyboard to type on and a screen to read, and a store on a file."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.channels.terminal.keyboard import Keyboard
from bot.channels.terminal.room import Room
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.visit import Visit
from bot.channels.terminal.voice import Voice
from bot.coach import Coach
from bot.coach.house import House as Rooms
from bot.config import HOME, load_settings
from bot.library.library import Library, load_library
from bot.roleplay.events import Spoke
from bot.roleplay.script import Script
from bot.store.records import Change, Receipt, StoreError
from bot.store.sql import SqlStore
from tests.channels.terminal.caller import Caller, Paper

HERE = Path(__file__).parent
#: A pause that doesn't end by itself: what comes next must come because of the trainee.
FOREVER = 3600.0


@pytest.fixture(scope="session")
def fruit_shops() -> Library:
    """The tests' own dialogues, with the shipped rubrics."""
    settings = load_settings()
    made = load_library(HERE / "dialogues", settings.path(settings.rubrics), settings.company)
    assert not made.problems
    return made


class House:
    """Where the practice room is: it can be left and entered again, what it knows stays."""

    def __init__(self, library: Library, database: Path) -> None:
        self.library, self.database = library, database
        self.failure: StoreError | None = None

    @asynccontextmanager
    async def room(
        self, language: str, pause: float = 0.0, dialogue: str | None = None, longest: float = FOREVER
    ) -> AsyncIterator[Caller]:
        """Somebody is in the room; who is still there at the end is thrown out."""
        store = Unsteady(self)
        await store.open()
        coach = Coach(store, self.library, lambda: datetime.now(UTC), lambda: 7)
        paper = Paper()
        console = Console(file=paper, width=80, highlight=False, markup=False, emoji=False)
        trainee = await coach.trainee("terminal", "sam", language)
        screen = Screen(console, trainee.language)
        with create_pipe_input() as keys:
            visit = Visit(Rooms.of(coach), Keyboard(keys, DummyOutput()), screen, trainee)
            self.voice = Voice(screen, pause, longest)
            stay = asyncio.create_task(Room(visit, self.voice).stay(dialogue))
            try:
                yield Caller(keys, paper, stay)
            finally:
                stay.cancel()
                with suppress(asyncio.CancelledError):
                    await stay
                await store.close()

    async def spoken(self) -> list[Spoke] | None:
        """What the trainee has said in the call that is still open; None where there is none."""
        store = SqlStore(f"sqlite:///{self.database}")
        await store.open()
        try:
            trainee = await store.trainee("terminal", "sam", "en")
            call = await store.running(trainee.id)
            return None if call is None else [event for event in call.events if event.kind == "spoke"]
        finally:
            await store.close()


class Unsteady(SqlStore):
    """A store that fails once where the house has a failure ready."""

    def __init__(self, house: House) -> None:
        super().__init__(f"sqlite:///{house.database}")
        self._house = house

    async def commit(self, change: Change) -> Receipt:
        failure, self._house.failure = self._house.failure, None
        if failure:
            raise failure
        return await super().commit(change)


@pytest.fixture
def house(fruit_shops: Library, tmp_path: Path) -> House:
    return House(fruit_shops, tmp_path / "peilian.db")


@pytest.fixture
def full_house(library: Library, tmp_path: Path) -> House:
    """The house with all that is shipped to practise."""
    return House(library, tmp_path / "peilian.db")


class Command:
    """The command `peilian`, with settings and a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def arguments(self, language: str, *words: str, dialogues: Path = HERE / "dialogues") -> list[str]:
        """What to run. The language is that of the settings."""
        settings = yaml.safe_load((HOME / "config.yaml").read_text("utf-8"))
        settings |= {
            "language": language,
            "dialogues": str(dialogues),
            "rubrics": str(HOME / "rubrics"),
            "database": "peilian.db",
            "terminal": {"pause": 0},
        }
        file = self.folder / f"{language}.yaml"
        file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        return [sys.executable, "-m", "bot", "--config", str(file), *words]

    @property
    def environment(self) -> dict[str, str]:
        """An ordinary colour terminal of 80 columns, nothing that is set on this machine alone."""
        unwanted = {"TELEGRAM_BOT_TOKEN", "PEILIAN_LANG", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        return kept | {"TERM": "xterm", "PYTHONPATH": str(HOME)}


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


def good(script: Script) -> list[str]:
    """What is said in the good rehearsal of a dialogue."""
    return list(script.dialogue.rehearsals["good"].replies)
