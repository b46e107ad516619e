"""What outgoing calls may show and whom they may reach."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, LargeBinary, Table, Text

from storage.tables.base import Count, metadata

caller_ids = Table(
    "caller_ids",
    metadata,
    Column("id", Count, primary_key=True),
    Column("service", Text, ForeignKey("services.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("requested_at", Double, nullable=False),
    Column("decided_at", Double, nullable=False),
    Column("certificate", Text, nullable=False),
)

certificates = Table(
    "caller_id_certificates",
    metadata,
    Column("caller_id", Count, ForeignKey("caller_ids.id", ondelete="CASCADE"), primary_key=True),
    Column("type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# service: "" for the organisation
dial_rules = Table(
    "dial_rules",
    metadata,
    Column("service", Text, primary_key=True),
    Column("country", Text, nullable=False),
    Column("international", Boolean, nullable=False),
    Column("premium", Boolean, nullable=False),
    Column("allow", JSON, nullable=False),
    Column("deny", JSON, nullable=False),
)

# numbers outside to which routes of the service may send callers
transfer_targets = Table(
    "transfer_targets",
    metadata,
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
