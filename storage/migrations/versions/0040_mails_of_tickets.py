"""A mail tells of which ticket it is, so that it goes with the customer who is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mails") as batch:
        batch.add_column(sa.Column("ticket", sa.Integer(), nullable=False, server_default="0"))
        batch.create_index("ix_mails_ticket", ["ticket"])


def downgrade() -> None:
    with op.batch_alter_table("mails") as batch:
        batch.drop_index("ix_mails_ticket")
        batch.drop_column("ticket")
