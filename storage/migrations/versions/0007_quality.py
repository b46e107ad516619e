"""The quality of talks."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quality",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("mos", sa.Double(), nullable=False),
        sa.Column("loss", sa.Double(), nullable=False),
        sa.Column("jitter", sa.Double(), nullable=False),
        sa.Column("rtt", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("call", "side", "agent", "minute"),
    )
    op.create_index("ix_quality_minute", "quality", ["minute"])


def downgrade() -> None:
    op.drop_index("ix_quality_minute", "quality")
    op.drop_table("quality")
