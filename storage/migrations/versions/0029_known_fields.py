"""Fields of tickets may go with a field of the customer."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket_fields", sa.Column("known_as", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("ticket_fields", "known_as")
