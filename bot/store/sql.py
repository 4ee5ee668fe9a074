"""The store on SQLite or PostgreSQL."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from bot.roleplay.events import Voiced
from bot.store import reading, writing
from bot.store.engine import hire, make_folder, parse, place
from bot.store.migrations import migrate
from bot.store.records import Call, Change, Outgoing, Receipt, Scored, StoreError, Trainee
from bot.store.tallying import Marks
from bot.store.trouble import explain
from bot.store.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")


class SqlStore:
    """A store at a URL such as `sqlite:///var/peilian.db` or `postgresql+psycopg://user@host/name`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._path = ""
        self._worker: Worker | None = None

    async def open(self) -> None:
        """Get ready: connect, make or migrate the tables; raises StoreError and then holds on to nothing."""
        if self._worker is not None:
            return
        url = parse(self._url)
        self._path = place(url)
        try:
            await asyncio.to_thread(make_folder, url)
            worker = hire(url)
        except (OSError, ImportError) as error:
            raise explain(error, self._path) or error from None
        self._worker = worker
        try:
            await self._run(migrate)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what was begun and let go of everything; the store may be opened again."""
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.close()

    async def trainee(self, channel: str, address: str, language: str) -> Trainee:
        """The trainee of an address; made with this language where there is none."""
        return await self._run(lambda c: writing.trainee(c, channel, address, language))

    async def running(self, trainee: int) -> Call | None:
        """The open session of a trainee."""
        return await self._run(lambda c: reading.running(c, trainee))

    async def commit(self, change: Change) -> Receipt:
        """Write a change; raises StoreError("busy") where the session has moved on meanwhile."""
        return await self._run(lambda c: writing.commit(c, change))

    async def unsent(self, channel: str) -> tuple[Outgoing, ...]:
        """Messages of a channel that were never marked as sent, oldest first."""
        return await self._run(lambda c: reading.unsent(c, channel))

    async def sent(self, ids: tuple[int, ...]) -> None:
        """Mark messages as sent."""
        at = datetime.now(UTC)
        await self._run(lambda c: writing.sent(c, ids, at))

    async def script(self, version: str) -> str | None:
        """The dialogue of a version, as it was when a session began with it."""
        return await self._run(lambda c: reading.script(c, version))

    async def scorecards(self, trainee: int, limit: int) -> tuple[Scored, ...]:
        """The latest scorecards of a trainee, newest first."""
        return await self._run(lambda c: reading.scorecards(c, trainee, limit))

    async def call(self, call: int) -> Call | None:
        """A session with all its events."""
        return await self._run(lambda c: reading.call(c, call))

    async def history(self) -> tuple[Scored, ...]:
        """Every scorecard, oldest first."""
        return await self._run(reading.history)

    async def closed(self, trainee: int, dialogues: frozenset[str], limit: int) -> tuple[Call, ...]:
        """The latest finished sessions of some dialogues, with all their events, newest first."""
        return await self._run(lambda c: reading.closed(c, trainee, dialogues, limit))

    async def notes(self, trainee: int, limit: int) -> tuple[Voiced, ...]:
        """The latest voice notes of a trainee that could be measured, newest first."""
        return await self._run(lambda c: reading.notes(c, trainee, limit))

    async def amend(self, scored: Scored, marks: Marks = (), before: Marks = ()) -> None:
        """Put a scorecard in place of the one that was kept for its session; `marks` are its criteria with
        their points, `before` those of the old one."""
        await self._run(lambda c: writing.amend(c, scored, marks, before))

    async def run(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **names: P.kwargs) -> T:
        """Do work of the modules of this room in a transaction; what people can put right is raised as
        StoreError."""
        return await self._run(lambda c: work(c, *args, **names))

    async def _run(self, work: Callable[[Connection], T]) -> T:
        """Do work in a transaction; what people can put right is raised as StoreError."""
        if self._worker is None:
            raise RuntimeError("the store is not open")
        try:
            return await self._worker.run(work)
        except StoreError:
            raise
        except Exception as error:
            told = explain(error, self._path)
            if told is None:
                raise
            raise told from None
