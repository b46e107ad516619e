"""How good talks sounded: one row for each minute of a talk and each of its sides."""

from sqlalchemy import Column, Double, Index, Integer, Table, Text

from storage.tables.base import metadata

quality = Table(
    "quality",
    metadata,
    Column("call", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("agent", Text, primary_key=True),
    Column("minute", Integer, primary_key=True),
    Column("mos", Double, nullable=False),
    Column("loss", Double, nullable=False),
    Column("jitter", Double, nullable=False),
    Column("rtt", Double, nullable=False),
    Index("ix_quality_minute", "minute"),
)
