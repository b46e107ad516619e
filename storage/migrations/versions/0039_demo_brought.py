"""What a demo has brought is noted, so that a later one can bring what is new and nothing that was removed."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

# What demos before this brought, by service: what is missing of it now has been removed.
BEFORE = {
    "support": (
        *(("numbers", "0700000001"), ("queues", "payments"), ("queues", "account"), ("queues", "general")),
        *(("skills", "english"), ("skills", "japanese"), ("skills", "cards")),
    ),
    "sales": (("numbers", "0700000002"), ("queues", "sales"), ("skills", "contracts")),
}


def upgrade() -> None:
    brought = op.create_table(
        "demo_brought",
        sa.Column("what", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
    )
    services = sa.table("services", sa.column("id"))
    known = set(op.get_bind().scalars(sa.select(services.c.id)))
    rows = [{"what": what, "key": key} for service in BEFORE if service in known for what, key in BEFORE[service]]
    if rows:
        op.bulk_insert(brought, rows)


def downgrade() -> None:
    op.drop_table("demo_brought")
