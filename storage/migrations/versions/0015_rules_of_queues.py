"""Queues say how they choose, what limits them, what callers hear meanwhile; members have levels."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

RULES = ("choosing", "limits", "announcing", "calling_back")


def upgrade() -> None:
    with op.batch_alter_table("queues") as table:
        for name in RULES:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("queue_members") as table:
        table.add_column(sa.Column("level", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("reserve", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("queue_members") as table:
        table.drop_column("reserve")
        table.drop_column("level")
    with op.batch_alter_table("queues") as table:
        for name in reversed(RULES):
            table.drop_column(name)
