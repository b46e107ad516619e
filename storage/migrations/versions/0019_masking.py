"""Passages of tickets can be masked, where the provider has switched that on."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "secured_services",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("since", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_secured_services_service")),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_secured_services")),
    )
    op.create_table(
        "mask_keys",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_mask_keys_service")),
        sa.PrimaryKeyConstraint("service", "version", name=op.f("pk_mask_keys")),
    )
    op.create_table(
        "ticket_masks",
        sa.Column("ticket", COUNT, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_ticket_masks_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ticket", "number", name=op.f("pk_ticket_masks")),
    )
    op.create_table(
        "mask_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", COUNT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mask_log")),
    )
    op.create_index("ix_mask_log_ticket", "mask_log", ["ticket", "id"])


def downgrade() -> None:
    """Masked passages are lost: older versions cannot open them."""
    for table in ("mask_log", "ticket_masks", "mask_keys", "secured_services"):
        op.drop_table(table)
