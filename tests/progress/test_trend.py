"""Streaks, personal bests and weeks, counted in the time zone of the person."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.progress.trend import Result, Week, best, by_week, streak, trend

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 25, 4, 0, tzinfo=UTC)  # a Wednesday, noon in Shanghai
results = st.lists(
    st.builds(
        Result,
        st.integers(0, 24 * 60).map(lambda hours: NOW - timedelta(hours=hours)),
        st.sampled_from(["no-habit", "walk-in"]),
        st.floats(0, 100),
    ),
    max_size=40,
)


def on(*days: str, total: float = 60.0) -> list[Result]:
    """Calls at nine in the evening in Shanghai on these days of March."""
    return [Result(datetime(2026, 3, int(d), 21, tzinfo=SHANGHAI), "walk-in", total) for d in days]


@pytest.mark.parametrize(
    ("days", "length"),
    [
        ("", 0),
        ("25", 1),
        ("24", 1),
        ("23", 0),
        ("22 23 24", 3),
        ("22 23 24 25", 4),
        ("21 23 24", 2),
        ("24 24 24", 1),
    ],
)
def test_a_streak_lasts_until_a_day_is_missed_and_today_is_not_missed_yet(days: str, length: int) -> None:
    assert streak(on(*days.split()), datetime(2026, 3, 25, 23, tzinfo=SHANGHAI), SHANGHAI) == length


def test_a_day_is_a_day_where_the_person_lives() -> None:
    late = [Result(datetime(2026, 3, 24, 17, tzinfo=UTC), "walk-in", 50)]  # the 25th in Shanghai
    assert streak([*late, *on("24")], NOW, SHANGHAI) == 2
    assert streak([*late, *on("24")], NOW, LONDON) == 1


def test_the_clocks_going_forward_break_no_streak() -> None:
    nights = [
        Result(datetime(2026, 3, day, 23, 30, tzinfo=LONDON), "walk-in", 50) for day in (27, 28, 29, 30)
    ]
    assert streak(nights, datetime(2026, 3, 31, 0, 15, tzinfo=LONDON), LONDON) == 4


def test_weeks_begin_on_monday_and_those_without_calls_are_shown() -> None:
    calls = [*on("9", total=40), *on("15", total=60), *on("23", total=80)]
    assert by_week(calls, NOW, SHANGHAI, 3) == (
        Week(date(2026, 3, 9), 50, 2),
        Week(date(2026, 3, 16), None, 0),
        Week(date(2026, 3, 23), 80, 1),
    )


def test_sunday_night_in_one_place_is_monday_in_another() -> None:
    call = [Result(datetime(2026, 3, 22, 17, tzinfo=UTC), "walk-in", 70)]
    assert by_week(call, NOW, SHANGHAI, 1)[0].count == 1
    assert by_week(call, NOW, LONDON, 1)[0].count == 0


def test_this_week_against_last_week() -> None:
    seen = trend([*on("17", "18", total=55), *on("24", total=70)], NOW, SHANGHAI)
    assert (seen.this.count, seen.last.count, seen.change) == (1, 2, 15)
    assert trend(on("24"), NOW, SHANGHAI).change is None


def test_the_best_is_the_earliest_of_equals() -> None:
    assert best([*on("20"), *on("18"), *on("19", total=10)]) == on("18")[0]
    assert best([]) is None


@given(results)
def test_every_recent_call_is_in_one_week_and_means_are_means(calls: list[Result]) -> None:
    weeks = by_week(calls, NOW, SHANGHAI, 10)
    assert sum(week.count for week in weeks) == len(calls)
    assert all(b.begins - a.begins == timedelta(days=7) for a, b in pairwise(weeks))
    assert sum((week.mean or 0) * week.count for week in weeks) == pytest.approx(sum(c.total for c in calls))


@given(results, results)
def test_more_calls_never_shorten_a_streak(some: list[Result], more: list[Result]) -> None:
    assert streak([*some, *more], NOW, SHANGHAI) >= streak(some, NOW, SHANGHAI)
