"""A trainer's word: scores that were overruled, and comments at a turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.store import result_tables as r
from bot.store import tables as t
from bot.store.rows import add
from bot.store.tallying import Marks, correct


@dataclass(frozen=True, slots=True)
class Override:
    """Points of a criterion that a trainer put in place of those that were found (`was`), and why."""

    call: int
    criterion: str
    points: float
    reason: str
    at: datetime
    was: float | None = None
    maker: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """What a trainer says to a reply."""

    call: int
    turn: int
    text: str
    at: datetime
    maker: int | None = None
    id: int = 0


def overrule(
    connection: Connection, made: Override, total: float, marks: Marks = (), before: Marks = ()
) -> None:
    """Keep an override with the total it leads to; `marks` come in place of those of `before`."""
    add(
        connection,
        r.overrides,
        call=made.call,
        criterion=made.criterion,
        was=made.was,
        points=made.points,
        reason=made.reason,
        maker=made.maker,
        at=made.at,
    )
    correct(connection, made.call, total, marks, before, made.at.tzinfo)
    connection.execute(update(t.scorecards).where(t.scorecards.c.call == made.call).values(total=total))


def overrides(connection: Connection, call: int) -> tuple[Override, ...]:
    """The overrides of a call, oldest first; the last of a criterion holds."""
    query = select(r.overrides).where(r.overrides.c.call == call).order_by(r.overrides.c.id)
    return tuple(Override(**row._mapping) for row in connection.execute(query))


def overruled(
    connection: Connection, since: datetime, trainees: Sequence[int] | None = None
) -> tuple[Override, ...]:
    """Every override since a moment, oldest first; of these people's calls, or of all."""
    query = select(r.overrides).where(r.overrides.c.at >= since)
    if trainees is not None:
        theirs = t.calls.c.trainee.in_(trainees)
        query = query.join(t.calls, t.calls.c.id == r.overrides.c.call).where(theirs)
    return tuple(Override(**row._mapping) for row in connection.execute(query.order_by(r.overrides.c.id)))


def comment(connection: Connection, made: Comment) -> int:
    """Keep a comment; returns its number."""
    values = {"call": made.call, "turn": made.turn, "text": made.text, "maker": made.maker, "at": made.at}
    return add(connection, r.comments, **values)


def comments(connection: Connection, call: int) -> tuple[Comment, ...]:
    """The comments of a call, in the order of its turns."""
    query = select(r.comments).where(r.comments.c.call == call)
    rows = connection.execute(query.order_by(r.comments.c.turn, r.comments.c.id))
    return tuple(Comment(**row._mapping) for row in rows)


def uncomment(connection: Connection, number: int, maker: int) -> None:
    """Take back a comment of one's own."""
    this = (r.comments.c.id == number, r.comments.c.maker == maker)
    connection.execute(delete(r.comments).where(*this))
