"""What calls add up to: written as they end, and corrected where a score is changed later.

Weeks are those of the firm's time zone, named by their Monday: a moment is given in that zone.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from bot.store import house_tables as h
from bot.store import result_tables as r
from bot.store import tables as t
from bot.store.rows import count, upsert

if TYPE_CHECKING:
    from bot.store.records import Change, Outcome

#: Criteria with their points.
Marks = Sequence[tuple[str, float]]
#: The team that stands for everybody.
EVERYBODY = 0


def week_of(at: datetime) -> date:
    """The Monday of a moment's week."""
    return at.date() - timedelta(days=at.weekday())


def keep(connection: Connection, call: int, change: "Change", outcome: "Outcome") -> None:
    """Add a call that ended."""
    who = change.trainee
    dialogue = connection.scalar(select(t.calls.c.dialogue).where(t.calls.c.id == call)) or ""
    week = week_of(change.at)
    total = change.total
    row = {"trainee": who, "week": week, "dialogue": dialogue, "course": outcome.course}
    numbers = {"calls": 1, "won": int(outcome.won), "scored": int(total is not None), "total": total or 0.0}
    count(connection, r.weeks, [row | numbers], list(numbers))
    count_marks(connection, who, week, outcome.course, outcome.marks)
    count_steps(connection, who, week, dialogue, outcome.steps)
    lows = [
        {
            "call": call,
            "criterion": low.criterion,
            "trainee": who,
            "points": low.points,
            "turn": low.turn,
            "quote": low.quote,
            "at": change.at,
        }
        for low in outcome.lows
    ]
    if lows:
        connection.execute(insert(r.moments), lows)
    for skill in outcome.skills:
        key = {"trainee": who, "criterion": skill.criterion}
        upsert(connection, r.skills, key, {"due": skill.due, "body": skill.body})
    statements = [{"trainee": who, "body": body, "tries": 0, "due": change.at} for body in outcome.statements]
    if statements:
        connection.execute(insert(r.statements), statements)


def count_marks(
    connection: Connection, who: int, week: date, course: str, marks: Marks, sign: int = 1
) -> None:
    """Add points for criteria, or take them away again."""
    rows = [
        {
            "trainee": who,
            "week": week,
            "course": course,
            "criterion": criterion,
            "times": sign,
            "points": sign * points,
        }
        for criterion, points in marks
    ]
    count(connection, r.criteria, rows, ["times", "points"])


def count_steps(
    connection: Connection, who: int, week: date, dialogue: str, steps: Sequence[tuple[str, str]]
) -> None:
    """Add the ways a call went, for everybody and for each team of the trainee."""
    mine = select(h.members.c.team).where(h.members.c.trainee == who, h.members.c.role == "trainee")
    teams = [EVERYBODY, *connection.scalars(mine)]
    rows = [
        {
            "dialogue": dialogue,
            "week": week,
            "team": team,
            "source": source,
            "target": target,
            "times": times,
        }
        for team in teams
        for (source, target), times in Counter(steps).items()
    ]
    count(connection, r.steps, rows, ["times"])


def correct(
    connection: Connection,
    call: int,
    total: float | None,
    marks: Marks,
    before: Marks = (),
    zone: tzinfo | None = None,
) -> None:
    """Put another total, and `marks` in place of those of `before`, into what was added up for a call.

    The call is looked for in its week in `zone`, then in that of UTC, as weeks were counted before.
    """
    query = (
        select(
            t.scorecards.c.total, t.scorecards.c.at, t.scorecards.c.trainee, r.weeks.c.course, r.weeks.c.week
        )
        .join_from(t.scorecards, t.calls)
        .join(
            r.weeks,
            (r.weeks.c.trainee == t.scorecards.c.trainee) & (r.weeks.c.dialogue == t.calls.c.dialogue),
        )
        .where(t.scorecards.c.call == call)
    )
    rows = connection.execute(query).all()
    where = (zone or UTC, UTC)
    row = next((row for z in where for row in rows if row.week == week_of(row.at.astimezone(z))), None)
    if row is None:
        return
    this = (
        r.weeks.c.trainee == row.trainee,
        r.weeks.c.week == row.week,
        r.weeks.c.dialogue == select(t.calls.c.dialogue).where(t.calls.c.id == call).scalar_subquery(),
    )
    more = (total or 0.0) - (row.total or 0.0)
    scored = int(total is not None) - int(row.total is not None)
    changed = r.weeks.update().where(*this)
    connection.execute(changed.values(total=r.weeks.c.total + more, scored=r.weeks.c.scored + scored))
    count_marks(connection, row.trainee, row.week, row.course, before, -1)
    count_marks(connection, row.trainee, row.week, row.course, marks)
