"""Teams, who is in them with which role, and who owns the house."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.store import house_tables as h
from bot.store import tables as t
from bot.store.records import Trainee
from bot.store.rows import add, upsert

Role = Literal["trainee", "trainer", "manager"]


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `compares` says whether its people see where they stand among each other."""

    id: int
    name: str
    compares: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team."""

    trainee: int
    name: str
    role: Role
    team: int
    language: str = "zh"


def make_team(connection: Connection, name: str, at: datetime) -> Team:
    """A new team."""
    return Team(add(connection, h.teams, name=name, made=at), name)


def change_team(
    connection: Connection, team: int, name: str | None = None, compares: bool | None = None
) -> None:
    """Rename a team, or let its people see where they stand."""
    values = {key: value for key, value in (("name", name), ("compares", compares)) if value is not None}
    if values:
        connection.execute(update(h.teams).where(h.teams.c.id == team).values(values))


def teams(connection: Connection) -> tuple[Team, ...]:
    """Every team, by name."""
    rows = connection.execute(select(h.teams).order_by(h.teams.c.name, h.teams.c.id))
    return tuple(Team(row.id, row.name, row.compares) for row in rows)


def roles(connection: Connection, trainee: int) -> dict[int, Role]:
    """The teams of a person, with the role in each."""
    query = select(h.members.c.team, h.members.c.role).where(h.members.c.trainee == trainee)
    return {row.team: row.role for row in connection.execute(query.order_by(h.members.c.team))}


def members(connection: Connection, team: int) -> tuple[Member, ...]:
    """The people of a team, by name."""
    query = (
        select(h.members, t.trainees.c.name, t.trainees.c.language)
        .join_from(h.members, t.trainees)
        .where(h.members.c.team == team)
        .order_by(t.trainees.c.name, h.members.c.trainee)
    )
    return tuple(member(row) for row in connection.execute(query))


def join(connection: Connection, team: int, trainee: int, role: Role, at: datetime) -> None:
    """Put somebody into a team, or change their role there."""
    key = {"team": team, "trainee": trainee}
    upsert(connection, h.members, key, {"role": role}, {"since": at})


def leave(connection: Connection, team: int, trainee: int) -> None:
    """Take somebody out of a team; what they did stays theirs."""
    gone = (h.members.c.team == team, h.members.c.trainee == trainee)
    connection.execute(delete(h.members).where(*gone))
    ours = select(h.assignments.c.id).where(h.assignments.c.team == team)
    asked = (h.assignees.c.trainee == trainee, h.assignees.c.assignment.in_(ours))
    connection.execute(delete(h.assignees).where(*asked))


def own(connection: Connection, trainee: int, owner: bool = True) -> None:
    """Make somebody an owner of the house, or not."""
    connection.execute(update(t.trainees).where(t.trainees.c.id == trainee).values(owner=owner))


def owners(connection: Connection) -> int:
    """How many owners there are."""
    return connection.scalar(select(func.count()).select_from(t.trainees).where(t.trainees.c.owner)) or 0


def person(connection: Connection, trainee: int) -> Trainee | None:
    """Somebody by number."""
    row = connection.execute(select(t.trainees).where(t.trainees.c.id == trainee)).one_or_none()
    return None if row is None else trainee_of(row)


def people(connection: Connection) -> tuple[Trainee, ...]:
    """Everybody, by name."""
    rows = connection.execute(select(t.trainees).order_by(t.trainees.c.name, t.trainees.c.id))
    return tuple(trainee_of(row) for row in rows)


def describe(connection: Connection, trainee: int, name: str | None = None, zone: str | None = None) -> None:
    """What somebody is called, and where they live (an IANA time zone)."""
    values = {key: value for key, value in (("name", name), ("zone", zone)) if value is not None}
    if values:
        connection.execute(update(t.trainees).where(t.trainees.c.id == trainee).values(values))


def expect(connection: Connection, channel: str, address: str, language: str, name: str) -> int:
    """Somebody who has been announced and may not have come yet; returns their number."""
    query = select(t.trainees.c.id).where(t.trainees.c.channel == channel, t.trainees.c.address == address)
    found = connection.scalar(query)
    if found is not None:
        describe(connection, found, name)
        return int(found)
    values = {"channel": channel, "address": address, "language": language, "name": name}
    key = connection.execute(insert(t.trainees), values).inserted_primary_key
    assert key is not None
    return int(key[0])


def member(row: Row[tuple[object, ...]]) -> Member:
    """A member of a row."""
    return Member(row.trainee, row.name, row.role, row.team, row.language)


def trainee_of(row: Row[tuple[object, ...]]) -> Trainee:
    """A person of a row, which may hold more than that."""
    return Trainee(row.id, row.channel, row.address, row.language, row.notes, row.name, row.zone, row.owner)
