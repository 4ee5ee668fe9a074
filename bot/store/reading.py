"""What is asked of the tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from bot.roleplay.events import Voiced, from_json
from bot.store import tables as t
from bot.store.records import Call, Outgoing, Scored, Trainee

OUTGOING = select(t.outbox.c.id, t.trainees.c.address, t.outbox.c.body).join_from(t.outbox, t.trainees)
SCORED = select(
    t.scorecards.c.call,
    t.calls.c.dialogue,
    t.calls.c.language,
    t.scorecards.c.total,
    t.scorecards.c.digest,
    t.scorecards.c.body,
    t.scorecards.c.at,
).join_from(t.scorecards, t.calls)


def trainee(connection: Connection, channel: str, address: str) -> Trainee | None:
    """The trainee of an address."""
    query = select(t.trainees).where(t.trainees.c.channel == channel, t.trainees.c.address == address)
    row = connection.execute(query).one_or_none()
    return None if row is None else Trainee(**row._mapping)


def running(connection: Connection, trainee: int) -> Call | None:
    """The open session of a trainee."""
    return _call(connection, select(t.calls).where(t.calls.c.trainee == trainee, t.calls.c.closed.is_(None)))


def call(connection: Connection, call: int) -> Call | None:
    """A session with all its events."""
    return _call(connection, select(t.calls).where(t.calls.c.id == call))


def closed(connection: Connection, trainee: int, dialogues: frozenset[str], limit: int) -> tuple[Call, ...]:
    """The latest finished sessions of some dialogues, newest first."""
    query = select(t.calls.c.id).where(
        t.calls.c.trainee == trainee, t.calls.c.closed.is_not(None), t.calls.c.dialogue.in_(sorted(dialogues))
    )
    ids = connection.scalars(query.order_by(t.calls.c.id.desc()).limit(limit)).all()
    return tuple(found for id in ids if (found := call(connection, id)))


def notes(connection: Connection, trainee: int, limit: int) -> tuple[Voiced, ...]:
    """The latest voice notes of a trainee that could be measured, newest first."""
    query = (
        select(t.events.c.body)
        .join_from(t.calls, t.events)
        .where(t.calls.c.trainee == trainee, t.events.c.kind == "voiced")
        .order_by(t.calls.c.id.desc(), t.events.c.seq.desc())
        .limit(2 * limit)  # some of them could not be measured
    )
    found = (from_json(body) for body in connection.scalars(query))
    return tuple(e for e in found if isinstance(e, Voiced) and e.measures and not e.instead)[:limit]


def _call(connection: Connection, query: Select[Any]) -> Call | None:
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    bodies = select(t.events.c.body).where(t.events.c.call == row.id).order_by(t.events.c.seq)
    events = tuple(from_json(body) for body in connection.scalars(bodies))
    return Call(row.id, row.trainee, row.dialogue, row.language, row.version, events, row.opened, row.closed)


def script(connection: Connection, version: str) -> str | None:
    """The dialogue of a version."""
    return connection.scalar(select(t.scripts.c.body).where(t.scripts.c.version == version))


def unsent(connection: Connection, channel: str, update: str | None = None) -> tuple[Outgoing, ...]:
    """Unsent messages of a channel, or of one update only; oldest first."""
    query = OUTGOING.where(t.outbox.c.channel == channel, t.outbox.c.sent_at.is_(None))
    if update is not None:
        query = query.where(t.outbox.c.update == update)
    return outgoing(connection.execute(query.order_by(t.outbox.c.id)))


def waiting(connection: Connection, channel: str) -> tuple[Outgoing, ...]:
    """Unsent messages of a channel that no update caused; oldest first."""
    query = OUTGOING.where(
        t.outbox.c.channel == channel, t.outbox.c.sent_at.is_(None), t.outbox.c.update.is_(None)
    )
    return outgoing(connection.execute(query.order_by(t.outbox.c.id)))


def outgoing(rows: Iterable[Row[Any]]) -> tuple[Outgoing, ...]:
    """Messages of rows."""
    return tuple(Outgoing(row.id, row.address, row.body) for row in rows)


def history(connection: Connection) -> tuple[Scored, ...]:
    """Every scorecard, oldest first."""
    query = SCORED.order_by(t.scorecards.c.at, t.scorecards.c.call)
    return tuple(Scored(**row._mapping) for row in connection.execute(query))


def scorecards(connection: Connection, trainee: int, limit: int) -> tuple[Scored, ...]:
    """The latest scorecards of a trainee, newest first."""
    query = SCORED.where(t.scorecards.c.trainee == trainee)
    query = query.order_by(t.scorecards.c.at.desc(), t.scorecards.c.call.desc()).limit(limit)
    return tuple(Scored(**row._mapping) for row in connection.execute(query))
