"""Customers of each service: records, their numbers and values, what they did, and how long it is kept.

A record is one row for good; what is personal stands in the other tables, and goes when the customer is erased.
"""

from sqlalchemy import JSON, Column, Double, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects import postgresql

from storage.tables.base import Count, metadata

# Compared sign by sign in every language of the database, so that what begins with something is a range of an index.
Plain = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

# root: the record that this one belongs to, itself if it is not merged; into: the one it was merged into, 0 for none;
# entry: of the journal that made it, NULL for one made by hand; seen_at: of the last contact; erased_at: 0 = not.
customers = Table(
    "customers",
    metadata,
    Column("id", Count, primary_key=True),
    Column("service", Text, nullable=False),
    Column("root", Count, nullable=False, index=True),
    Column("into", Count, nullable=False, server_default="0"),
    Column("entry", Count, unique=True),
    Column("made_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
    Column("erased_at", Double, nullable=False, server_default="0"),
    Index("ix_customers_service", "service", "seen_at", "id"),
)

# number: E.164; digits: as people of the country dial it; tail: those backwards, to find by the last ones.
customer_numbers = Table(
    "customer_numbers",
    metadata,
    Column("service", Text, nullable=False),
    Column("number", Plain, nullable=False),
    Column("customer", Count, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("digits", Plain, nullable=False),
    Column("tail", Plain, nullable=False),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    PrimaryKeyConstraint("number", "service"),
    Index("ix_customer_numbers_digits", "digits"),
    Index("ix_customer_numbers_tail", "tail"),
)

# Side by side, never overwritten. folded: as it is compared.
customer_values = Table(
    "customer_values",
    metadata,
    Column("id", Count, primary_key=True),
    Column("customer", Count, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("folded", Plain, nullable=False),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Index("ix_customer_values_customer", "customer", "id"),
    Index("ix_customer_values_folded", "field", "folded"),
)

# Pieces of values, so that words in the middle are found quickly.
customer_pieces = Table(
    "customer_pieces",
    metadata,
    Column("piece", Plain, primary_key=True),
    Column("value", Count, ForeignKey("customer_values.id", ondelete="CASCADE"), primary_key=True, index=True),
)

customer_notes = Table(
    "customer_notes",
    metadata,
    Column("id", Count, primary_key=True),
    Column("customer", Count, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# What a customer had to do with us. kind: ticket or callback, and its number.
customer_contacts = Table(
    "customer_contacts",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("customer", Count, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
    Column("call", Text, nullable=False, index=True),
    Column("at", Double, nullable=False),
    Index("ix_customer_contacts_customer", "customer", "at"),
)

# What people did with a record; never what they wrote. about: a field, or the other record of a merge.
customer_events = Table(
    "customer_events",
    metadata,
    Column("id", Count, primary_key=True),
    Column("customer", Count, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
)

# body: fields and months, see `ticketing.customers.fields`; api: the customer's own system that is asked; key, cipher:
# with which its questions are signed and encrypted, sealed.
customer_settings = Table(
    "customer_settings",
    metadata,
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("api", JSON),
    Column("key", Text, nullable=False, server_default=""),
    Column("cipher", Text, nullable=False, server_default=""),
)

# Who was erased when and why, without anything of them. done: how many of what.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Count, primary_key=True),
    Column("at", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("customer", Count, nullable=False),
    Column("why", Text, nullable=False),
    Column("done", JSON, nullable=False),
    Column("unfinished", Integer, nullable=False, server_default="0"),
    Index("ix_erasures_service", "service", "id"),
)
