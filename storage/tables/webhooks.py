"""Programs outside that are told what happens, and what they could not be told."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text, false, true

from storage.tables.base import Count, metadata

# kinds: of facts; whole: with numbers and names; secret, former_secret: sealed, the former one signs too until
# former_until; told: the number of the last entry that is done with; tries, next_at, failing_since: of the entry after
# it, 0 while all is well; stopped: why it is out of use by itself.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("whole", Boolean, nullable=False, server_default=false()),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("secret", Text, nullable=False),
    Column("former_secret", Text, nullable=False, server_default=""),
    Column("former_until", Double, nullable=False, server_default="0"),
    Column("told", Count, nullable=False),
    Column("told_at", Double, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", Double, nullable=False, server_default="0"),
    Column("failing_since", Double, nullable=False, server_default="0"),
    Column("trouble", Text, nullable=False, server_default=""),
    Column("stopped", Text, nullable=False, server_default=""),
    Column("made_by", Text, nullable=False),
    Column("made_at", Double, nullable=False),
)

# entry: the number of what could not be told; at: when that was given up.
webhook_failures = Table(
    "webhook_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("webhook", Text, ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("entry", Count, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("trouble", Text, nullable=False),
    Index("ix_webhook_failures_webhook", "webhook", "id"),
)
