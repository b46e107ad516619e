"""Tickets know their group, channel and categories, and are found by what stands in them."""

import sqlite3

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from ticketing.grams import findable, grams

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBERS, WORDS = ("group", "receipt", "processing"), (("assigned_by", ""), ("channel", "phone"), ("priority", "normal"))
SECURE_DELETE = (3, 42)  # from this SQLite on, pieces of masked words leave the index at once
STRIDE = 1000  # tickets whose texts are written at once
# The index of pieces of words: its rows follow those of ticket_texts. Positions are not kept; what is found is compared
# with the text once more.
SEARCH = (
    """CREATE VIRTUAL TABLE ticket_grams USING fts5(words, content='ticket_texts', content_rowid='ticket', detail=none,
    columnsize=0, tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER ticket_texts_added AFTER INSERT ON ticket_texts BEGIN
    INSERT INTO ticket_grams(rowid, words) VALUES (new.ticket, new.words); END""",
    """CREATE TRIGGER ticket_texts_removed AFTER DELETE ON ticket_texts BEGIN
    INSERT INTO ticket_grams(ticket_grams, rowid, words) VALUES ('delete', old.ticket, old.words); END""",
    """CREATE TRIGGER ticket_texts_changed AFTER UPDATE OF words ON ticket_texts BEGIN
    INSERT INTO ticket_grams(ticket_grams, rowid, words) VALUES ('delete', old.ticket, old.words);
    INSERT INTO ticket_grams(rowid, words) VALUES (new.ticket, new.words); END""",
)


def upgrade() -> None:
    for name in NUMBERS:
        op.add_column("tickets", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name, default in WORDS:
        op.add_column("tickets", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    op.add_column("tickets", sa.Column("changed_at", sa.Double(), nullable=False, server_default="0"))
    op.add_column("ticket_events", sa.Column("group", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket_events", sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index("ix_tickets_group", "tickets", ["group", "id"])
    op.create_index("ix_tickets_opened_at", "tickets", ["opened_at"])
    op.execute("UPDATE tickets SET changed_at = opened_at, assigned_by = CASE WHEN agent = '' THEN '' ELSE 'call' END")
    op.create_table(
        "ticket_texts",
        sa.Column("ticket", COUNT, nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_ticket_texts_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_ticket_texts")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH:
            op.execute(statement)
        if sqlite3.sqlite_version_info >= SECURE_DELETE:
            op.execute("INSERT INTO ticket_grams(ticket_grams, rank) VALUES ('secure-delete', 1)")
    else:
        op.create_index("ix_ticket_texts_words", "ticket_texts", ["words"], postgresql_using="gin")
    _write_texts()


def _write_texts() -> None:
    connection, last = op.get_bind(), 0
    names = ("id", "caller", "subject", "note")
    tickets = sa.table("tickets", *(sa.column(name) for name in names))
    words = sa.Text().with_variant(TSVECTOR(), "postgresql")
    texts = sa.table("ticket_texts", sa.column("ticket"), sa.column("text"), sa.column("words", words))
    while rows := connection.execute(
        sa.select(tickets).where(tickets.c.id > last).order_by(tickets.c.id).limit(STRIDE)
    ).all():
        last = rows[-1].id
        said = [(row.id, findable(" ".join(filter(None, (row.caller, row.subject, row.note))))) for row in rows]
        found = [{"ticket": id, "text": text, "words": " ".join(sorted(grams(text)))} for id, text in said]
        connection.execute(sa.insert(texts), found)


def downgrade() -> None:
    op.execute("UPDATE tickets SET state = 'solved' WHERE state IN ('completed', 'spam')")
    op.execute("UPDATE tickets SET state = 'open' WHERE state IN ('transferred', 'replied')")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE ticket_grams")  # the triggers go with the table that they watch
    op.drop_table("ticket_texts")
    op.drop_index("ix_tickets_opened_at", "tickets")
    op.drop_index("ix_tickets_group", "tickets")
    for column in ("changes", "group"):
        op.drop_column("ticket_events", column)
    for column in ("changed_at", *(name for name, _ in WORDS), *NUMBERS):
        op.drop_column("tickets", column)
