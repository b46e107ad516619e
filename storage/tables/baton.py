"""Whose turn it is to write the journal: one row, whose number goes up each time that a server takes the pen."""

from sqlalchemy import Column, Double, Integer, Table, Text

from storage.tables.base import Count, metadata

baton = Table(
    "baton",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Count, nullable=False),
    Column("owner", Text, nullable=False),
    Column("taken_at", Double, nullable=False),
)
