"""What people do with tickets is kept; a ticket that nobody has says so."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ticket_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", COUNT, nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("by", "step", "state", "agent", "text")),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_ticket_events_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
    )
    op.create_index("ix_ticket_events_ticket", "ticket_events", ["ticket", "id"])
    op.create_index("ix_tickets_state", "tickets", ["service", "state", "id"])
    op.create_index("ix_tickets_agent_state", "tickets", ["agent", "state", "id"])
    op.execute("UPDATE tickets SET state = 'unassigned' WHERE state = 'open' AND agent = ''")


def downgrade() -> None:
    op.execute("UPDATE tickets SET state = 'open' WHERE state IN ('unassigned', 'held')")
    op.drop_index("ix_tickets_agent_state", "tickets")
    op.drop_index("ix_tickets_state", "tickets")
    op.drop_table("ticket_events")
