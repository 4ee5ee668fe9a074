"""What people are asked to do, and how far they are with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, insert, or_, select, update

from bot.store import house_tables as h
from bot.store import tables as t
from bot.store.rows import add


@dataclass(frozen=True, slots=True)
class Assignment:
    """A dialogue, drill or exam that people of a team are asked for.

    `attempts` is how often it may be tried and `mark` the total to be reached (None: any); `due` is the
    deadline. `people` are those it is for; nobody means the whole team.
    """

    id: int
    team: int
    dialogue: str
    made: datetime
    exam: bool = False
    attempts: int | None = None
    mark: float | None = None
    due: datetime | None = None
    note: str = ""
    maker: int | None = None
    cancelled: bool = False
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is with an assignment: calls that ended, the best total, when that was reached."""

    assignment: Assignment
    trainee: int
    tries: int = 0
    best: float | None = None
    passed_at: datetime | None = None

    @property
    def passed(self) -> bool:
        """Whether it is done: the mark was reached, or without one any call has a score."""
        return self.best is not None and (self.assignment.mark is None or self.best >= self.assignment.mark)

    @property
    def spent(self) -> bool:
        """Whether there is no attempt left."""
        return self.assignment.attempts is not None and self.tries >= self.assignment.attempts

    def overdue(self, at: datetime) -> bool:
        """Whether it should have been done by now and isn't."""
        return not self.passed and self.assignment.due is not None and self.assignment.due < at


def assign(connection: Connection, wanted: Assignment) -> Assignment:
    """Keep an assignment; its number is given here."""
    number = add(
        connection,
        h.assignments,
        team=wanted.team,
        dialogue=wanted.dialogue,
        exam=wanted.exam,
        attempts=wanted.attempts,
        mark=wanted.mark,
        due=wanted.due,
        note=wanted.note,
        maker=wanted.maker,
        made=wanted.made,
        cancelled=False,
    )
    rows = [{"assignment": number, "trainee": trainee} for trainee in dict.fromkeys(wanted.people)]
    if rows:
        connection.execute(insert(h.assignees), rows)
    found = assignment(connection, number)
    assert found is not None
    return found


def cancel(connection: Connection, number: int) -> None:
    """Ask for something no longer."""
    connection.execute(update(h.assignments).where(h.assignments.c.id == number).values(cancelled=True))


def assignment(connection: Connection, number: int) -> Assignment | None:
    """An assignment by number."""
    found = read(connection, select(h.assignments).where(h.assignments.c.id == number))
    return found[0] if found else None


def of_team(connection: Connection, team: int) -> tuple[Assignment, ...]:
    """What a team is asked for, newest first."""
    wanted = (h.assignments.c.team == team, ~h.assignments.c.cancelled)
    return read(connection, select(h.assignments).where(*wanted).order_by(h.assignments.c.id.desc()))


def of_trainee(connection: Connection, trainee: int) -> tuple[Assignment, ...]:
    """What somebody is asked for as a trainee of their teams, what is due first at the top."""
    mine = select(h.members.c.team).where(h.members.c.trainee == trainee, h.members.c.role == "trainee")
    named = h.assignees.c.assignment == h.assignments.c.id
    for_me = or_(~exists().where(named), exists().where(named, h.assignees.c.trainee == trainee))
    query = select(h.assignments).where(h.assignments.c.team.in_(mine), ~h.assignments.c.cancelled, for_me)
    found = read(connection, query.order_by(h.assignments.c.id.desc()))
    return tuple(sorted(found, key=lambda a: (a.due is None, a.due or a.made, a.id)))


def standings(connection: Connection, assignments: tuple[Assignment, ...]) -> tuple[Standing, ...]:
    """How far everybody is with these assignments; people who never tried are in it too."""
    return tuple(standing for one in assignments for standing in standing_of(connection, one))


def standing_of(connection: Connection, one: Assignment, trainee: int | None = None) -> tuple[Standing, ...]:
    """How far people, or one of them, are with an assignment."""
    tried = (
        select(
            h.attempts.c.trainee,
            func.count().label("tries"),
            func.max(t.scorecards.c.total).label("best"),
            func.max(t.scorecards.c.at).label("at"),
        )
        .join_from(h.attempts, t.calls)
        .outerjoin(t.scorecards, t.scorecards.c.call == h.attempts.c.call)
        .where(h.attempts.c.assignment == one.id, t.calls.c.closed.is_not(None))
        .group_by(h.attempts.c.trainee)
    )
    done = {row.trainee: row for row in connection.execute(tried)}
    asked = one.people or connection.scalars(
        select(h.members.c.trainee).where(h.members.c.team == one.team, h.members.c.role == "trainee")
    )
    people = [person for person in asked if trainee in (None, person)]
    return tuple(
        Standing(one, person, row.tries, row.best, row.at)
        if (row := done.get(person))
        else Standing(one, person)
        for person in sorted(people)
    )


def attempt(connection: Connection, call: int, number: int, trainee: int) -> None:
    """A call is an attempt at an assignment."""
    connection.execute(insert(h.attempts).values(call=call, assignment=number, trainee=trainee))


def read(connection: Connection, query: Select[Any]) -> tuple[Assignment, ...]:
    """Assignments with their people."""
    rows = connection.execute(query).all()
    named = select(h.assignees).where(h.assignees.c.assignment.in_([row.id for row in rows]))
    people: dict[int, list[int]] = {}
    for row in connection.execute(named.order_by(h.assignees.c.trainee)):
        people.setdefault(row.assignment, []).append(row.trainee)
    return tuple(assignment_of(row, tuple(people.get(row.id, ()))) for row in rows)


def assignment_of(row: Row[Any], people: tuple[int, ...]) -> Assignment:
    """An assignment of a row."""
    return Assignment(
        row.id,
        row.team,
        row.dialogue,
        row.made,
        row.exam,
        row.attempts,
        row.mark,
        row.due,
        row.note,
        row.maker,
        row.cancelled,
        people,
    )
