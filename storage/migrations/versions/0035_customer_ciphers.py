"""What a service's own system is asked can be encrypted."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customer_settings", sa.Column("cipher", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("customer_settings", "cipher")
