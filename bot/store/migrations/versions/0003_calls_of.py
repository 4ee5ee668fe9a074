"""The calls of a trainee are found without looking at everybody's."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("calls_of", "calls", ["trainee", "id"])


def downgrade() -> None:
    op.drop_index("calls_of", "calls")
