"""What is written to the tables; each function is part of one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.roleplay.events import Event, to_json
from bot.store import house_tables as h
from bot.store import reading, tallying
from bot.store import tables as t
from bot.store.records import Change, Opening, Outgoing, Receipt, Scored, StoreError, Trainee
from bot.store.rows import add, add_new
from bot.store.tallying import Marks


def trainee(connection: Connection, channel: str, address: str, language: str) -> Trainee:
    """The trainee of an address; made with this language where there is none."""
    found = reading.trainee(connection, channel, address)
    if found is None:
        add_new(connection, t.trainees, channel=channel, address=address, language=language)
        found = reading.trainee(connection, channel, address)
    if found is None:
        raise LookupError("a trainee was made and is not there")
    return found


def commit(connection: Connection, change: Change) -> Receipt:
    """Write a change; raises StoreError("busy") where the session has moved on meanwhile."""
    channel, address = connection.execute(
        select(t.trainees.c.channel, t.trainees.c.address).where(t.trainees.c.id == change.trainee)
    ).one()
    if change.update is not None and not claim(connection, channel, change):
        return first_time(connection, channel, change.update)
    if change.language is not None:
        who = t.trainees.c.id == change.trainee
        connection.execute(update(t.trainees).where(who).values(language=change.language))
    if change.notes is not None:
        who = t.trainees.c.id == change.trainee
        connection.execute(update(t.trainees).where(who).values(notes=change.notes))
    call = session(connection, channel, change)
    return Receipt(False, call, post(connection, channel, address, change))


def claim(connection: Connection, channel: str, change: Change) -> bool:
    """Take an update on; False where that was done before. Waits for one who is just doing it."""
    return add_new(connection, t.updates, channel=channel, key=change.update, call=change.call, at=change.at)


def first_time(connection: Connection, channel: str, key: str) -> Receipt:
    """What an update brought about when it came first."""
    query = select(t.updates.c.call).where(t.updates.c.channel == channel, t.updates.c.key == key)
    return Receipt(True, connection.scalar(query), reading.unsent(connection, channel, key))


def session(connection: Connection, channel: str, change: Change) -> int | None:
    """Begin a session or go on with one; None where the change is about neither."""
    if change.opening is not None:
        call = begin(connection, change, change.opening)
        if change.update is not None:
            this = (t.updates.c.channel == channel, t.updates.c.key == change.update)
            connection.execute(update(t.updates).where(*this).values(call=call))
        start = 0
    elif change.call is not None:
        call, start = change.call, change.after
        check(connection, change.trainee, call, start)
    else:
        return None
    append(connection, call, start, change.events, change.at)
    if change.closes:
        connection.execute(update(t.calls).where(t.calls.c.id == call).values(closed=change.at))
    if change.scorecard is not None:
        keep_scorecard(connection, call, change)
    if change.outcome is not None:
        tallying.keep(connection, call, change, change.outcome)
    return call


def begin(connection: Connection, change: Change, opening: Opening) -> int:
    """Begin a session; its script is kept where its version is new."""
    add_new(connection, t.scripts, version=opening.version, body=opening.script)
    call = add(
        connection,
        t.calls,
        trainee=change.trainee,
        dialogue=opening.dialogue,
        language=opening.language,
        version=opening.version,
        opened=change.at,
    )
    if change.assignment is not None:
        add_new(connection, h.attempts, call=call, assignment=change.assignment, trainee=change.trainee)
    return call


def check(connection: Connection, trainee: int, call: int, after: int) -> None:
    """Make sure that a session is open, the trainee's and where it is thought to be; holds it there."""
    mine = (t.calls.c.id == call, t.calls.c.trainee == trainee, t.calls.c.closed.is_(None))
    held = connection.scalar(select(t.calls.c.id).where(*mine).with_for_update(key_share=True))
    # a statement of its own: only what begins after the lock sees what was committed before it
    last = connection.scalar(select(func.max(t.events.c.seq)).where(t.events.c.call == call))
    if held is None or after != (0 if last is None else last + 1):
        raise StoreError("busy")


def append(connection: Connection, call: int, start: int, events: Sequence[Event], at: datetime) -> None:
    """Write events in their order."""
    rows = [
        {"call": call, "seq": seq, "kind": event.kind, "body": to_json(event), "at": at}
        for seq, event in enumerate(events, start)
    ]
    if rows:
        connection.execute(insert(t.events), rows)


def keep_scorecard(connection: Connection, call: int, change: Change) -> None:
    """Write the scorecard of a session."""
    values = {"call": call, "trainee": change.trainee, "total": change.total, "digest": change.digest}
    connection.execute(insert(t.scorecards).values(values | {"body": change.scorecard, "at": change.at}))


def post(connection: Connection, channel: str, address: str, change: Change) -> tuple[Outgoing, ...]:
    """Put the messages of a change into the outbox, in their order."""
    same = {"trainee": change.trainee, "channel": channel, "update": change.update, "at": change.at}
    rows = [(add(connection, t.outbox, **same, body=body), body) for body in change.messages]
    return tuple(Outgoing(id, address, body) for id, body in rows)


def sent(connection: Connection, ids: Sequence[int], at: datetime) -> None:
    """Mark messages as sent; those marked before keep their time."""
    marked = update(t.outbox).where(t.outbox.c.id == bindparam("this"), t.outbox.c.sent_at.is_(None))
    if ids:
        connection.execute(marked.values(sent_at=at), [{"this": id} for id in sorted(ids)])


def amend(connection: Connection, scored: Scored, marks: Marks = (), before: Marks = ()) -> None:
    """Put a scorecard in place of the one that was kept for its session; `marks` are its criteria with
    their points, `before` those of the old one; its moment is given in the firm's time zone."""
    tallying.correct(connection, scored.call, scored.total, marks, before, scored.at.tzinfo)
    where = t.scorecards.c.call == scored.call
    values = {"total": scored.total, "digest": scored.digest, "body": scored.body}
    connection.execute(update(t.scorecards).where(where).values(values))
