"""Everything about a person: given to them, or deleted but for nameless numbers."""

from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from bot.store import house_tables as h
from bot.store import result_tables as r
from bot.store import tables as t
from bot.store.rows import count

#: What hangs on a call, and what hangs on a person: deleted in this order.
OF_A_CALL = (t.events, t.scorecards, r.moments, r.overrides, r.comments, h.attempts)
OF_A_PERSON = (r.skills, r.weeks, r.criteria, r.statements, h.members, h.assignees, h.reminders)
#: Where a person only did something for others: their name is taken off.
MAKERS = (h.passes, h.assignments, r.overrides, r.comments)


def everything(connection: Connection, trainee: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person, table by table."""
    mine = select(t.calls.c.id).where(t.calls.c.trainee == trainee)
    found = {"trainees": rows(connection, t.trainees, t.trainees.c.id == trainee)}
    found["calls"] = rows(connection, t.calls, t.calls.c.trainee == trainee)
    for table in OF_A_CALL:
        found[table.name] = rows(connection, table, table.c.call.in_(mine))
    for table in OF_A_PERSON:
        found[table.name] = rows(connection, table, table.c.trainee == trainee)
    return found


def rows(connection: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    """Rows as they are kept, in the order of their keys."""
    query = select(table).where(where).order_by(*table.primary_key.columns)
    return [dict(row._mapping) for row in connection.execute(query)]


def forget(connection: Connection, trainee: int) -> None:
    """Delete a person and all they said and did; only numbers without a name stay."""
    w = r.weeks.c
    sums = [func.sum(column).label(column.name) for column in (w.calls, w.won, w.scored, w.total)]
    query = select(w.week, w.dialogue, *sums).where(w.trainee == trainee).group_by(w.week, w.dialogue)
    left = [dict(row._mapping) for row in connection.execute(query)]
    count(connection, r.tallies, left, ["calls", "won", "scored", "total"])
    mine = select(t.calls.c.id).where(t.calls.c.trainee == trainee)
    for table in OF_A_CALL:
        connection.execute(delete(table).where(table.c.call.in_(mine)))
    for table in OF_A_PERSON:
        connection.execute(delete(table).where(table.c.trainee == trainee))
    connection.execute(delete(h.passes).where(h.passes.c.trainee == trainee))
    for table in MAKERS:
        connection.execute(update(table).where(table.c.maker == trainee).values(maker=None))
    connection.execute(delete(t.outbox).where(t.outbox.c.trainee == trainee))
    connection.execute(update(t.updates).where(t.updates.c.call.in_(mine)).values(call=None))
    connection.execute(delete(t.calls).where(t.calls.c.trainee == trainee))
    connection.execute(delete(t.trainees).where(t.trainees.c.id == trainee))
