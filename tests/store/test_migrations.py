"""The migrations build exactly the tables of `tables`."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import bot.store.migrations as migrations
from bot.store.schema import metadata
from bot.store.sql import SqlStore

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes "
    "WHERE schemaname = current_schema() AND tablename <> 'alembic_version'",
}
CONSTRAINTS = {
    "sqlite": "SELECT type, name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'",
    "postgresql": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace AND conname NOT LIKE 'alembic%'",
}


@pytest.fixture
def engine(url, store):
    engine = create_engine(url)
    yield engine
    engine.dispose()


def described(connection):
    name = connection.dialect.name
    return [set(map(tuple, connection.execute(text(sql[name])))) for sql in (INDEXES, CONSTRAINTS)]


def test_nothing_is_missing_and_nothing_is_different(engine):
    options = {"compare_type": True, "compare_server_default": True}
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_indexes_and_constraints_are_the_same_word_by_word(engine):
    with engine.begin() as connection:
        migrated = described(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert described(connection) == migrated


def test_the_newest_revision_is_known_without_alembic():
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_alembic_is_loaded_only_where_there_is_something_to_do(url, store):
    program = (
        "import asyncio, sys; from bot.store.sql import SqlStore; s = SqlStore(sys.argv[1]);"
        "asyncio.run(s.open()); asyncio.run(s.close()); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


async def test_a_step_back_leaves_nothing_behind(url):
    store = SqlStore(url)
    await store.open()
    await store.close()
    from alembic import command

    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert described(connection) == [set(), set()]
    engine.dispose()
