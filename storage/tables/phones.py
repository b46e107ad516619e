"""Desk phones. The secret is kept as its digest only, so that nobody can read it back."""

from sqlalchemy import Column, Double, Table, Text

from storage.tables.base import metadata

phones = Table(
    "phones",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("added_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False, server_default="0"),
)
