"""Who attacks by SIP is kept, and which networks are never blocked."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intruders",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("first_at", "last_at")),
        sa.Column("blocks", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.Double(), server_default="0", nullable=False) for name in ("blocked_at", "blocked_until")),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_intruders")),
    )
    op.create_index("ix_intruders_last_at", "intruders", ["last_at"])
    op.create_table(
        "spared_networks",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("network", "note", "made_by")),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spared_networks")),
        sa.UniqueConstraint("network", name=op.f("uq_spared_networks_network")),
    )


def downgrade() -> None:
    op.drop_table("spared_networks")
    op.drop_table("intruders")
