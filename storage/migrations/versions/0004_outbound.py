"""Outbound: caller ids and what may be dialled."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("tickets", schema=None) as tickets:
        tickets.add_column(sa.Column("result", sa.Text(), server_default="", nullable=False))
        tickets.add_column(sa.Column("callback", sa.Integer(), server_default="0", nullable=False))
        tickets.add_column(sa.Column("after", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "caller_ids",
        sa.Column("id", COUNT, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.Double(), nullable=False),
        sa.Column("decided_at", sa.Double(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_caller_ids_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caller_ids")),
    )
    op.create_table(
        "caller_id_certificates",
        sa.Column("caller_id", COUNT, autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["caller_ids.id"], name=op.f("fk_caller_id_certificates_caller_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("caller_id", name=op.f("pk_caller_id_certificates")),
    )
    op.create_table(
        "dial_rules",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("international", sa.Boolean(), nullable=False),
        sa.Column("premium", sa.Boolean(), nullable=False),
        sa.Column("allow", sa.JSON(), nullable=False),
        sa.Column("deny", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_dial_rules")),
    )


def downgrade() -> None:
    for table in ("dial_rules", "caller_id_certificates", "caller_ids"):
        op.drop_table(table)
    with op.batch_alter_table("tickets", schema=None) as tickets:
        for column in ("after", "callback", "result"):
            tickets.drop_column(column)
