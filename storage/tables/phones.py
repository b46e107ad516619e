"""Desk phones. The secret is kept as its digest only, so that nobody can read it back."""

from sqlalchemy import Column, Double, Integer, Table, Text

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

# The secret has to be said to the other PBX, so that its digest would not do.
extensions = Table(
    "extensions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("port", Integer, nullable=False),
    Column("user", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("extension", Text, nullable=False),
    Column("added_at", Double, nullable=False),
)
