"""The house around the coach: what calls add up to, clocks, codes, a trainer's word, rights."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach import Coach, CoachError
from bot.coach.clock import next_moment, time_of
from bot.coach.house import House
from bot.coach.insight import View
from bot.coach.outcome import outcome
from bot.coach.rights import ALLOWED, Actor
from bot.roleplay.lines import render
from bot.store import people, results
from bot.store.assigning import Assignment
from bot.store.records import Trainee
from bot.store.results import Scope
from bot.store.sql import SqlStore

CALL = "busy-buyer"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a second at every look, and by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def house(tmp_path, library, clock):
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    numbers = iter(range(1000))
    yield House.of(Coach(store, library, clock, lambda: 7), lambda: f"secret-{next(numbers)}")
    await store.close()


@pytest.fixture
async def team(house):
    return (await house.coach.store.run(people.make_team, "华东组", NOW)).id


async def join(house, team, address, role="trainee"):
    who = await house.coach.trainee("telegram", address, "zh", f"{role}{address}")
    await house.coach.store.run(people.join, team, who.id, role, NOW)
    return who


async def play(house, trainee, level="fair", assignment=None):
    """A whole call; returns its number."""
    coach = house.coach
    script = coach.library.scripts("zh")[CALL]
    await coach.start(trainee, CALL, seed=7, assignment=assignment)
    for text in script.dialogue.rehearsals[level].replies:
        done = await coach.reply(trainee, render(text, script.names("")))
        if done.exchange.ended:
            break
    else:
        await coach.hang_up(trainee)
    return (await coach.store.run(results.played, Scope(trainee=trainee.id), 1))[0].call


async def test_a_call_moves_sums_skills_and_ways(house, team):
    lin = await join(house, team, "1")
    await play(house, lin)
    boss = await house.office.actor(await join(house, team, "2", "manager"))
    page = await house.insight.team(boss, team, View())
    (row,) = page.people
    (scored,) = await house.coach.progress(lin)
    assert (row.calls, row.mean) == (1, pytest.approx(scored.total))
    assert {c.criterion for c in page.criteria} == set(await house.study.skills(lin))
    ways = (await house.insight.dialogue(boss, team, CALL, View())).ways
    start = house.coach.library.scripts("zh")[CALL].dialogue.start
    assert sum(way.times for way in ways if way.source == start) == 1
    assert [way for way in ways if way.target.startswith("ending:") and way.times == 1]


async def test_the_sums_are_those_of_the_cards(house, team, library):
    lin = await join(house, team, "1")
    for level in ("good", "poor"):
        await play(house, lin, level)
    cards = [seen.card for call in await house.study.history(lin)
             if (seen := await house.review.look(await house.office.actor(lin), call.call))]  # fmt: skip
    cells = await house.coach.store.run(results.heat, Scope(trainee=lin.id))
    for cell in cells:
        points = [m.points for c in cards for d in c.dimensions for m in d.marks
                  if m.criterion == cell.criterion and m.points is not None]  # fmt: skip
        assert (cell.times, cell.mean) == (len(points), pytest.approx(sum(points) / len(points)))


@pytest.fixture
async def shanghai(tmp_path, library, clock):
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    yield House.of(Coach(store, library, clock, lambda: 7, zone=ZoneInfo("Asia/Shanghai")))
    await store.close()


async def test_reminders_and_days_are_those_of_the_firm_unless_one_says_otherwise(shanghai, clock):
    lin = await shanghai.coach.trainee("telegram", "1", "zh", "林伟")
    tom = await shanghai.coach.trainee("telegram", "2", "en", "Tom")
    for who in (lin, tom):
        await shanghai.reminders.remind(who, "19:30")
    await shanghai.reminders.live_in(tom, "Europe/London")
    clock.at = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)
    assert [found.trainee.id for found in await shanghai.reminders.due("telegram")] == [lin.id]
    clock.at = datetime(2026, 11, 25, 19, 30, tzinfo=UTC)
    assert [found.trainee.id for found in await shanghai.reminders.due("telegram")] == [tom.id]


async def test_a_week_begins_when_it_is_monday_where_the_firm_is(shanghai, clock):
    clock.at = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    team = (await shanghai.coach.store.run(people.make_team, "华东组", NOW)).id
    lin = await join(shanghai, team, "1")
    call = await play(shanghai, lin)
    trainer = await shanghai.office.actor(await join(shanghai, team, "2", "trainer"))
    page = await shanghai.insight.team(trainer, team, View(weeks=4))
    assert [f"{week.key}" for week in page.weeks] == ["2026-11-23"]
    card = (await shanghai.review.look(trainer, call)).card
    weak = min((m for d in card.dimensions for m in d.marks if m.points is not None), key=lambda m: m.points)
    await shanghai.review.override(trainer, call, weak.criterion, 100, "客户点头了")
    (week,) = (await shanghai.insight.team(trainer, team, View(weeks=4))).weeks
    assert week.mean == pytest.approx((await shanghai.review.look(trainer, call)).card.total)


async def test_an_override_is_seen_everywhere_and_the_trainee_is_told(house, team):
    lin = await join(house, team, "1")
    trainer = await house.office.actor(await join(house, team, "2", "trainer"))
    call = await play(house, lin)
    before = (await house.review.look(trainer, call)).card
    weak = min(
        (m for d in before.dimensions for m in d.marks if m.points is not None), key=lambda m: m.points
    )
    await house.review.override(trainer, call, weak.criterion, 100, "客户点头了")
    seen = await house.review.look(await house.office.actor(lin), call)
    assert seen.found.total == before.total
    assert seen.card.total > before.total
    assert (await house.coach.progress(lin))[0].total == seen.card.total
    page = await house.insight.team(trainer, team, View())
    assert page.people[0].mean == pytest.approx(seen.card.total)
    assert next(c for c in page.criteria if c.criterion == weak.criterion).mean == 100
    (told,) = await house.coach.store.unsent("telegram")
    assert "客户点头了" in told.body
    (found,) = await house.review.agreement(trainer, team, 4, "zh")
    assert (found.criterion, found.overruled, found.mean_change) == (weak.criterion, 1, 100 - weak.points)
    await house.review.override(trainer, call, weak.criterion, weak.points, "看错了")
    assert (await house.review.look(trainer, call)).card.total == before.total


async def test_a_comment_stands_at_its_turn(house, team):
    lin = await join(house, team, "1")
    trainer = await house.office.actor(await join(house, team, "2", "trainer"))
    call = await play(house, lin)
    await house.review.comment(trainer, call, 2, "  这句好  ")
    turns = (await house.review.look(await house.office.actor(lin), call)).turns
    assert [(t.number, c.text) for t in turns for c in t.comments] == [(2, "这句好")]
    for turn, text, key in ((99, "x", "turn-unknown"), (1, "  ", "comment-empty")):
        with pytest.raises(CoachError, match=key):
            await house.review.comment(trainer, call, turn, text)


async def test_a_word_is_refused_where_it_makes_no_sense(house, team):
    lin = await join(house, team, "1")
    trainer = await house.office.actor(await join(house, team, "2", "trainer"))
    call = await play(house, lin)
    for criterion, points, reason, key in (
        ("nonsense", 50, "x", "criterion-unknown"),
        ("greets", 101, "x", "points-range"),
        ("greets", -1, "x", "points-range"),
        ("greets", 50, " \n ", "reason-empty"),
    ):
        with pytest.raises(CoachError, match=key):
            await house.review.override(trainer, call, criterion, points, reason)
    manager = await house.office.actor(await join(house, team, "3", "manager"))
    for actor in (manager, await house.office.actor(lin)):
        with pytest.raises(CoachError, match="not-allowed"):
            await house.review.override(actor, call, "greets", 50, "x")


async def test_assignments_are_told_and_reminded(house, team, clock):
    lin = await join(house, team, "1")
    trainer = await house.office.actor(await join(house, team, "2", "trainer"))
    due = clock.at + timedelta(days=3)
    made = await house.office.assign(trainer, Assignment(0, team, CALL, NOW, mark=5.0, due=due, attempts=1))
    (told,) = await house.coach.store.unsent("telegram")
    assert "told-task" in told.body
    assert await house.reminders.due("telegram") == ()
    clock.at = due - timedelta(hours=23)
    (near,) = await house.reminders.due("telegram")
    assert near.kind == f"task-{made.id}"
    assert await house.reminders.due("telegram") == ()
    assert [s.assignment.id for s in (await house.study.today(lin)).tasks] == [made.id]
    await play(house, lin, assignment=made.id)
    assert (await house.study.today(lin)).tasks == ()
    (standing,) = await house.office.standings(trainer, team)
    assert standing.passed
    with pytest.raises(CoachError, match="assignment-past"):
        await house.office.assign(trainer, replace(made, due=NOW))
    with pytest.raises(CoachError, match="dialogue-unknown"):
        await house.office.assign(trainer, replace(made, dialogue="nonsense", due=None))
    await house.office.cancel(trainer, made.id)
    assert await house.office.standings(trainer, team) == ()


async def test_where_one_stands_is_shown_only_where_the_team_wants_it(house, team):
    lin, mia = await join(house, team, "1"), await join(house, team, "2")
    await play(house, lin, "good")
    await play(house, mia, "poor")
    assert (await house.study.progress(mia)).places == ()
    boss = await house.office.actor(await join(house, team, "3", "manager"))
    await house.office.change_team(boss, team, compares=True)
    (place,) = (await house.study.progress(mia)).places
    assert (place.place, place.of) == (2, 2)


async def test_the_first_owner_code_works_once_and_only_while_there_is_none(house):
    first, second = await house.office.first_owner_code(), await house.office.first_owner_code()
    lin = await house.coach.trainee("telegram", "1", "zh")
    with pytest.raises(CoachError, match="code-unknown"):
        await house.office.use_code(lin, first)
    assert await house.office.use_code(lin, second) is None
    assert await house.office.first_owner_code() is None
    with pytest.raises(CoachError, match="code-unknown"):
        await house.office.use_code(lin, second)
    owner = await house.office.actor(await house.coach.store.run(people.person, lin.id))
    with pytest.raises(CoachError, match="last-owner"):
        await house.office.make_owner(owner, lin.id, owner=False)


async def test_an_invitation_never_takes_a_role_away(house, team):
    boss = await house.office.actor(await join(house, team, "1", "manager"))
    code = await house.office.invite(boss, team, "trainee")
    await house.office.use_code(boss.trainee, code)
    assert (await house.office.actor(boss.trainee)).roles[team] == "manager"
    (held,) = await house.office.invitations(boss, team)
    assert held.uses == 30


@pytest.mark.parametrize("action", ALLOWED)
def test_rights_end_at_the_team(action):
    for role in ("trainee", "trainer", "manager"):
        actor = Actor(Trainee(1, "telegram", "1", "zh"), {1: role})
        assert actor.may(action, 1) == (role in ALLOWED[action])
        assert not actor.may(action, 2)
        assert not actor.may(action)
    assert Actor(Trainee(1, "telegram", "1", "zh", owner=True)).may(action, 2)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.times(),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/New_York", "Pacific/Apia"]),
    st.booleans(),
)
def test_the_next_moment_is_soon_and_at_that_time(now, at, zone, weekly):
    at = at.replace(second=0, microsecond=0)
    found = next_moment(now, at, ZoneInfo(zone), weekly)
    assert now < found <= now + timedelta(days=8 if weekly else 1, hours=2)
    here = found.astimezone(ZoneInfo(zone))
    assert not weekly or here.weekday() == 0
    # where the clock is put forward at night, that time doesn't exist
    assert here.time() == at or abs((here.hour * 60 + here.minute) - (at.hour * 60 + at.minute)) <= 60


@pytest.mark.parametrize(
    ("written", "meant"),
    [("19:30", time(19, 30)), ("8", time(8)), ("８点", time(8)), ("7：05", time(7, 5)), ("12pm", time(12))],
)
def test_times_as_people_write_them(written, meant):
    assert time_of(written) == meant


def test_an_outcome_of_nothing_said_adds_no_points(library):
    from bot.roleplay.play import begin, hang_up
    from bot.roleplay.session import fold

    script = library.scripts("zh")[CALL]
    events = begin(script, 7)
    events += hang_up(script, fold(events))
    found = outcome(script, events, None, {}, NOW)
    assert (found.marks, found.skills, found.won) == ((), (), False)
    assert found.steps == (("picked-up", "ending:quit"),)
