"""Triggers of services, what they did to which ticket, and tags."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import Count, metadata

# body: blocks of conditions and actions, as JSON of `storage.triggers.Body`.
triggers = Table(
    "triggers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, ForeignKey("services.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Double, nullable=False),
    Index("ix_triggers_service", "service", "position"),
)

# title: as it was then; because, effects: JSON; trouble: what could not be done, "" else.
trigger_firings = Table(
    "trigger_firings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trigger", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("at", Double, nullable=False),
    Column("because", Text, nullable=False),
    Column("effects", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    Index("ix_trigger_firings_ticket", "ticket", "id"),
    Index("ix_trigger_firings_trigger", "trigger", "id"),
)

ticket_tags = Table(
    "ticket_tags",
    metadata,
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", Text, primary_key=True),
)

# Who of a group was given a ticket last.
group_turns = Table(
    "group_turns",
    metadata,
    Column("group", Integer, ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("last", Text, nullable=False),
)
