"""The organisation's own name, number and key."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_organisation",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "name", "key", "key_hash")),
        sa.Column("key_at", sa.Double(), nullable=False),
        sa.Column("key_by", sa.Text(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_own_organisation")),
    )


def downgrade() -> None:
    op.drop_table("own_organisation")
