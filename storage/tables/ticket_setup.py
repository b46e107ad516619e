"""How a service sorts its tickets and what it asks in them; filters that people keep."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, true

from storage.tables.base import Count, metadata

# tree: receipt or processing; parent: 0 at the top.
ticket_categories = Table(
    "ticket_categories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("tree", Text, nullable=False),
    Column("parent", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False, server_default=true()),
)

# category: 0 for all tickets; removed: no longer asked, what was answered is kept.
ticket_fields = Table(
    "ticket_fields",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("audience", Text, nullable=False),
    Column("category", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("options", JSON, nullable=False),
    Column("example", Text, nullable=False),
    Column("phone_only", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=false()),
    Column("known_as", Text, nullable=False, server_default=""),
)

# value: JSON, as `ticketing.fields` accepted it.
ticket_values = Table(
    "ticket_values",
    metadata,
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("field", Integer, ForeignKey("ticket_fields.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("value", JSON, nullable=False),
)

# days: until a solved ticket is completed by itself, 0 for never; a service without a row takes the usual ones.
ticket_completing = Table(
    "ticket_completing",
    metadata,
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("days", Integer, nullable=False),
)

# filter: as the pages ask for a list of tickets.
ticket_filters = Table(
    "ticket_filters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("filter", JSON, nullable=False),
    Index("ix_ticket_filters_person", "person", "id"),
)
