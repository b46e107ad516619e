"""Conduct of callers: policies, incidents, restrictions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "conduct_policies",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service"], ["services.id"], name=op.f("fk_conduct_policies_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_conduct_policies")),
    )
    _incidents()
    op.create_table(
        "restrictions",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("incident", COUNT, nullable=False),
        sa.Column("incidents", sa.Integer(), nullable=False),
        sa.Column("since", sa.Double(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.Double(), nullable=False),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.Column("lifted_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restrictions")),
    )
    op.create_index("ix_restrictions_number", "restrictions", ["service", "number"])


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", COUNT, autoincrement=False, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("call", "service", "queue", "caller", "agent", "category", "note")
        ),
        sa.Column("opened_at", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.Double(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("recovery_began", sa.Double(), nullable=False),
        sa.Column("recovery_seconds", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_call"), "incidents", ["call"])
    for column in ("service", "caller", "agent"):
        op.create_index(f"ix_incidents_{column}", "incidents", [column, "id"])
    op.create_table(
        "incident_steps",
        sa.Column("incident", COUNT, nullable=False),
        sa.Column("entry", COUNT, autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_incident_steps_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "entry", name=op.f("pk_incident_steps")),
    )


def downgrade() -> None:
    for table in ("restrictions", "incident_steps", "incidents", "conduct_policies"):
        op.drop_table(table)
