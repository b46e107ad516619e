"""Who attacks by SIP, and which networks are never blocked."""

from sqlalchemy import JSON, Column, Double, Index, Integer, Table, Text

from storage.tables.base import metadata

# who: an address or network, or `agent:LOGIN` for a person of ours; kinds: kind → how often; blocks: how often it was
# blocked; blocked_until: 0 for not now.
intruders = Table(
    "intruders",
    metadata,
    Column("who", Text, primary_key=True),
    Column("kinds", JSON, nullable=False),
    Column("first_at", Double, nullable=False),
    Column("last_at", Double, nullable=False),
    Column("blocks", Integer, nullable=False, server_default="0"),
    Column("blocked_at", Double, nullable=False, server_default="0"),
    Column("blocked_until", Double, nullable=False, server_default="0"),
    Index("ix_intruders_last_at", "last_at"),
)

spared_networks = Table(
    "spared_networks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("network", Text, nullable=False, unique=True),
    Column("note", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Double, nullable=False),
)
