"""What a learning record store is told, and what happens when it doesn't listen."""

import json
import socket
from base64 import b64decode
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.authoring.proof import appraise
from bot.authoring.rehearsal import rehearse
from bot.store import statements
from bot.store.records import Trainee
from bot.store.sql import SqlStore
from bot.systems.lrs import FIRST, RecordStore
from bot.systems.xapi import Statements
from tests.store.samples import NOW, finish, start
from tests.store.test_results import outcome

PERSON = Trainee(7, "telegram", "4711", "zh", name="陈静")


class Lrs:
    """A learning record store on the loopback that answers as it is told."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.taken: list[dict] = []
        self.seen: list[Request] = []
        self.faulty = ""

    async def receive(self, request: Request) -> Response:
        self.seen.append(request)
        body = await request.json()
        status = self.answers.pop(0) if self.answers else 200
        if self.faulty and any(self.faulty in json.dumps(one) for one in body):
            status = 400
        if status == 200:
            self.taken += body
        return Response(status_code=status)

    @asynccontextmanager
    async def serve(self):
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        app = Starlette(routes=[Route("/xapi/statements", self.receive, methods=["POST"])])
        config = uvicorn.Config(app, lifespan="off", log_config=None, ws="none")
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup([sock])
        try:
            yield f"http://127.0.0.1:{sock.getsockname()[1]}/xapi"
        finally:
            await server.shutdown([sock])


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def store(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    yield store
    await store.close()


async def wait_for(store, *bodies: str) -> None:
    """These statements wait to be told."""
    who = (await store.trainee("telegram", "1", "zh")).id
    call = (await store.commit(start(who))).call
    made = outcome(statements=tuple(json.dumps({"id": body}) for body in bodies))
    over = finish(who, call, 2, 0, 60.0)
    await store.commit(replace(over, outcome=made))


@pytest.fixture
async def telling(monkeypatch, store):
    """Makes what tells a record store; closed afterwards."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = []

    def make(clock, url, key="", secret=""):
        made.append(RecordStore(store, clock, url, key, secret))
        return made[-1]

    yield make
    for one in made:
        await one.close()


async def test_what_waits_is_told_once_with_its_key(store, telling):
    await wait_for(store, "a", "b")
    lrs = Lrs()
    async with lrs.serve() as url:
        told = telling(Clock(), url, "key", "secret")
        assert not await told.tell()
        assert not await told.tell()
    assert [one["id"] for one in lrs.taken] == ["a", "b"]
    (request,) = lrs.seen
    assert request.headers["x-experience-api-version"] == "1.0.3"
    assert b64decode(request.headers["authorization"].split()[1]) == b"key:secret"
    assert await store.run(statements.unsent) == 0


@pytest.mark.parametrize("status", [500, 503, 401, 429])
async def test_a_store_that_is_ill_is_asked_again_later(store, telling, status):
    await wait_for(store, "a")
    lrs, clock = Lrs(), Clock()
    lrs.answers = [status]
    async with lrs.serve() as url:
        told = telling(clock, url)
        await told.tell()
        clock.now += FIRST - timedelta(seconds=1)
        await told.tell()
        assert len(lrs.seen) == 1
        clock.now += timedelta(seconds=2)
        await told.tell()
    assert len(lrs.taken) == 1


async def test_a_store_that_is_not_there_is_asked_again_later(store, telling):
    await wait_for(store, "a")
    clock = Clock()
    told = telling(clock, "http://127.0.0.1:9/xapi")
    assert not await told.tell()
    assert await store.run(statements.unsent) == 1
    assert await store.run(statements.waiting, clock.now, 5) == ()


async def test_a_faulty_statement_does_not_keep_the_others(store, telling):
    await wait_for(store, "good", "faulty", "fine")
    lrs = Lrs()
    lrs.faulty = "faulty"
    async with lrs.serve() as url:
        await telling(Clock(), url).tell()
    assert [one["id"] for one in lrs.taken] == ["good", "fine"]
    assert await store.run(statements.unsent) == 0


def test_a_call_is_told_in_points_not_in_words(library):
    script = library.scripts("zh")["busy-buyer"]
    events = rehearse(script, "good")
    card = appraise(script, events, library.rubrics)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    written = Statements("https://firm.example/").of(PERSON, 42, script, card, at)
    told = [json.loads(one) for one in written]
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in told]
    assert verbs[:2] == ["completed", "scored"]
    assessed = [m for d in card.dimensions for m in d.marks if m.points is not None]
    assert verbs.count("answered") == len(assessed)
    assert told[1]["result"]["score"] == {
        "scaled": pytest.approx(card.total / 100, abs=1e-4), "raw": card.total, "min": 0, "max": 100
    }  # fmt: skip
    assert told[0]["result"]["success"] is True
    assert told[0]["actor"]["account"] == {"homePage": "https://firm.example", "name": "7"}
    assert len({one["id"] for one in told}) == len(told)
    assert Statements("https://firm.example").of(PERSON, 42, script, card, at) == written
    said = [text for event in events if event.kind == "spoke" for text in [event.utterance.text]]
    assert not [text for text in said if text in "".join(written)]
