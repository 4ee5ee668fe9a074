"""What calls add up to, a trainer's word, and what is left when somebody is forgotten: on every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.store import forgetting, judging, people, results, statements
from bot.store.judging import Comment, Override
from bot.store.records import Low, Outcome, Practised, Scored
from bot.store.results import Cell, Scope, Step, Sum
from bot.store.schema import metadata, result_tables

from .samples import NOW, at, finish, start

MONDAY = date(2026, 2, 23)
MARKS = (("greets", 100.0), ("restates", 20.0))


def outcome(**more):
    made = Outcome("telesales", True, MARKS, steps=(("picked-up", "listening"), ("listening", "ending:won")))
    return replace(made, **more)


async def play(store, trainee, total=60.0, days=0, **more):
    """A whole call, some days after the first."""
    later = timedelta(days=days)
    call = (await store.commit(replace(start(trainee), at=NOW + later))).call
    over = finish(trainee, call, 2, 5, total)
    await store.commit(replace(over, at=over.at + later, outcome=outcome(**more)))
    return call


@pytest.fixture
async def team(store, lin):
    made = await store.run(people.make_team, "华东组", NOW)
    await store.run(people.join, made.id, lin, "trainee", NOW)
    return made.id


class TestSums:
    async def test_calls_add_up_week_by_week(self, store, lin, team):
        await play(store, lin, 60.0)
        await play(store, lin, 80.0, won=False)
        await play(store, lin, 50.0, days=7)
        weeks = await store.run(results.by_week, Scope(team=team))
        assert weeks == (Sum(MONDAY, 2, 1, 2, 70.0), Sum(date(2026, 3, 2), 1, 1, 1, 50.0))
        assert await store.run(results.by_person, Scope(team=team, since=date(2026, 3, 2))) == (
            Sum(lin, 1, 1, 1, 50.0),
        )
        assert await store.run(results.by_dialogue, Scope(until=MONDAY)) == (
            Sum("travel-card", 2, 1, 2, 70.0),
        )
        assert await store.run(results.by_week, Scope(course="complaints")) == ()

    async def test_only_trainees_of_the_team_count(self, store, lin, team):
        other = (await store.trainee("telegram", "2", "zh")).id
        await play(store, lin)
        await play(store, other)
        assert [s.key for s in await store.run(results.by_person, Scope(team=team))] == [lin]
        await store.run(people.join, team, other, "trainer", NOW)
        assert [s.key for s in await store.run(results.by_person, Scope(team=team))] == [lin]
        assert len(await store.run(results.by_person, Scope())) == 2

    async def test_criteria_add_up_by_person_and_by_week(self, store, lin, team):
        await play(store, lin)
        await play(store, lin, marks=(("restates", 60.0),))
        assert await store.run(results.heat, Scope(team=team)) == (
            Cell(lin, "greets", 1, 100.0),
            Cell(lin, "restates", 2, 40.0),
        )
        (_, restates) = await store.run(results.criteria_by_week, Scope(trainee=lin))
        assert restates == Cell(MONDAY, "restates", 2, 40.0)

    async def test_ways_are_counted_for_everybody_and_for_the_team(self, store, lin, team):
        other = (await store.trainee("telegram", "2", "zh")).id
        await play(store, lin)
        await play(store, other)
        ways = await store.run(results.steps, Scope(), "travel-card")
        assert ways == (Step("listening", "ending:won", 2), Step("picked-up", "listening", 2))
        ours = await store.run(results.steps, Scope(team=team), "travel-card")
        assert [way.times for way in ours] == [1, 1]

    async def test_bad_moments_are_kept_with_their_words(self, store, lin, team):
        call = await play(store, lin, lows=(Low("restates", 20.0, 3, "您出差多吗"),))
        (moment,) = await store.run(results.moments, Scope(team=team), "restates", 5)
        assert (moment.call, moment.turn, moment.quote, moment.dialogue) == (
            call,
            3,
            "您出差多吗",
            "travel-card",
        )
        assert await store.run(results.moments, Scope(team=team + 1), "restates", 5) == ()

    async def test_a_skill_is_replaced_by_its_newer_self(self, store, lin):
        await play(store, lin, skills=(Practised("greets", at(10), '{"n": 1}'),))
        await play(store, lin, skills=(Practised("greets", at(20), '{"n": 2}'),))
        assert await store.run(results.skills, [lin]) == {lin: ('{"n": 2}',)}

    async def test_the_history_goes_back_page_by_page(self, store, lin):
        calls = [await play(store, lin, 50.0 + n) for n in range(3)]
        newest = await store.run(results.played, Scope(trainee=lin), 2)
        assert [p.call for p in newest] == calls[:0:-1]
        assert [p.call for p in await store.run(results.played, Scope(trainee=lin), 2, calls[1])] == calls[:1]
        assert [p.total for p in await store.run(results.results, lin, 10)] == [50.0, 51.0, 52.0]


class TestTrainersWord:
    async def test_an_override_moves_every_sum(self, store, lin, team):
        call = await play(store, lin, 60.0)
        after = (("greets", 100.0), ("restates", 80.0))
        made = Override(call, "restates", 80.0, "客户点头了", at(30), 20.0, lin)
        await store.run(judging.overrule, made, 75.0, after, MARKS)
        (week,) = await store.run(results.by_week, Scope(team=team))
        assert week.mean == 75.0
        (_, cell) = await store.run(results.heat, Scope(team=team))
        assert (cell.times, cell.mean) == (1, 80.0)
        assert (await store.scorecards(lin, 1))[0].total == 75.0
        (kept,) = await store.run(judging.overrides, call)
        assert replace(kept, id=0) == made

    async def test_a_score_computed_anew_moves_every_sum(self, store, lin, team):
        await play(store, lin, 60.0)
        (kept,) = await store.scorecards(lin, 1)
        anew = replace(kept, total=40.0)
        await store.amend(anew, (("greets", 0.0),), MARKS)
        assert isinstance(anew, Scored)
        (week,) = await store.run(results.by_week, Scope(team=team))
        assert (week.scored, week.mean) == (1, 40.0)
        assert await store.run(results.heat, Scope(team=team)) == (Cell(lin, "greets", 1, 0.0),)

    async def test_comments_stand_at_their_turn(self, store, lin):
        call = await play(store, lin)
        for turn, text in ((3, "这句好"), (1, "慢一点")):
            await store.run(judging.comment, Comment(call, turn, text, at(40), lin))
        kept = await store.run(judging.comments, call)
        assert [(c.turn, c.text) for c in kept] == [(1, "慢一点"), (3, "这句好")]
        await store.run(judging.uncomment, kept[0].id, lin + 1)
        await store.run(judging.uncomment, kept[1].id, lin)
        assert [c.turn for c in await store.run(judging.comments, call)] == [1]


class TestForgetting:
    async def test_nothing_but_numbers_is_left(self, store, lin, team):
        call = await play(
            store,
            lin,
            lows=(Low("greets", 0.0, 1, "秘密"),),
            skills=(Practised("greets", at(10), '{"词": "秘密"}'),),
            statements=('{"actor": "秘密"}',),
        )
        await store.run(judging.comment, Comment(call, 1, "秘密", at(40), lin))
        found = await store.run(forgetting.everything, lin)
        assert {"calls", "events", "scorecards", "comments", "skills", "members"} <= {
            k for k in found if found[k]
        }
        await store.run(forgetting.forget, lin)

        def left(connection):
            return {t.name: connection.execute(select(t)).all() for t in metadata.sorted_tables}

        tables = await store.run(left)
        kept = {name for name, rows in tables.items() if rows}
        assert kept == {"scripts", "teams", "steps", "tallies"}
        assert "秘密" not in str(tables)
        (row,) = tables["tallies"]
        assert (row.calls, row.won, row.scored, row.total) == (1, 1, 1, 60.0)
        assert result_tables.tallies.name == "tallies"

    async def test_others_are_left_alone(self, store, lin, team):
        mia = (await store.trainee("telegram", "2", "zh")).id
        call = await play(store, mia)
        await store.run(judging.overrule, Override(call, "greets", 50.0, "x", at(9), 100.0, lin), 55.0)
        await store.run(forgetting.forget, lin)
        assert (await store.call(call)).trainee == mia
        (made,) = await store.run(judging.overrides, call)
        assert made.maker is None


class TestQueue:
    async def test_what_is_not_taken_is_tried_again_later(self, store, lin):
        await play(store, lin, statements=("{}", "[]"))
        first, second = await store.run(statements.waiting, at(10), 5)
        await store.run(statements.told, [first.id], at(10))
        await store.run(statements.later, [second.id], at(20))
        assert await store.run(statements.waiting, at(15), 5) == ()
        (again,) = await store.run(statements.waiting, at(20), 5)
        assert (again.body, again.tries) == ("[]", 1)
        assert await store.run(statements.unsent) == 1
        await store.run(statements.drop, [again.id])
        assert await store.run(statements.unsent) == 0
