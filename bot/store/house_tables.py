"""The tables of teams, of what lets people in, and of what they are asked to do."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
)

from bot.store.tables import Utc, metadata

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("compares", Boolean, nullable=False, server_default=false()),
    Column("made", Utc, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("since", Utc, nullable=False),
    PrimaryKeyConstraint("team", "trainee"),
    Index("members_of", "trainee"),
)

#: What lets somebody in or do something: an invitation, a sign-in link, a session, a token. Only a digest of
#: the secret is kept; `uses` counts down where it is limited.
passes = Table(
    "passes",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("trainee", ForeignKey("trainees.id")),
    Column("team", ForeignKey("teams.id")),
    Column("role", Text, nullable=False),
    Column("uses", Integer),
    Column("made", Utc, nullable=False),
    Column("maker", ForeignKey("trainees.id")),
    Column("expires", Utc),
    Column("revoked", Boolean, nullable=False, server_default=false()),
    Index("passes_of", "team", "kind"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("dialogue", Text, nullable=False),
    Column("exam", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer),
    Column("mark", Float(53)),
    Column("due", Utc),
    Column("note", Text, nullable=False),
    Column("maker", ForeignKey("trainees.id")),
    Column("made", Utc, nullable=False),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Index("assignments_of", "team", "id"),
)

#: Whom an assignment is for; nobody named means the whole team.
assignees = Table(
    "assignees",
    metadata,
    Column("assignment", ForeignKey("assignments.id"), nullable=False),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    PrimaryKeyConstraint("assignment", "trainee"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("assignment", ForeignKey("assignments.id"), nullable=False),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Index("attempts_at", "assignment", "trainee"),
)

#: When somebody wants to hear from the bot: `clock` is the time of day where they live, `due` the next
#: moment.
reminders = Table(
    "reminders",
    metadata,
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("clock", Text, nullable=False),
    Column("due", Utc, nullable=False),
    PrimaryKeyConstraint("trainee", "kind"),
    Index("reminders_due", "due"),
)
