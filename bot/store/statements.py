"""The queue of what another system is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from bot.store import result_tables as r


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as JSON, and how often it was tried."""

    id: int
    body: str
    tries: int


def waiting(connection: Connection, at: datetime, limit: int) -> tuple[Statement, ...]:
    """What is to be told now, oldest first."""
    s = r.statements.c
    query = select(s.id, s.body, s.tries).where(s.sent.is_(None), s.due <= at)
    return tuple(Statement(*row) for row in connection.execute(query.order_by(s.id).limit(limit)))


def told(connection: Connection, ids: Sequence[int], at: datetime) -> None:
    """These were taken."""
    connection.execute(update(r.statements).where(r.statements.c.id.in_(ids)).values(sent=at))


def later(connection: Connection, ids: Sequence[int], due: datetime) -> None:
    """These were not taken; they are tried again then."""
    values = {"tries": r.statements.c.tries + 1, "due": due}
    connection.execute(update(r.statements).where(r.statements.c.id.in_(ids)).values(values))


def drop(connection: Connection, ids: Sequence[int]) -> None:
    """These will never be taken."""
    connection.execute(delete(r.statements).where(r.statements.c.id.in_(ids)))


def unsent(connection: Connection) -> int:
    """How many are still to be told."""
    query = select(func.count()).select_from(r.statements).where(r.statements.c.sent.is_(None))
    return connection.scalar(query) or 0
