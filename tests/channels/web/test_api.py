"""The interface for other systems: read only, with a token, and no further than its team."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.channels.web import build
from bot.channels.web.api import READINGS
from bot.coach import Coach
from bot.coach.house import House
from bot.coach.rights import Actor
from bot.roleplay.lines import render
from bot.store import people
from bot.store.records import Trainee
from bot.store.sql import SqlStore

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
OWNER = Actor(Trainee(0, "console", "", "zh", owner=True))
CALL = "busy-buyer"


@pytest.fixture
async def house(tmp_path, library):
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    numbers = iter(range(1000))
    yield House.of(Coach(store, library, lambda: NOW, lambda: 7), lambda: f"secret-{next(numbers)}")
    await store.close()


@pytest.fixture
async def client(house):
    transport = httpx.ASGITransport(build(house, "zh"))
    async with httpx.AsyncClient(transport=transport, base_url="http://firm") as made:
        yield made


async def firm(house):
    """Two teams with a trainee each who has played a call: (team, person, call) of each."""
    coach, found = house.coach, []
    for name in ("一组", "二组"):
        team = await house.office.make_team(OWNER, name)
        who = await coach.trainee("telegram", name, "zh", f"{name}的=1+1<b>")
        await coach.store.run(people.join, team.id, who.id, "trainee", NOW)
        script = coach.library.scripts("zh")[CALL]
        await coach.start(who, CALL, seed=7)
        for text in script.dialogue.rehearsals["poor"].replies:
            done = await coach.reply(who, render(text, script.names("")))
            if done.exchange.ended:
                break
        (call,) = await house.study.history(who)
        found.append((team.id, who.id, call.call))
    return found


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def addresses(team, person, call):
    """Every address there is, filled in."""
    names = {"{team:int}": team, "{person:int}": person, "{call:int}": call}
    for path, _ in READINGS:
        for name, value in names.items():
            path = path.replace(name, str(value))
        yield path


async def test_a_token_of_the_house_reads_everything(house, client):
    (team, person, call), _ = await firm(house)
    token = await house.entrance.token(OWNER, "BI")
    for address in addresses(team, person, call):
        answer = await client.get(address, headers=bearer(token))
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    teams = (await client.get("/api/v1/teams", headers=bearer(token))).json()["teams"]
    assert {t["name"] for t in teams} == {"一组", "二组"}
    page = (await client.get(f"/api/v1/teams/{team}", headers=bearer(token))).json()
    assert [(p["name"], p["calls"]) for p in page["people"]] == [("一组的=1+1<b>", 1)]
    card = (await client.get(f"/api/v1/calls/{call}", headers=bearer(token))).json()["card"]
    assert card["total"] == (await house.review.look(OWNER, call)).card.total


async def test_a_token_of_a_team_reads_no_further(house, client):
    (team, *_), other = await firm(house)
    token = await house.entrance.token(OWNER, "一组", team)
    teams = (await client.get("/api/v1/teams", headers=bearer(token))).json()["teams"]
    assert [t["id"] for t in teams] == [team]
    for address in list(addresses(*other))[1:]:
        answer = await client.get(address, headers=bearer(token))
        assert (answer.status_code, answer.json()) == (404, {"error": "not-allowed"}), address


async def test_nobody_reads_without_a_token_that_holds(house, client):
    found, _ = await firm(house)
    token = await house.entrance.token(OWNER, "BI")
    session = await house.entrance.session(found[1])
    await house.entrance.revoke_token(OWNER, (await house.entrance.tokens(OWNER))[0].digest[:16])
    for headers in ({}, bearer(token), bearer(session), bearer(""), {"Authorization": f"Basic {token}"}):
        for address in addresses(*found):
            answer = await client.get(address, headers=headers)
            assert (answer.status_code, answer.json()) == (401, {"error": "token"})


async def test_nothing_can_be_written(house, client):
    found, _ = await firm(house)
    token = await house.entrance.token(OWNER, "BI")
    for address in addresses(*found):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert (await client.request(method, address, headers=bearer(token))).status_code == 405
