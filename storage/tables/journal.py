"""What happened, in order, and which subjects are not over."""

from sqlalchemy import Boolean, Column, Double, Index, Table, Text

from storage.tables.base import Count, metadata

entries = Table(
    "entries",
    metadata,
    Column("number", Count, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("cause", Count),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_entries_subject", "subject", "number"),
    Index("ix_entries_kind_at", "kind", "at"),
)

# whole: all entries of the subject are wanted after a restart; else only the newest.
living = Table(
    "living",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("whole", Boolean, nullable=False),
    Column("newest", Count, nullable=False),
)
