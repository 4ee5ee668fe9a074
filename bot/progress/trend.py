"""How somebody's calls went over time: their streak, their best, and one week against the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

#: Weeks that a trend line shows.
WEEKS = 12
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Result:
    """A scored call: when it ended (with a time zone), which dialogue, its total (0–100)."""

    at: datetime
    dialogue: str
    total: float


@dataclass(frozen=True, slots=True)
class Week:
    """A week by the Monday it begins on: the mean total of its calls (None: there were none), how many."""

    begins: date
    mean: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Days of practice in a row, the best call, and the weeks, oldest first; the last is this one."""

    streak: int
    best: Result | None
    weeks: tuple[Week, ...]

    @property
    def this(self) -> Week:
        """This week."""
        return self.weeks[-1]

    @property
    def last(self) -> Week:
        """The week before."""
        return self.weeks[-2]

    @property
    def change(self) -> float | None:
        """By how many points this week's mean is above last week's; None where one of them has no calls."""
        if self.this.mean is None or self.last.mean is None:
            return None
        return self.this.mean - self.last.mean


def trend(results: Iterable[Result], at: datetime, zone: tzinfo, weeks: int = WEEKS) -> Trend:
    """The trend as of a moment, in the time zone of the person; over two weeks at least."""
    known = list(results)
    return Trend(streak(known, at, zone), best(known), by_week(known, at, zone, max(weeks, 2)))


def streak(results: Iterable[Result], at: datetime, zone: tzinfo) -> int:
    """Days in a row with a call, up to today, or up to yesterday where today has none yet."""
    practised = {result.at.astimezone(zone).date() for result in results}
    today = at.astimezone(zone).date()
    day = today if today in practised else today - DAY
    days = 0
    while day in practised:
        days, day = days + 1, day - DAY
    return days


def best(results: Iterable[Result]) -> Result | None:
    """The call with the highest total, the earliest of several."""
    return max(results, key=lambda r: (r.total, -r.at.timestamp(), r.dialogue), default=None)


def by_week(results: Iterable[Result], at: datetime, zone: tzinfo, weeks: int = WEEKS) -> tuple[Week, ...]:
    """So many weeks up to that of `at`, oldest first, those without calls among them."""
    totals: dict[date, list[float]] = {}
    for result in results:
        totals.setdefault(monday(result.at, zone), []).append(result.total)
    now = monday(at, zone)
    return tuple(
        week(begins, totals.get(begins, ())) for begins in (now - n * WEEK for n in reversed(range(weeks)))
    )


def week(begins: date, totals: Sequence[float]) -> Week:
    """A week with these totals."""
    return Week(begins, sum(totals) / len(totals) if totals else None, len(totals))


def monday(at: datetime, zone: tzinfo) -> date:
    """The Monday on which the week of a moment began in a time zone."""
    day = at.astimezone(zone).date()
    return day - day.weekday() * DAY
