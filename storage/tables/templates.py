"""Answer templates."""

from sqlalchemy import Column, Double, Index, Integer, Table, Text

from storage.tables.base import metadata

# service: "" for all; folder: "" for the top; processing: the processing type it belongs to, 0 for none.
ticket_templates = Table(
    "ticket_templates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("processing", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Double, nullable=False),
    Index("uq_ticket_templates_code", "service", "code", unique=True),
)
