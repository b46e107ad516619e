"""Accounts and their sessions. A password is kept as its argon2id hash, a session's token as its SHA-256."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Table, Text

from storage.tables.base import metadata

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),  # the login
    Column("name", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("language", Text, nullable=False, server_default=""),
    Column("cti", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
)

# service: "" for a right in the organisation; right: of `cti.rights.Right`.
person_rights = Table(
    "person_rights",
    metadata,
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("service", Text, primary_key=True),
    Column("right", Text, primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
)
