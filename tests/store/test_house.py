"""Teams, passes, assignments, reminders: what every store does with them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import assigning, passes, people, reminding
from bot.store.assigning import Assignment
from bot.store.passes import Pass

from .samples import NOW, at, finish, start

DAY = timedelta(days=1)


@pytest.fixture
async def team(store):
    return await store.run(people.make_team, "华东组", NOW)


async def someone(store, address, name=""):
    found = await store.trainee("telegram", address, "zh")
    await store.run(people.describe, found.id, name or f"学员{address}")
    return found.id


class TestTeams:
    async def test_people_have_a_role_in_each_team(self, store, team, lin):
        other = await store.run(people.make_team, "华北组", NOW)
        await store.run(people.join, team.id, lin, "trainee", NOW)
        await store.run(people.join, other.id, lin, "manager", NOW)
        assert await store.run(people.roles, lin) == {team.id: "trainee", other.id: "manager"}
        await store.run(people.join, team.id, lin, "trainer", NOW)
        (member,) = await store.run(people.members, team.id)
        assert (member.trainee, member.role) == (lin, "trainer")
        await store.run(people.leave, team.id, lin)
        assert await store.run(people.roles, lin) == {other.id: "manager"}

    async def test_somebody_announced_is_the_one_who_comes(self, store):
        number = await store.run(people.expect, "telegram", "99", "en", "Ann Lee")
        came = await store.trainee("telegram", "99", "zh")
        assert (came.id, came.name, came.language) == (number, "Ann Lee", "en")
        assert await store.run(people.expect, "telegram", "99", "en", "Ann B. Lee") == number

    async def test_names_survive_whole(self, store):
        for name in ("<b>陈</b>", "👩‍👧‍👦 Ωmega", "\u202eرضا", "长" * 200, "=1+1"):
            who = await someone(store, name, name)
            assert (await store.run(people.person, who)).name == name


class TestPasses:
    async def test_only_the_digest_is_kept(self, store):
        await store.run(passes.issue, "open sesame", Pass("link", NOW, uses=1))
        (kept,) = await store.run(passes.issued, "link")
        assert "sesame" not in str(kept)
        assert await store.run(passes.find, "link", "open sesame", NOW)
        assert await store.run(passes.find, "session", "open sesame", NOW) is None
        assert await store.run(passes.find, "link", kept.digest, NOW) is None

    async def test_of_many_who_use_it_at_once_as_many_get_in_as_may(self, store, team):
        await store.run(passes.issue, "s", Pass("invitation", NOW, None, team.id, "trainee", uses=3))
        tries = [store.run(passes.use, "invitation", "s", NOW) for _ in range(10)]
        assert sum(found is not None for found in await asyncio.gather(*tries)) == 3

    async def test_it_ends(self, store):
        await store.run(passes.issue, "s", Pass("link", NOW, expires=NOW + DAY))
        assert await store.run(passes.find, "link", "s", NOW + DAY / 2)
        assert await store.run(passes.find, "link", "s", NOW + DAY) is None
        await store.run(passes.revoke, passes.digest("s"))
        assert await store.run(passes.find, "link", "s", NOW) is None


class TestAssignments:
    async def test_a_whole_team_or_some_of_it(self, store, team, lin):
        await store.run(people.join, team.id, lin, "trainee", NOW)
        mia = await someone(store, "2")
        await store.run(people.join, team.id, mia, "trainee", NOW)
        boss = await someone(store, "3")
        await store.run(people.join, team.id, boss, "manager", NOW)
        wanted = Assignment(0, team.id, "travel-card", NOW, due=NOW + DAY)
        everybody = await store.run(assigning.assign, wanted)
        some = await store.run(assigning.assign, replace(wanted, people=(mia,), due=NOW + 2 * DAY))
        assert await store.run(assigning.of_trainee, lin) == (everybody,)
        assert await store.run(assigning.of_trainee, mia) == (everybody, some)
        assert await store.run(assigning.of_trainee, boss) == ()
        standing = await store.run(assigning.standings, (everybody, some))
        assert [s.trainee for s in standing] == [lin, mia, mia]
        await store.run(assigning.cancel, everybody.id)
        assert await store.run(assigning.of_trainee, mia) == (some,)

    async def test_how_far_somebody_is(self, store, team, lin):
        await store.run(people.join, team.id, lin, "trainee", NOW)
        one = await store.run(
            assigning.assign, Assignment(0, team.id, "x", NOW, attempts=2, mark=70.0, due=at(50))
        )

        async def standing():
            (found,) = await store.run(assigning.standing_of, one, lin)
            return found

        assert not (await standing()).overdue(at(40))
        for number, total in enumerate((55.0, 72.5)):
            call = (await store.commit(replace(start(lin, f"u{number}"), assignment=one.id))).call
            await store.commit(finish(lin, call, 2, 10 * number, total))
            found = await standing()
            assert (found.tries, found.passed, found.spent) == (number + 1, number == 1, number == 1)
        assert found.best == 72.5
        assert not found.overdue(at(60))


class TestReminders:
    async def test_each_is_given_out_once(self, store, lin):
        await store.run(reminding.remind, lin, "practice", "19:30", at(10))
        assert await store.run(reminding.due, "telegram", at(9)) == ()
        (due,) = await store.run(reminding.due, "telegram", at(10))
        assert (due.trainee.id, due.clock) == (lin, "19:30")
        both = [store.run(reminding.postpone, lin, "practice", due.due, at(500)) for _ in range(2)]
        assert sorted(await asyncio.gather(*both)) == [False, True]
        assert await store.run(reminding.clocks, lin) == {"practice": "19:30"}
        await store.run(reminding.forget, lin, "practice")
        assert await store.run(reminding.due, "telegram", at(1000)) == ()
