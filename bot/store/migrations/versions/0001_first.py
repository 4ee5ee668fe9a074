"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "trainees",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="trainees_pk"),
        sa.UniqueConstraint("channel", "address", name="trainees_channel_address_key"),
    )
    op.create_table(
        "scripts",
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("version", name="scripts_pk"),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("trainee", sa.Integer, nullable=False),
        sa.Column("dialogue", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("opened", MOMENT, nullable=False),
        sa.Column("closed", MOMENT),
        sa.PrimaryKeyConstraint("id", name="calls_pk"),
        sa.ForeignKeyConstraint(["trainee"], ["trainees.id"], name="calls_trainee_fk"),
        sa.ForeignKeyConstraint(["version"], ["scripts.version"], name="calls_version_fk"),
    )
    running = sa.text("closed IS NULL")
    op.create_index(
        "calls_running", "calls", ["trainee"], unique=True, sqlite_where=running, postgresql_where=running
    )
    op.create_table(
        "events",
        sa.Column("call", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("call", "seq", name="events_pk"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="events_call_fk"),
    )
    op.create_table(
        "scorecards",
        sa.Column("call", sa.Integer, nullable=False),
        sa.Column("trainee", sa.Integer, nullable=False),
        sa.Column("total", sa.Float(53)),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("call", name="scorecards_pk"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="scorecards_call_fk"),
        sa.ForeignKeyConstraint(["trainee"], ["trainees.id"], name="scorecards_trainee_fk"),
    )
    op.create_index("scorecards_latest", "scorecards", ["trainee", "at", "call"])
    messages()


def messages() -> None:
    op.create_table(
        "updates",
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("call", sa.Integer),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "key", name="updates_pk"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="updates_call_fk"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("trainee", sa.Integer, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("update", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="outbox_pk"),
        sa.ForeignKeyConstraint(["trainee"], ["trainees.id"], name="outbox_trainee_fk"),
        sa.ForeignKeyConstraint(
            ["channel", "update"], ["updates.channel", "updates.key"], name="outbox_channel_update_fk"
        ),
    )
    unsent = sa.text("sent_at IS NULL")
    op.create_index(
        "outbox_unsent", "outbox", ["channel", "id"], sqlite_where=unsent, postgresql_where=unsent
    )


def downgrade() -> None:
    for table in ("outbox", "updates", "scorecards", "events", "calls", "scripts", "trainees"):
        op.drop_table(table)
