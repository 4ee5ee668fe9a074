"""From the URL of a database to the worker that serves it."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.records import StoreError
from bot.store.worker import Group, Pool, Worker

#: Seconds to wait for another process that writes to the same file, or for a server to answer.
PATIENCE = 10
#: Seconds between two tries.
PAUSE = 0.01
#: Connections to a server, and the threads that use them.
SIDE_BY_SIDE = 8


def parse(url: str) -> URL:
    """The parts of a URL; raises StoreError("store-unreachable") where it names no database we know."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("store-unreachable", path="database") from None
    if parts.drivername in {"postgres", "postgresql"}:
        parts = parts.set(drivername="postgresql+psycopg")
    if parts.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreError("store-unreachable", path=place(parts))
    return parts


def place(url: URL) -> str:
    """Where a database is, for people: a file, or server and name; never a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return f"{url.host or 'localhost'}/{url.database or ''}"


def hire(url: URL) -> Worker:
    """The worker of a database, with nothing connected yet; ImportError where the driver isn't installed."""
    if url.get_backend_name() == "sqlite":
        return Group(sqlite(url))
    return Pool(postgresql(url), SIDE_BY_SIDE)


def sqlite(url: URL) -> Engine:
    """An engine with one connection, whose transactions may write from their first statement on."""
    arguments: dict[str, Any] = {"check_same_thread": False, "isolation_level": None}
    if "timeout" not in url.query:
        arguments["timeout"] = PATIENCE
    engine = create_engine(url, poolclass=StaticPool, connect_args=arguments, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        try:
            keep_a_log(connection)
            for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def keep_a_log(connection: Any) -> None:
    """Change to a write-ahead log; SQLite doesn't wait there for others who do the same, so this does."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def postgresql(url: URL) -> Engine:
    """An engine with a few connections, each looked at before it is used again."""
    arguments = {} if "connect_timeout" in url.query else {"connect_timeout": PATIENCE}
    return create_engine(
        url,
        pool_size=SIDE_BY_SIDE,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args=arguments,
        hide_parameters=True,
    )


def make_folder(url: URL) -> None:
    """Make the folder of a SQLite file; raises OSError where that can't be done."""
    name = url.database or ""
    if url.get_backend_name() == "sqlite" and name not in {"", ":memory:"} and not name.startswith("file:"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
