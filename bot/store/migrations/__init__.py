"""Bring a database to the tables of this version; Alembic is loaded only where there is something to do."""

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, column, inspect, select, table, text

from bot.store.engine import place
from bot.store.records import StoreError
from bot.store.schema import metadata

#: The newest revision in `versions`.
HEAD = "0004"
#: Alembic keeps its context in module globals: one migration at a time in a process.
ALEMBIC = Lock()
#: Two processes must not migrate a PostgreSQL database at once ("peilian" in ASCII, shortened).
ADVISORY = 0x7065696C


def migrate(connection: Connection) -> None:
    """Bring the database up to date, all of it or nothing.

    Raises StoreError: "store-newer" for one of a newer version, "store-broken" for somebody else's.
    """
    if current(connection) == HEAD:
        try_writing(connection)
        return
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY})
    found = current(connection)
    if found != HEAD:
        with ALEMBIC:
            upgrade(connection, found)


def current(connection: Connection) -> str | None:
    """The revision of a database; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))


def try_writing(connection: Connection) -> None:
    """Write nothing, so that a database which may only be read is found out now, not in a call."""
    connection.execute(text("UPDATE alembic_version SET version_num = version_num WHERE version_num IS NULL"))


def upgrade(connection: Connection, found: str | None) -> None:
    """Run the migrations that are missing."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is None and strange(connection):
        raise StoreError("store-broken", path=place(connection.engine.url))
    if found is not None and found not in known:
        raise StoreError("store-newer", path=place(connection.engine.url))
    command.upgrade(config, "head")


def strange(connection: Connection) -> bool:
    """Whether a database without a revision is somebody else's: a file with tables, or ours taken."""
    there = set(inspect(connection).get_table_names())
    return bool(there if connection.dialect.name == "sqlite" else there & set(metadata.tables))
