"""Messages that callers leave in a route are recordings too; callbacks keep since when their caller waits."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recordings") as table:
        table.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="talk"))
    with op.batch_alter_table("callbacks") as table:
        table.add_column(sa.Column("since", sa.Double(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("callbacks") as table:
        table.drop_column("since")
    with op.batch_alter_table("recordings") as table:
        table.drop_column("kind")
