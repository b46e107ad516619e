"""How many callers took which way of which route, by day, and up to which entry of the journal they are counted."""

from sqlalchemy import JSON, Column, Integer, Table, Text

from storage.tables.base import Count, metadata

route_ways = Table(
    "route_ways",
    metadata,
    Column("day", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("way", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

# name: of a fold over the journal that is kept in tables; entry: the newest that is in it; state: what the fold knows
# besides, where it cannot be had from the journal again.
folds = Table(
    "folds",
    metadata,
    Column("name", Text, primary_key=True),
    Column("entry", Count, nullable=False),
    Column("state", JSON, nullable=True),
)
