"""Triggers, what they did, tags of tickets, and whose turn it is in a group."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "triggers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_triggers_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triggers")),
    )
    op.create_index("ix_triggers_service", "triggers", ["service", "position"])
    op.create_table(
        "trigger_firings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("ticket", COUNT, nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("because", "effects", "trouble")),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_trigger_firings_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trigger_firings")),
    )
    op.create_index("ix_trigger_firings_ticket", "trigger_firings", ["ticket", "id"])
    op.create_index("ix_trigger_firings_trigger", "trigger_firings", ["trigger", "id"])
    op.create_table(
        "ticket_tags",
        sa.Column("ticket", COUNT, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_ticket_tags_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ticket", "tag", name=op.f("pk_ticket_tags")),
    )
    op.create_table(
        "group_turns",
        sa.Column("group", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_group_turns_group"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group", name=op.f("pk_group_turns")),
    )


def downgrade() -> None:
    for table in ("group_turns", "ticket_tags", "trigger_firings", "triggers"):
        op.drop_table(table)
