"""What is asked of what calls add up to: of a person or a team, in some weeks, in a course or in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select

from bot.store import house_tables as h
from bot.store import result_tables as r
from bot.store import tables as t
from bot.store.tallying import EVERYBODY


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose results, of which weeks (`since` and `until` are Mondays, both included) and which course.

    With neither `trainee` nor `team` everybody's.
    """

    team: int | None = None
    trainee: int | None = None
    since: date | None = None
    until: date | None = None
    course: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls added up under a key (a person, a week, a dialogue): how many ended, were won, have a score, and
    the mean of these (None: no score)."""

    key: Any
    calls: int
    won: int
    scored: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Points of a person (or of a week) for a criterion: how often it was assessed, and the mean."""

    key: Any
    criterion: str
    times: int
    mean: float


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a criterion went badly."""

    call: int
    criterion: str
    trainee: int
    dialogue: str
    points: float
    turn: int | None
    quote: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """How often calls went from one state of a dialogue to another."""

    source: str
    target: str
    times: int


@dataclass(frozen=True, slots=True)
class Played:
    """A call in a list."""

    call: int
    trainee: int
    dialogue: str
    language: str
    opened: datetime
    closed: datetime | None
    total: float | None


def by_person(connection: Connection, scope: Scope) -> tuple[Sum, ...]:
    """The calls of each person."""
    return sums(connection, scope, r.weeks.c.trainee)


def by_week(connection: Connection, scope: Scope) -> tuple[Sum, ...]:
    """The calls of each week."""
    return sums(connection, scope, r.weeks.c.week)


def by_dialogue(connection: Connection, scope: Scope) -> tuple[Sum, ...]:
    """The calls of each dialogue."""
    return sums(connection, scope, r.weeks.c.dialogue)


def sums(connection: Connection, scope: Scope, key: ColumnElement[Any]) -> tuple[Sum, ...]:
    """Calls added up by a column."""
    w = r.weeks.c
    query = select(
        key.label("key"), func.sum(w.calls), func.sum(w.won), func.sum(w.scored), func.sum(w.total)
    )
    rows = connection.execute(within(query, r.weeks, scope).group_by(key).order_by(key))
    return tuple(Sum(k, calls, won, n, total / n if n else None) for k, calls, won, n, total in rows if calls)


def heat(connection: Connection, scope: Scope) -> tuple[Cell, ...]:
    """People × criteria."""
    return cells(connection, scope, r.criteria.c.trainee)


def criteria_by_week(connection: Connection, scope: Scope) -> tuple[Cell, ...]:
    """Weeks × criteria."""
    return cells(connection, scope, r.criteria.c.week)


def cells(connection: Connection, scope: Scope, key: ColumnElement[Any]) -> tuple[Cell, ...]:
    """Points for criteria, added up by a column."""
    c = r.criteria.c
    query = select(key.label("key"), c.criterion, func.sum(c.times), func.sum(c.points))
    rows = connection.execute(within(query, r.criteria, scope).group_by(key, c.criterion).order_by(key))
    return tuple(Cell(k, criterion, n, points / n) for k, criterion, n, points in rows if n)


def moments(connection: Connection, scope: Scope, criterion: str, limit: int) -> tuple[Moment, ...]:
    """Where a criterion went badly lately, newest first."""
    query = select(r.moments, t.calls.c.dialogue).join_from(r.moments, t.calls)
    query = query.where(r.moments.c.criterion == criterion, *whose(r.moments, scope))
    rows = connection.execute(query.order_by(r.moments.c.at.desc(), r.moments.c.call.desc()).limit(limit))
    return tuple(
        Moment(row.call, row.criterion, row.trainee, row.dialogue, row.points, row.turn, row.quote, row.at)
        for row in rows
    )


def steps(connection: Connection, scope: Scope, dialogue: str) -> tuple[Step, ...]:
    """The ways calls went through a dialogue: those of a team, or everybody's."""
    s = r.steps.c
    query = select(s.source, s.target, func.sum(s.times)).where(
        s.dialogue == dialogue, s.team == (scope.team or EVERYBODY), *when(r.steps, scope)
    )
    rows = connection.execute(query.group_by(s.source, s.target).order_by(s.source, s.target))
    return tuple(Step(source, target, times) for source, target, times in rows)


def played(
    connection: Connection, scope: Scope, limit: int, before: int | None = None, dialogue: str = ""
) -> tuple[Played, ...]:
    """Calls that ended, newest first; `before` is the last one seen already."""
    c = t.calls.c
    query = select(c.id, c.trainee, c.dialogue, c.language, c.opened, c.closed, t.scorecards.c.total)
    query = query.outerjoin(t.scorecards, t.scorecards.c.call == c.id)
    query = query.where(c.closed.is_not(None), *whose(t.calls, scope))
    if before is not None:
        query = query.where(c.id < before)
    if dialogue:
        query = query.where(c.dialogue == dialogue)
    return tuple(Played(*row) for row in connection.execute(query.order_by(c.id.desc()).limit(limit)))


def results(connection: Connection, trainee: int, limit: int) -> tuple[Played, ...]:
    """The latest calls of a person that have a score, oldest first."""
    s = t.scorecards.c
    c = t.calls.c
    query = (
        select(c.id, c.trainee, c.dialogue, c.language, c.opened, s.at, s.total)
        .join_from(t.scorecards, t.calls)
        .where(s.trainee == trainee, s.total.is_not(None))
        .order_by(s.at.desc(), s.call.desc())
        .limit(limit)
    )
    return tuple(Played(*row) for row in reversed(connection.execute(query).all()))


def scored(connection: Connection, call: int) -> str | None:
    """The scorecard of a call as JSON, as it was found."""
    return connection.scalar(select(t.scorecards.c.body).where(t.scorecards.c.call == call))


def skills(connection: Connection, trainees: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The skills of people, each as JSON."""
    query = select(r.skills.c.trainee, r.skills.c.body).where(r.skills.c.trainee.in_(trainees))
    found: dict[int, list[str]] = {}
    for trainee, body in connection.execute(query.order_by(r.skills.c.criterion)):
        found.setdefault(trainee, []).append(body)
    return {trainee: tuple(bodies) for trainee, bodies in found.items()}


def within(query: Select[Any], table: FromClause, scope: Scope) -> Select[Any]:
    """A query of a table that has people, weeks and courses, kept to a scope."""
    course = [table.c.course == scope.course] if scope.course else []
    return query.where(*whose(table, scope), *when(table, scope), *course)


def whose(table: FromClause, scope: Scope) -> list[ColumnElement[bool]]:
    """Whose rows belong to a scope; of a team those of its trainees."""
    if scope.trainee is not None:
        return [table.c.trainee == scope.trainee]
    if scope.team is None:
        return []
    ours = (h.members.c.team == scope.team, h.members.c.role == "trainee")
    return [table.c.trainee.in_(select(h.members.c.trainee).where(*ours))]


def when(table: FromClause, scope: Scope) -> list[ColumnElement[bool]]:
    """The weeks of a scope."""
    since = [table.c.week >= scope.since] if scope.since else []
    return since + ([table.c.week <= scope.until] if scope.until else [])
