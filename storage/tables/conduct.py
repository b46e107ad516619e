"""Callers who abuse agents: the policy of each service, incidents with their steps, restricted numbers."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import Count, metadata

conduct_policies = Table(
    "conduct_policies",
    metadata,
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("body", JSON, nullable=False),
)

# caller: the customer's number, "" when withheld. recovery_began … recovery_seconds: 0 where there was none.
incidents = Table(
    "incidents",
    metadata,
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("call", Text, nullable=False, index=True),
    Column("service", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("caller", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("opened_at", Double, nullable=False),
    Column("ended_at", Double, nullable=False),
    Column("reviewed_by", Text, nullable=False),
    Column("recovery_began", Double, nullable=False),
    Column("recovery_seconds", Double, nullable=False),
    Index("ix_incidents_service", "service", "id"),
    Index("ix_incidents_caller", "caller", "id"),
    Index("ix_incidents_agent", "agent", "id"),
)

incident_steps = Table(
    "incident_steps",
    metadata,
    Column("incident", Count, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", Count, primary_key=True, autoincrement=False),
    Column("step", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

restrictions = Table(
    "restrictions",
    metadata,
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("service", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("incident", Count, nullable=False),
    Column("incidents", Integer, nullable=False),
    Column("since", Double, nullable=False),
    Column("until", Double, nullable=False),
    Column("answer", Text, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("met", Integer, nullable=False),
    Column("lifted_at", Double, nullable=False),
    Column("lifted_by", Text, nullable=False),
    Column("lifted_why", Text, nullable=False),
    Index("ix_restrictions_number", "service", "number"),
)
