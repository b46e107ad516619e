"""Queues say how they offer, how long agents may wrap up, and what is recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("queues", schema=None) as queues:
        queues.add_column(sa.Column("auto_answer", sa.Boolean(), server_default=sa.false(), nullable=False))
        queues.add_column(sa.Column("ring_all", sa.Boolean(), server_default=sa.false(), nullable=False))
        queues.add_column(sa.Column("wrap_up_seconds", sa.Double(), server_default="0", nullable=False))
        queues.add_column(sa.Column("recording", sa.Text(), server_default="never", nullable=False))
        queues.add_column(sa.Column("recording_announced", sa.Boolean(), server_default=sa.true(), nullable=False))
        queues.add_column(sa.Column("recording_days", sa.Integer(), server_default="90", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("queues", schema=None) as queues:
        for column in (
            "recording_days",
            "recording_announced",
            "recording",
            "wrap_up_seconds",
            "ring_all",
            "auto_answer",
        ):
            queues.drop_column(column)
