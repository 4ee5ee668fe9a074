"""The tables of results, added up as calls end, so that a report reads little; and of a trainer's word."""

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from bot.store.tables import Utc, metadata

skills = Table(
    "skills",
    metadata,
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("criterion", Text, nullable=False),
    Column("due", Utc, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("trainee", "criterion"),
)

#: Calls of a person, dialogue by dialogue, in a week (named by its Monday): how many ended, how many were
#: won, how many have a score, and the sum of these.
weeks = Table(
    "weeks",
    metadata,
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("week", Date, nullable=False),
    Column("dialogue", Text, nullable=False),
    Column("course", Text, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("won", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("total", Float(53), nullable=False),
    PrimaryKeyConstraint("trainee", "week", "dialogue"),
)

#: Points of a person for a criterion in the calls of a course in a week: how many, and their sum.
criteria = Table(
    "criteria",
    metadata,
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("week", Date, nullable=False),
    Column("course", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("points", Float(53), nullable=False),
    PrimaryKeyConstraint("trainee", "week", "course", "criterion"),
)

#: Where a criterion went badly: the reply and its words.
moments = Table(
    "moments",
    metadata,
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("criterion", Text, nullable=False),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("points", Float(53), nullable=False),
    Column("turn", Integer),
    Column("quote", Text, nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("call", "criterion"),
    Index("moments_of", "criterion", "trainee", "at"),
)

#: How often calls went from one state of a dialogue to the next; `team` 0 counts everybody.
steps = Table(
    "steps",
    metadata,
    Column("dialogue", Text, nullable=False),
    Column("week", Date, nullable=False),
    Column("team", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("dialogue", "team", "week", "source", "target"),
)

#: What is left of people who wanted to be forgotten: numbers without a name.
tallies = Table(
    "tallies",
    metadata,
    Column("week", Date, nullable=False),
    Column("dialogue", Text, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("won", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("total", Float(53), nullable=False),
    PrimaryKeyConstraint("week", "dialogue"),
)

overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("criterion", Text, nullable=False),
    Column("was", Float(53)),
    Column("points", Float(53), nullable=False),
    Column("reason", Text, nullable=False),
    Column("maker", ForeignKey("trainees.id")),
    Column("at", Utc, nullable=False),
    Index("overrides_of", "call"),
    Index("overrides_when", "at"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("maker", ForeignKey("trainees.id")),
    Column("at", Utc, nullable=False),
    Index("comments_of", "call"),
)

#: What another system is still to be told; `due` is when the next try is made.
statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Utc, nullable=False),
    Column("sent", Utc),
)
_unsent = text("sent IS NULL")
Index("statements_unsent", statements.c.due, sqlite_where=_unsent, postgresql_where=_unsent)
