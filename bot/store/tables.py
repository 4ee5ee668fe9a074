"""The tables, as SQLAlchemy Core sees them; `migrations` builds exactly these."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)


class Utc(TypeDecorator[datetime]):
    """A moment: goes in aware of its time zone (else ValueError) and comes back in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC, as it is written."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC, as it was read; SQLite keeps no time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk",
    }
)

trainees = Table(
    "trainees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("notes", Boolean, nullable=False, server_default=false()),
    Column("name", Text, nullable=False, server_default=text("''")),
    Column("zone", Text, nullable=False, server_default=text("''")),
    Column("owner", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("channel", "address"),
)

scripts = Table(
    "scripts",
    metadata,
    Column("version", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("dialogue", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("version", ForeignKey("scripts.version"), nullable=False),
    Column("opened", Utc, nullable=False),
    Column("closed", Utc),
)
_running = text("closed IS NULL")
Index("calls_running", calls.c.trainee, unique=True, sqlite_where=_running, postgresql_where=_running)
Index("calls_of", calls.c.trainee, calls.c.id)

events = Table(
    "events",
    metadata,
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("call", "seq"),
)

scorecards = Table(
    "scorecards",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("total", Float(53)),
    Column("digest", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Index("scorecards_latest", "trainee", "at", "call"),
)

updates = Table(
    "updates",
    metadata,
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("call", ForeignKey("calls.id")),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("channel", "key"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trainee", ForeignKey("trainees.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("update", Text),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("sent_at", Utc),
    ForeignKeyConstraint(["channel", "update"], ["updates.channel", "updates.key"]),
)
_unsent = text("sent_at IS NULL")
Index("outbox_unsent", outbox.c.channel, outbox.c.id, sqlite_where=_unsent, postgresql_where=_unsent)
