"""Skills grow with good calls, fade with time, and come back from storage as they were."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.progress.skill import LONGEST, Skill, mastery, retention, review

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
points = st.floats(0, 100)
#: Calls as (points, hours since the one before).
calls = st.lists(st.tuples(points, st.integers(0, 24 * 90)), min_size=1, max_size=12)


def after(played: list[tuple[float, int]]) -> Skill:
    skill, at = None, START
    for score, hours in played:
        at += timedelta(hours=hours)
        skill = review(skill, "open-share", score, at)
    assert skill is not None
    return skill


@given(calls)
def test_whatever_was_played_figures_stay_in_their_bounds(played: list[tuple[float, int]]) -> None:
    skill = after(played)
    assert skill.reviews == len(played)
    assert skill.points == played[-1][0]
    assert 0 <= skill.level <= 100
    assert timedelta(days=1) <= skill.due - skill.last <= timedelta(days=LONGEST)
    for days in (0, 3, 400):
        at = skill.last + timedelta(days=days)
        assert 0 < retention(skill, at) <= 1
        assert 0 <= mastery(skill, at) <= 100


@given(calls)
def test_the_same_calls_make_the_same_skill(played: list[tuple[float, int]]) -> None:
    assert after(played) == after(played)


@given(calls)
def test_a_skill_comes_back_from_json_and_goes_on_alike(played: list[tuple[float, int]]) -> None:
    skill = after(played)
    back = Skill.from_dict(json.loads(json.dumps(skill.as_dict())))
    assert back == skill
    later = skill.due + timedelta(days=2)
    assert review(back, skill.criterion, 72, later) == review(skill, skill.criterion, 72, later)


@given(calls, st.integers(0, 200), st.integers(1, 200))
def test_what_is_not_practised_fades(played: list[tuple[float, int]], days: int, more: int) -> None:
    skill = after(played)
    sooner, later = (skill.last + timedelta(days=d) for d in (days, days + more))
    assert retention(skill, later) < retention(skill, sooner)


@given(calls, points, points)
def test_more_points_never_bring_it_up_sooner(
    played: list[tuple[float, int]], one: float, other: float
) -> None:
    skill = after(played)
    low, high = sorted((one, other))
    bad, good = (review(skill, skill.criterion, p, skill.due) for p in (low, high))
    assert bad.due <= good.due
    assert bad.level <= good.level


@pytest.mark.parametrize(("points", "days"), [(20, 1), (60, 1), (80, 2), (95, 8)])
def test_how_soon_a_first_call_comes_back(points: float, days: int) -> None:
    skill = review(None, "greets", points, START)
    assert (skill.due - START).days == days


def test_one_good_call_is_no_mastery_but_five_are() -> None:
    assert mastery(after([(100, 0)]), START) == pytest.approx(75)
    steady = after([(100, 48)] * 5)
    assert mastery(steady, steady.last) > 90


def test_what_was_good_long_ago_is_mastered_less_than_what_was_good_today() -> None:
    skill = after([(90, 24)] * 3)
    assert mastery(skill, skill.last + timedelta(days=120)) < mastery(skill, skill.last) - 10


def test_a_call_told_late_counts_as_of_the_last_one_known() -> None:
    skill = after([(80, 0), (80, 48)])
    again = review(skill, "open-share", 40, START)
    assert again.last == skill.last
    assert again.points == 40


def test_time_zones_make_no_difference() -> None:
    shanghai = START.astimezone(timezone(timedelta(hours=8)))
    assert review(None, "greets", 80, shanghai) == review(None, "greets", 80, START)
