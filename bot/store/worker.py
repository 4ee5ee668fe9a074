"""Blocking SQL off the event loop: many jobs a transaction for SQLite, a transaction a job for PostgreSQL.

A job sees the database through its connection only and may be run a second time where the transaction
around it was lost; it is answered after the commit. A caller that stops waiting doesn't stop its job.
"""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")
Work = Callable[[Connection], T]
#: The most jobs of one transaction: nobody waits for more than these.
TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a value, or what went wrong."""

    value: Any = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Work to do, and who waits for it."""

    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Outcome]

    def settle(self, outcome: Outcome) -> None:
        """Tell the one who waits, if they still do."""
        if not self.answer.done():
            self.answer.set_result(outcome)


class Worker(ABC):
    """Runs jobs in threads of its own, on an engine of its own."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")
        self._closed = False

    async def run(self, work: Work[T]) -> T:
        """Do work in a transaction; raises what it raises, and RuntimeError after `close`."""
        if self._closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        job = Job(work, loop, loop.create_future())
        self._take(job)
        outcome = await job.answer
        if outcome.error is not None:
            raise outcome.error
        value: T = outcome.value
        return value

    async def close(self) -> None:
        """Finish every job taken so far, then let go of threads and connections."""
        self._closed = True
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    @abstractmethod
    def _take(self, job: Job) -> None:
        """See to it that a job gets done."""

    def _alone(self, job: Job) -> Outcome:
        """Do a job in a transaction of its own."""
        try:
            with self._engine.begin() as connection:
                value = job.work(connection)
            return Outcome(value)
        except BaseException as error:
            return Outcome(error=error)


class Pool(Worker):
    """A few threads, a transaction a job."""

    def _take(self, job: Job) -> None:
        self._threads.submit(self._do, job)

    def _do(self, job: Job) -> None:
        answer([job], [self._alone(job)])


class Group(Worker):
    """One thread; the jobs that came while a transaction ran share the next one."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, threads=1)
        self._waiting: deque[Job] = deque()
        self._called = False

    def _take(self, job: Job) -> None:
        self._waiting.append(job)
        if not self._called:
            self._called = True
            self._threads.submit(self._drain)

    def _drain(self) -> None:
        self._called = False  # first: whoever comes from now on calls again
        while self._waiting:
            jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER))]
            answer(jobs, self._together(jobs))

    def _together(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Do jobs in one transaction; where that is lost as a whole, one by one."""
        if len(jobs) == 1:
            return [self._alone(jobs[0])]
        begun = False
        try:
            with self._engine.begin() as connection:
                begun = True
                return [attempt(connection, job) for job in jobs]
        except BaseException as error:
            return [self._alone(job) if begun else Outcome(error=error) for job in jobs]


def attempt(connection: Connection, job: Job) -> Outcome:
    """Do a job so that it can fail without the others; raises where it took the transaction with it."""
    savepoint = connection.begin_nested()
    try:
        outcome = Outcome(job.work(connection))
        savepoint.commit()
        return outcome
    except BaseException as error:
        savepoint.rollback()
        return Outcome(error=error)


def answer(jobs: Sequence[Job], outcomes: Sequence[Outcome]) -> None:
    """Tell everybody who waits, each loop woken once."""
    waiting: dict[asyncio.AbstractEventLoop, list[tuple[Job, Outcome]]] = {}
    for job, outcome in zip(jobs, outcomes, strict=True):
        waiting.setdefault(job.loop, []).append((job, outcome))
    for loop, pairs in waiting.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits there any more
            loop.call_soon_threadsafe(settle, pairs)


def settle(pairs: Sequence[tuple[Job, Outcome]]) -> None:
    """Tell those who wait in this loop."""
    for job, outcome in pairs:
        job.settle(outcome)
