"""When people want to hear from the bot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.store import house_tables as h
from bot.store import tables as t
from bot.store.people import trainee_of
from bot.store.records import Trainee
from bot.store.rows import upsert

#: `practice`, `digest`, or `task-` with the number of an assignment.
ReminderKind = str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due: of which kind, and at which time of day (HH:MM) where the person lives."""

    trainee: Trainee
    kind: ReminderKind
    clock: str
    due: datetime


def remind(connection: Connection, trainee: int, kind: ReminderKind, clock: str, due: datetime) -> None:
    """Remind somebody from now on."""
    upsert(connection, h.reminders, {"trainee": trainee, "kind": kind}, {"clock": clock, "due": due})


def forget(connection: Connection, trainee: int, kind: ReminderKind) -> None:
    """Remind somebody no longer."""
    this = (h.reminders.c.trainee == trainee, h.reminders.c.kind == kind)
    connection.execute(delete(h.reminders).where(*this))


def clocks(connection: Connection, trainee: int) -> dict[str, str]:
    """The times of day at which somebody is reminded, by kind."""
    query = select(h.reminders).where(h.reminders.c.trainee == trainee)
    return {row.kind: row.clock for row in connection.execute(query)}


def due(connection: Connection, channel: str, at: datetime) -> tuple[Reminder, ...]:
    """The reminders of a channel that are due."""
    query = (
        select(t.trainees, h.reminders.c.kind, h.reminders.c.clock, h.reminders.c.due)
        .join_from(h.reminders, t.trainees)
        .where(h.reminders.c.due <= at, t.trainees.c.channel == channel)
        .order_by(h.reminders.c.due, t.trainees.c.id)
    )
    return tuple(Reminder(trainee_of(row), row.kind, row.clock, row.due) for row in connection.execute(query))


def postpone(connection: Connection, trainee: int, kind: ReminderKind, was: datetime, to: datetime) -> bool:
    """Set the next moment of a reminder; False where another process did so already."""
    this = (h.reminders.c.trainee == trainee, h.reminders.c.kind == kind, h.reminders.c.due == was)
    return connection.execute(update(h.reminders).where(*this).values(due=to)).rowcount == 1
