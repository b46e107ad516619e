"""Who the organisation is. One row, made when it is asked for the first time."""

from sqlalchemy import JSON, Column, Double, Integer, Table, Text

from storage.tables.base import metadata

# only: always 1; id: of the organisation, never changed; key: sealed, "" for none, beside its SHA-256; addresses:
# networks from which the key may be used, none: from anywhere.
own_organisation = Table(
    "own_organisation",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("key_hash", Text, nullable=False),
    Column("key_at", Double, nullable=False),
    Column("key_by", Text, nullable=False),
    Column("addresses", JSON, nullable=False),
)
