"""Answer templates."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("service", "folder", "title", "code", "body")),
        sa.Column("processing", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_templates")),
    )
    op.create_index("uq_ticket_templates_code", "ticket_templates", ["service", "code"], unique=True)


def downgrade() -> None:
    op.drop_table("ticket_templates")
