"""Times of day where the firm is, and where people live."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.coach.records import CoachError
from bot.store.records import Trainee

DAY = timedelta(days=1)


def zone_of(trainee: Trainee, home: tzinfo) -> tzinfo:
    """Where somebody lives who has said so; everybody else is where the firm is."""
    try:
        return ZoneInfo(trainee.zone) if trainee.zone else home
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return home


def time_of(clock: str) -> time:
    """A time of day as people write it: 19:30, 19：30, 8, 8点, 8点半, 7:30pm; raises CoachError."""
    text = clock.strip().lower().replace("：", ":").replace("点半", ":30").replace("点", ":")
    late = text.endswith("pm")
    text = text.removesuffix("pm").removesuffix("am").removesuffix("分").strip()
    hour, _, minute = text.partition(":")
    try:
        number = int(hour) + (12 if late and int(hour) < 12 else 0)
        return time(number, int(minute or 0))
    except ValueError:
        raise CoachError("clock-unknown", clock=clock[:20]) from None


def next_moment(now: datetime, at: time, zone: tzinfo, weekly: bool = False) -> datetime:
    """The next moment at a time of day somewhere, of any day or of a Monday; in UTC."""
    here = now.astimezone(zone)
    day = here.date() - DAY
    while True:
        day += DAY
        found = datetime.combine(day, at, zone).astimezone(UTC)
        if found > now and (not weekly or day.weekday() == 0):
            return found
