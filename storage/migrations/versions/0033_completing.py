"""After how many days solved tickets are completed, by service."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_completing",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service"], ["services.id"], name=op.f("fk_ticket_completing_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_ticket_completing")),
    )


def downgrade() -> None:
    op.drop_table("ticket_completing")
