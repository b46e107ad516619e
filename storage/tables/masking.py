"""Masked passages of tickets, the keys they are sealed with, and who looked at them."""

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import Count, metadata

# Where the provider has switched the security service on (SEC-05); its contract has to have it too.
secured_services = Table(
    "secured_services",
    metadata,
    Column("service", Text, ForeignKey("services.id"), primary_key=True),
    Column("since", Double, nullable=False),
)

# wrapped: by the master key of the installation.
mask_keys = Table(
    "mask_keys",
    metadata,
    Column("service", Text, ForeignKey("services.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", Text, nullable=False),
    Column("made_at", Double, nullable=False),
)

# service, version: of the key; length: characters of the passage.
ticket_masks = Table(
    "ticket_masks",
    metadata,
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("service", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Double, nullable=False),
)

# what: masked, shown, unmasked. Outlives the ticket, and never holds a word of its text.
mask_log = Table(
    "mask_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket", Count, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Index("ix_mask_log_ticket", "ticket", "id"),
)
