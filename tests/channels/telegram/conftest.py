"""A bot on a loopback Bot API, with a store on a file."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram import serve
from bot.coach import Coach
from bot.config import Hearing, Settings, Speaking, load_settings
from bot.library.library import Library, load_library
from bot.sound import Ears
from bot.store.sql import SqlStore
from tests.channels.telegram.api import TOKEN, BotApi
from tests.channels.telegram.user import User

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def short_calls() -> Library:
    """The tests' own dialogues, with the shipped rubrics."""
    settings = load_settings()
    made = load_library(HERE / "dialogues", settings.path(settings.rubrics), settings.company)
    assert not made.problems
    return made


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No proxy on the way to the loopback; logging as it was afterwards."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    levels = {name: logging.getLogger(name).level for name in ("telegram", "httpx", "httpcore")}
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as made:
        yield made


@pytest.fixture
def user(api: BotApi) -> User:
    return User(api)


class House:
    """Where the bot lives: it can be started and stopped, what it knows stays."""

    def __init__(self, api: BotApi, library: Library, database: Path) -> None:
        self.api, self.library, self.database = api, library, database
        self.exit: int | None = None

    @asynccontextmanager
    async def bot(
        self, pause: float = 0.0, token: str = TOKEN, voice: Hearing | None = None, ears: Ears | None = None
    ) -> AsyncIterator[Coach]:
        """The bot runs."""
        store = SqlStore(f"sqlite:///{self.database}")
        await store.open()
        coach = Coach(store, self.library, lambda: datetime.now(UTC), lambda: 7, ears)
        stop = asyncio.Event()
        settings = Settings(telegram=Speaking(pause=pause), voice=voice or Hearing())
        task = asyncio.create_task(serve(token, coach, settings, stop, self.api.url))
        try:
            yield coach
        finally:
            stop.set()
            self.exit = await task
            await store.close()

    async def unsent(self) -> int:
        """How many messages the bot has left in the outbox when it stopped."""
        store = SqlStore(f"sqlite:///{self.database}")
        await store.open()
        try:
            return len(await store.unsent("telegram"))
        finally:
            await store.close()


@pytest.fixture
def house(api: BotApi, short_calls: Library, tmp_path: Path) -> House:
    return House(api, short_calls, tmp_path / "peilian.db")


@pytest.fixture
def shipped_house(api: BotApi, library: Library, tmp_path: Path) -> House:
    return House(api, library, tmp_path / "peilian.db")
