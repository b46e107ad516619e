"""Figures of queues and agents by half hour; folds may keep what they know."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COUNTS = ("offered", "answered", "abandoned", "short", "left", "within", "handled")
SECONDS = ("wait", "given_up", "talk", "hold", "after", "busy", "there", "longest")


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("slot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False),
        sa.Column("of", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        *(sa.Column(name, sa.Float(), nullable=False) for name in SECONDS),
        sa.PrimaryKeyConstraint("slot", "of"),
    )
    with op.batch_alter_table("folds") as table:
        table.add_column(sa.Column("state", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("folds") as table:
        table.drop_column("state")
    op.drop_table("figures")
