"""Categories, fields with their values, and filters that people keep."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ticket_categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("tree", sa.Text(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        _goes_with("ticket_categories", "service", "services"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_categories")),
    )
    op.create_index(op.f("ix_ticket_categories_service"), "ticket_categories", ["service"])
    op.create_table(
        "ticket_fields",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("service", "audience")),
        sa.Column("category", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "kind")),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("phone_only", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()),
        _goes_with("ticket_fields", "service", "services"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_fields")),
    )
    op.create_index(op.f("ix_ticket_fields_service"), "ticket_fields", ["service"])
    op.create_table(
        "ticket_values",
        sa.Column("ticket", COUNT, nullable=False, autoincrement=False),
        sa.Column("field", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("value", sa.JSON(), nullable=False),
        _goes_with("ticket_values", "ticket", "tickets"),
        _goes_with("ticket_values", "field", "ticket_fields"),
        sa.PrimaryKeyConstraint("ticket", "field", name=op.f("pk_ticket_values")),
    )
    op.create_table(
        "ticket_filters",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person", "name")),
        sa.Column("filter", sa.JSON(), nullable=False),
        _goes_with("ticket_filters", "person", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_filters")),
    )
    op.create_index("ix_ticket_filters_person", "ticket_filters", ["person", "id"])


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("ticket_filters", "ticket_values", "ticket_fields", "ticket_categories"):
        op.drop_table(table)
