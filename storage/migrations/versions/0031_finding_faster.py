"""Tickets are found faster: PostgreSQL's index of pieces knows in which block of numbers they stand."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COLUMNS = ("receipt", "processing", "priority", "channel")
# Without fastupdate: entries that wait to be sorted in are read one by one by each search.
BLOCKED = """CREATE INDEX ix_ticket_texts_words ON ticket_texts USING gin (words, (ARRAY[ticket >> 13]))
    WITH (fastupdate = off)"""


def upgrade() -> None:
    for column in COLUMNS:
        op.create_index(f"ix_tickets_{column}", "tickets", [column, "id"])
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_ticket_texts_words", "ticket_texts")
        op.execute(BLOCKED)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_ticket_texts_words", "ticket_texts")
        op.create_index("ix_ticket_texts_words", "ticket_texts", ["words"], postgresql_using="gin")
    for column in COLUMNS:
        op.drop_index(f"ix_tickets_{column}", "tickets")
