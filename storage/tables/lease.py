"""Who serves now, and when that was last said, by the clock of the database: one row."""

from sqlalchemy import Column, Double, Integer, Table, Text

from storage.tables.base import metadata

lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("said_at", Double, nullable=False),
)
