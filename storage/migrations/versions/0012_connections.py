"""Systems outside that routes may ask."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lookup_connections",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "service", "method", "url", "header")),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lookup_connections")),
    )


def downgrade() -> None:
    op.drop_table("lookup_connections")
