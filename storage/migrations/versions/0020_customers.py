"""Customers: records with numbers and values side by side, what they did, how long they are kept, who was erased."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _plain(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double(), nullable=False) for name in names]


def _belongs(table: str, name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, COUNT, nullable=False)


def _key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.create_table(
        "customers",
        _count("id"),
        *_text("service"),
        _count("root"),
        sa.Column("into", COUNT, nullable=False, server_default="0"),
        sa.Column("entry", COUNT, nullable=True),
        *_times("made_at", "seen_at"),
        sa.Column("erased_at", sa.Double(), nullable=False, server_default="0"),
        _key("customers", "id"),
        sa.UniqueConstraint("entry", name=op.f("uq_customers_entry")),
    )
    op.create_index("ix_customers_root", "customers", ["root"])
    op.create_index("ix_customers_service", "customers", ["service", "seen_at", "id"])
    _what_is_known()
    _what_happened()
    _what_is_set()


def _what_is_known() -> None:
    op.create_table(
        "customer_numbers",
        *_plain("number"),
        *_text("service"),
        _count("customer"),
        *_plain("digits", "tail"),
        *_times("at"),
        *_text("by"),
        _key("customer_numbers", "number", "service"),
        _belongs("customer_numbers", "customer", "customers"),
    )
    for name in ("customer", "digits", "tail"):
        op.create_index(f"ix_customer_numbers_{name}", "customer_numbers", [name])
    op.create_table(
        "customer_values",
        _count("id"),
        _count("customer"),
        *_text("field", "value"),
        *_plain("folded"),
        *_times("at"),
        *_text("by"),
        _key("customer_values", "id"),
        _belongs("customer_values", "customer", "customers"),
    )
    op.create_index("ix_customer_values_customer", "customer_values", ["customer", "id"])
    op.create_index("ix_customer_values_folded", "customer_values", ["field", "folded"])
    op.create_table(
        "customer_pieces",
        *_plain("piece"),
        _count("value"),
        _key("customer_pieces", "piece", "value"),
        _belongs("customer_pieces", "value", "customer_values"),
    )
    op.create_index("ix_customer_pieces_value", "customer_pieces", ["value"])


def _what_happened() -> None:
    for table, more in (("customer_notes", ("text",)), ("customer_events", ("what", "about"))):
        op.create_table(
            table,
            _count("id"),
            _count("customer"),
            *_times("at"),
            *_text("by", *more),
            _key(table, "id"),
            _belongs(table, "customer", "customers"),
        )
        op.create_index(f"ix_{table}_customer", table, ["customer"])
    op.create_table(
        "customer_contacts",
        *_text("kind"),
        _count("id"),
        _count("customer"),
        *_text("call"),
        *_times("at"),
        _key("customer_contacts", "kind", "id"),
        _belongs("customer_contacts", "customer", "customers"),
    )
    op.create_index("ix_customer_contacts_call", "customer_contacts", ["call"])
    op.create_index("ix_customer_contacts_customer", "customer_contacts", ["customer", "at"])


def _what_is_set() -> None:
    op.create_table(
        "customer_settings",
        *_text("service"),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("api", sa.JSON(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False, server_default=""),
        _key("customer_settings", "service"),
        _belongs("customer_settings", "service", "services"),
    )
    op.create_table(
        "erasures",
        _count("id"),
        *_times("at"),
        *_text("by", "service"),
        _count("customer"),
        *_text("why"),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("unfinished", sa.Integer(), nullable=False, server_default="0"),
        _key("erasures", "id"),
    )
    op.create_index("ix_erasures_service", "erasures", ["service", "id"])


def downgrade() -> None:
    for table in ("erasures", "customer_settings", "customer_contacts", "customer_events", "customer_notes"):
        op.drop_table(table)
    for table in ("customer_pieces", "customer_values", "customer_numbers", "customers"):
        op.drop_table(table)
