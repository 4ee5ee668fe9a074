"""Teams and their people, assignments, results added up, a trainer's word, what other systems are told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
made = sa.MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk",
    }
)
for _known in ("trainees", "calls"):
    sa.Table(_known, made, sa.Column("id", sa.Integer, primary_key=True))

teams = sa.Table(
    "teams",
    made,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("compares", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("made", MOMENT, nullable=False),
)

members = sa.Table(
    "members",
    made,
    sa.Column("team", sa.ForeignKey("teams.id"), nullable=False),
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("since", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("team", "trainee"),
    sa.Index("members_of", "trainee"),
)

passes = sa.Table(
    "passes",
    made,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("trainee", sa.ForeignKey("trainees.id")),
    sa.Column("team", sa.ForeignKey("teams.id")),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("uses", sa.Integer),
    sa.Column("made", MOMENT, nullable=False),
    sa.Column("maker", sa.ForeignKey("trainees.id")),
    sa.Column("expires", MOMENT),
    sa.Column("revoked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("passes_of", "team", "kind"),
)

assignments = sa.Table(
    "assignments",
    made,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("team", sa.ForeignKey("teams.id"), nullable=False),
    sa.Column("dialogue", sa.Text, nullable=False),
    sa.Column("exam", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("attempts", sa.Integer),
    sa.Column("mark", sa.Float(53)),
    sa.Column("due", MOMENT),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("maker", sa.ForeignKey("trainees.id")),
    sa.Column("made", MOMENT, nullable=False),
    sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("assignments_of", "team", "id"),
)

assignees = sa.Table(
    "assignees",
    made,
    sa.Column("assignment", sa.ForeignKey("assignments.id"), nullable=False),
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.PrimaryKeyConstraint("assignment", "trainee"),
)

attempts = sa.Table(
    "attempts",
    made,
    sa.Column("call", sa.ForeignKey("calls.id"), primary_key=True),
    sa.Column("assignment", sa.ForeignKey("assignments.id"), nullable=False),
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Index("attempts_at", "assignment", "trainee"),
)

reminders = sa.Table(
    "reminders",
    made,
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("clock", sa.Text, nullable=False),
    sa.Column("due", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("trainee", "kind"),
    sa.Index("reminders_due", "due"),
)
skills = sa.Table(
    "skills",
    made,
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("criterion", sa.Text, nullable=False),
    sa.Column("due", MOMENT, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("trainee", "criterion"),
)

weeks = sa.Table(
    "weeks",
    made,
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("dialogue", sa.Text, nullable=False),
    sa.Column("course", sa.Text, nullable=False),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("won", sa.Integer, nullable=False),
    sa.Column("scored", sa.Integer, nullable=False),
    sa.Column("total", sa.Float(53), nullable=False),
    sa.PrimaryKeyConstraint("trainee", "week", "dialogue"),
)

criteria = sa.Table(
    "criteria",
    made,
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("course", sa.Text, nullable=False),
    sa.Column("criterion", sa.Text, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("points", sa.Float(53), nullable=False),
    sa.PrimaryKeyConstraint("trainee", "week", "course", "criterion"),
)

moments = sa.Table(
    "moments",
    made,
    sa.Column("call", sa.ForeignKey("calls.id"), nullable=False),
    sa.Column("criterion", sa.Text, nullable=False),
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("points", sa.Float(53), nullable=False),
    sa.Column("turn", sa.Integer),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.PrimaryKeyConstraint("call", "criterion"),
    sa.Index("moments_of", "criterion", "trainee", "at"),
)

steps = sa.Table(
    "steps",
    made,
    sa.Column("dialogue", sa.Text, nullable=False),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("team", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.PrimaryKeyConstraint("dialogue", "team", "week", "source", "target"),
)

tallies = sa.Table(
    "tallies",
    made,
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("dialogue", sa.Text, nullable=False),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("won", sa.Integer, nullable=False),
    sa.Column("scored", sa.Integer, nullable=False),
    sa.Column("total", sa.Float(53), nullable=False),
    sa.PrimaryKeyConstraint("week", "dialogue"),
)

overrides = sa.Table(
    "overrides",
    made,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("call", sa.ForeignKey("calls.id"), nullable=False),
    sa.Column("criterion", sa.Text, nullable=False),
    sa.Column("was", sa.Float(53)),
    sa.Column("points", sa.Float(53), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("maker", sa.ForeignKey("trainees.id")),
    sa.Column("at", MOMENT, nullable=False),
    sa.Index("overrides_of", "call"),
    sa.Index("overrides_when", "at"),
)

comments = sa.Table(
    "comments",
    made,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("call", sa.ForeignKey("calls.id"), nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("maker", sa.ForeignKey("trainees.id")),
    sa.Column("at", MOMENT, nullable=False),
    sa.Index("comments_of", "call"),
)

statements = sa.Table(
    "statements",
    made,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("trainee", sa.ForeignKey("trainees.id"), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", MOMENT, nullable=False),
    sa.Column("sent", MOMENT),
)
_unsent = sa.text("sent IS NULL")
sa.Index("statements_unsent", statements.c.due, sqlite_where=_unsent, postgresql_where=_unsent)

NEW = [
    teams,
    members,
    passes,
    assignments,
    assignees,
    attempts,
    reminders,
    skills,
    weeks,
    criteria,
    moments,
    steps,
    tallies,
    overrides,
    comments,
    statements,
]


def upgrade() -> None:
    op.add_column("trainees", sa.Column("name", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("trainees", sa.Column("zone", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("trainees", sa.Column("owner", sa.Boolean, nullable=False, server_default=sa.false()))
    made.create_all(op.get_bind(), tables=NEW, checkfirst=False)


def downgrade() -> None:
    made.drop_all(op.get_bind(), tables=NEW, checkfirst=False)
    for column in ("owner", "zone", "name"):
        op.drop_column("trainees", column)
