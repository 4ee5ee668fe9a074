"""Jobs are answered after their commit, whatever happens around them."""

import asyncio
import threading

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.store.engine import hire


@pytest.fixture
def made(url, file):
    """The URL of a database with one table."""
    file.parent.mkdir()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (n INTEGER PRIMARY KEY)"))
    yield url
    engine.dispose()


@pytest.fixture
def look(made):
    """What another connection sees."""
    engine = create_engine(made)

    def numbers():
        with engine.connect() as connection:
            return sorted(connection.scalars(text("SELECT n FROM notes")))

    yield numbers
    engine.dispose()


@pytest.fixture
async def worker(made):
    worker = hire(make_url(made))
    yield worker
    await worker.close()


def note(n):
    return lambda connection: connection.execute(text(f"INSERT INTO notes VALUES ({n})")).rowcount


def held(worker):
    """A gate before all further jobs of a worker: what is queued meanwhile is done together."""
    gate = threading.Event()
    return gate, asyncio.ensure_future(worker.run(lambda _: gate.wait()))


async def begun(*jobs):
    """Tasks that have handed in their jobs."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    await asyncio.sleep(0)
    return tasks


async def test_a_job_is_answered_after_its_commit(worker, look):
    for n in range(5):
        assert await worker.run(note(n)) == 1
        assert look() == list(range(n + 1))


async def test_a_job_that_fails_is_undone(worker, look):
    def fail(connection):
        note(1)(connection)
        raise KeyError("no")

    with pytest.raises(KeyError):
        await worker.run(fail)
    assert look() == []


async def test_jobs_that_waited_together_fail_one_by_one(worker, look):
    def fail(connection):
        note(99)(connection)
        raise KeyError("no")

    gate, first = held(worker)
    tasks = await begun(*(worker.run(fail if n % 4 == 0 else note(n)) for n in range(12)))
    gate.set()
    results = await asyncio.gather(first, *tasks, return_exceptions=True)
    assert [isinstance(result, KeyError) for result in results[1:]] == [n % 4 == 0 for n in range(12)]
    assert look() == [n for n in range(12) if n % 4]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_jobs_that_wait_together_share_a_transaction(worker, look):
    gate, first = held(worker)
    tasks = await begun(*(worker.run(note(n)) for n in range(5)), worker.run(lambda _: look()))
    gate.set()
    *_, seen = await asyncio.gather(first, *tasks)
    assert (seen, look()) == ([], [0, 1, 2, 3, 4])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_job_that_loses_the_whole_transaction_does_not_take_the_others_with_it(worker, look):
    def lose(connection):
        connection.connection.driver_connection.execute("ROLLBACK").close()
        raise KeyError("no")

    gate, first = held(worker)
    tasks = await begun(worker.run(note(1)), worker.run(lose), worker.run(note(2)))
    gate.set()
    results = await asyncio.gather(first, *tasks, return_exceptions=True)
    assert [type(result) for result in results] == [bool, int, KeyError, int]
    assert look() == [1, 2]


async def test_who_stops_waiting_does_not_stop_their_job(worker, look):
    gate, first = held(worker)
    tasks = await begun(*(worker.run(note(n)) for n in range(6)))
    for task in tasks[::2]:
        task.cancel()
    gate.set()
    results = await asyncio.gather(first, *tasks, return_exceptions=True)
    assert [isinstance(result, asyncio.CancelledError) for result in results[1:]] == [True, False] * 3
    await worker.close()
    assert look() == list(range(6))


async def test_closing_finishes_what_was_begun(worker, look):
    gate, first = held(worker)
    tasks = await begun(*(worker.run(note(n)) for n in range(6)))
    closing = asyncio.ensure_future(worker.close())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError, match="closed"):
        await worker.run(note(7))
    gate.set()
    await asyncio.gather(closing, first, *tasks)
    assert look() == list(range(6))


async def test_closing_leaves_no_threads(worker):
    await asyncio.gather(*(worker.run(lambda _: None) for _ in range(20)))
    threads = set(worker._threads._threads)
    assert threads
    await worker.close()
    assert not any(thread.is_alive() for thread in threads)


def test_a_loop_that_is_gone_does_not_stop_a_job(made, look):
    worker = hire(make_url(made))
    gate = threading.Event()

    async def leave():
        await begun(worker.run(lambda c: gate.wait() and note(1)(c)))

    asyncio.run(leave())
    gate.set()
    asyncio.run(worker.close())
    assert look() == [1]
