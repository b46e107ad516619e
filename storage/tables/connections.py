"""Systems outside that routes may ask."""

from sqlalchemy import Boolean, Column, Double, Table, Text

from storage.tables.base import metadata

# service: whose routes may ask it, "" for all; header: that carries the secret, "" for none; secret: sealed.
lookup_connections = Table(
    "lookup_connections",
    metadata,
    Column("name", Text, primary_key=True),
    Column("service", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("updated_by", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
)
