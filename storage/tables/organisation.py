"""Groups of agents, mails that are on their way, and who changed what."""

from sqlalchemy import JSON, Column, Double, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
)

group_members = Table(
    "group_members",
    metadata,
    Column("group", Integer, ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
)

# operation: register, edit or delete; before, after: the rights in this service.
right_changes = Table(
    "right_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Double, nullable=False, index=True),
    Column("service", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("operator_name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)

# person: a login, or the name of an API key; operation: the row of the OpenAPI document; about: its path.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Double, nullable=False, index=True),
    Column("person", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Index("ix_audit_person", "person", "id"),
)

# next_at: when it is tried again; sent_at: 0 while it waits; trouble: of the last try; ticket: that it tells of, 0 for
# none. The body goes when it is sent.
mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("to", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", Double, nullable=False),
    Column("sent_at", Double, nullable=False, server_default="0"),
    Column("trouble", Text, nullable=False, server_default=""),
    Column("ticket", Integer, nullable=False, server_default="0", index=True),
)
