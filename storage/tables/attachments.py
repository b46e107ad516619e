"""Files of tickets."""

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import Count, metadata

# type: by the content; place: name of the file in the folder of attachments; found: what a virus scanner found in it,
# "" for nothing: such a file is kept away from everybody.
attachments = Table(
    "attachments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("place", Text, nullable=False, unique=True),
    Column("found", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Double, nullable=False),
    Index("ix_attachments_ticket", "ticket", "id"),
)
