"""What goes wrong around a store is told by its name, and nothing half-written stays behind."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.store.records import Change, Receipt, StoreError
from bot.store.sql import SqlStore

from .conftest import disconnect
from .samples import BEGUN, NOW, SPOKEN, say, start


async def trouble(url: str) -> StoreError:
    """What opening a store raises."""
    store = SqlStore(url)
    try:
        with pytest.raises(StoreError) as raised:
            await store.open()
    finally:
        await store.close()
    return raised.value


class TestSqliteFile:
    async def test_a_folder_in_place_of_the_file(self, file):
        file.mkdir(parents=True)
        error = await trouble(f"sqlite:///{file}")
        assert (error.key, error.details) == ("store-unwritable", {"path": str(file)})

    async def test_a_file_in_place_of_the_folder(self, file):
        file.parent.write_text("")
        error = await trouble(f"sqlite:///{file}")
        assert (error.key, error.details) == ("store-unwritable", {"path": str(file)})

    async def test_a_folder_where_nothing_can_be_made(self):
        assert (await trouble("sqlite:////proc/peilian/peilian.db")).key == "store-unwritable"
        assert (await trouble("sqlite:////proc/peilian.db")).key == "store-unwritable"

    async def test_a_new_file_that_may_only_be_read(self, tmp_path):
        made = tmp_path / "empty.db"
        made.touch()
        assert (await trouble(f"sqlite:///file:{made}?mode=ro&uri=true")).key == "store-unwritable"
        assert made.read_bytes() == b""

    async def test_a_file_in_use_that_may_only_be_read(self, url_of_file, file):
        await (store := SqlStore(url_of_file)).open()
        await store.close()
        assert (await trouble(f"sqlite:///file:{file}?mode=ro&uri=true")).key == "store-unwritable"

    @pytest.mark.parametrize(
        "content", [b"not a database, " * 400, b"short", b"SQLite format 3\0" + b"\7" * 5000]
    )
    async def test_a_file_that_is_no_database(self, tmp_path, content):
        path = tmp_path / "notes.txt"
        path.write_bytes(content)
        error = await trouble(f"sqlite:///{path}")
        assert (error.key, error.details) == ("store-broken", {"path": str(path)})
        assert path.read_bytes() == content

    async def test_somebody_elses_database(self, file):
        file.parent.mkdir()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE photos (name)")
        other.close()
        assert (await trouble(f"sqlite:///{file}")).key == "store-broken"
        other = sqlite3.connect(file)
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
        other.close()

    async def test_a_database_that_turns_read_only(self, sqlite_store):
        lin = (await sqlite_store.trainee("telegram", "1", "zh")).id
        call = (await sqlite_store.commit(start(lin))).call
        await pragma(sqlite_store, "query_only = ON")
        with pytest.raises(StoreError, match="store-unwritable"):
            await sqlite_store.commit(say(lin, call, 2))
        await sqlite_store.close()
        await sqlite_store.open()
        assert (await sqlite_store.call(call)).events == BEGUN
        await sqlite_store.commit(say(lin, call, 2))

    async def test_a_file_another_process_holds(self, url_of_file, file):
        store = SqlStore(f"{url_of_file}?timeout=0")
        await store.open()
        lin = (await store.trainee("telegram", "1", "zh")).id
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        jobs = [store.commit(start(lin)), store.commit(Change(lin, NOW, messages=("a",)))]
        results = await asyncio.gather(*jobs, return_exceptions=True)
        assert [str(result) for result in results] == ["busy", "busy"]
        other.close()
        assert await store.unsent("telegram") == ()
        await store.commit(start(lin))
        await store.close()


class TestFullDisk:
    async def test_what_does_not_fit_is_not_written_at_all(self, sqlite_store):
        lin = (await sqlite_store.trainee("telegram", "1", "zh")).id
        call = (await sqlite_store.commit(start(lin))).call
        await fill(sqlite_store)
        with pytest.raises(StoreError, match="store-full"):
            await sqlite_store.commit(say(lin, call, 2, "u1", messages=("字" * 100_000,)))
        assert (await sqlite_store.call(call)).events == BEGUN
        assert await sqlite_store.unsent("telegram") == ()
        await pragma(sqlite_store, "max_page_count = 1000000")
        receipt = await sqlite_store.commit(say(lin, call, 2, "u1", messages=("字" * 100_000,)))
        assert not receipt.again
        assert (await sqlite_store.call(call)).events == BEGUN + SPOKEN

    async def test_what_fits_is_kept_though_others_do_not_fit(self, sqlite_store):
        people = [(await sqlite_store.trainee("telegram", str(n), "zh")).id for n in range(12)]
        await fill(sqlite_store, pages=1)
        bodies = ["字" * 100_000 if n % 3 == 1 else "字" for n in range(12)]
        jobs = [
            sqlite_store.commit(Change(lin, NOW, f"u{lin}", messages=(body,)))
            for lin, body in zip(people, bodies, strict=True)
        ]
        results = await asyncio.gather(*jobs, return_exceptions=True)
        for body, result in zip(bodies, results, strict=True):
            assert str(result) == "store-full" if len(body) > 1 else isinstance(result, Receipt)
        kept = [message for result in results if isinstance(result, Receipt) for message in result.messages]
        assert await sqlite_store.unsent("telegram") == tuple(kept)
        assert len(kept) == 8


class TestVersions:
    async def test_a_database_of_a_newer_version(self, url):
        store = SqlStore(url)
        await store.open()
        await store.close()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert (await trouble(url)).key == "store-newer"
        with engine.begin() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
        engine.dispose()

    async def test_a_migration_that_fails_on_its_way_leaves_nothing_behind(self, url, file):
        file.parent.mkdir()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE VIEW outbox AS SELECT 1 AS id"))  # in the way of the last table
        with pytest.raises(DBAPIError, match="outbox"):
            await SqlStore(url).open()
        assert inspect(engine).get_table_names() == []
        with engine.begin() as connection:
            connection.execute(text("DROP VIEW outbox"))
        engine.dispose()
        store = SqlStore(url)
        await store.open()
        assert await store.unsent("telegram") == ()
        await store.close()


class TestServer:
    @pytest.mark.parametrize(
        "url",
        [
            "postgresql+psycopg://lin:geheim@127.0.0.1:1/peilian",
            "postgresql://lin:geheim@127.0.0.1:1/peilian",
            "postgresql://127.0.0.1:1/peilian?password=geheim",
            "postgresql://lin:geheim@host.invalid/peilian",
            "postgresql://lin:geheim@[::1/peilian",
            "mysql://lin:geheim@127.0.0.1/peilian",
            "geheim",
        ],
    )
    async def test_a_server_that_is_not_there(self, url):
        error = await trouble(url)
        assert error.key == "store-unreachable"
        assert "geheim" not in f"{error!r} {error.details} {error.__cause__!r}"

    async def test_a_database_that_is_not_there(self, postgres):
        assert (await trouble(postgres.replace("/test?", "/peilian_nowhere?"))).key == "store-unreachable"

    async def test_a_database_that_may_only_be_read(self, postgres):
        url = postgres.replace("options=", "options=-cdefault_transaction_read_only%3Don%20")
        assert (await trouble(url)).key == "store-unwritable"
        store = SqlStore(postgres)
        await store.open()
        await store.close()
        assert (await trouble(url)).key == "store-unwritable"

    async def test_a_server_that_drops_its_connections(self, postgres):
        store = SqlStore(postgres + "&application_name=peilian_dropped")
        await store.open()
        lin = (await store.trainee("telegram", "1", "zh")).id
        disconnect(postgres, "peilian_dropped")
        assert (await store.commit(start(lin))).call is not None
        await store.close()


@pytest.fixture
def url_of_file(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
async def sqlite_store(url_of_file):
    store = SqlStore(url_of_file)
    await store.open()
    yield store
    await store.close()


async def pragma(store: SqlStore, setting: str) -> None:
    """Set what SQLite offers on the store's own connection."""
    await store._run(lambda connection: connection.exec_driver_sql(f"PRAGMA {setting}").close())


async def fill(store: SqlStore, pages: int = 0) -> None:
    """Leave a database no room but these pages."""

    def limit(connection):
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}").close()

    await store._run(limit)
