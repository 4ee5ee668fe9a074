import os
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.store.sql import SqlStore

POSTGRES = os.environ.get("PEILIAN_TEST_POSTGRES", "")


@pytest.fixture
def postgres():
    """The URL of an empty schema on the server, which is dropped afterwards."""
    if not POSTGRES:
        pytest.skip("PEILIAN_TEST_POSTGRES holds no URL of a PostgreSQL database")
    name = f"peilian_{uuid4().hex}"
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    url = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


def disconnect(postgres: str, name: str) -> None:
    """End the connections of an application, and wait until they are gone."""
    engine = create_engine(postgres)
    named = f"FROM pg_stat_activity WHERE application_name = '{name}'"
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 10000) {named}"))
    engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "peilian.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres"))
    return f"sqlite:///{request.getfixturevalue('file')}"


@pytest.fixture
async def store(url: str):
    store = SqlStore(url)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def lin(store: SqlStore) -> int:
    return (await store.trainee("telegram", "4711", "zh")).id
