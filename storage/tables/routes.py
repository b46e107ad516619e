"""Routes: what there is, what designers are writing, every version that was ever meant for callers."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Integer, Table, Text

from storage.tables.base import metadata

# service: whose queues it may use.
routes = Table(
    "routes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("service", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("created_by", Text, nullable=False),
)

# etag: another one with every change; layout: where the picture shows each step.
route_drafts = Table(
    "route_drafts",
    metadata,
    Column("route", Text, ForeignKey("routes.name", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("tests", Text, nullable=False),
    Column("layout", JSON, nullable=False),
    Column("etag", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
    Column("updated_by", Text, nullable=False),
)

# linked: the version of each route that it calls; published_at: 0 until callers got it for the first time;
# waiting: the next start of the server publishes it.
route_versions = Table(
    "route_versions",
    metadata,
    Column("route", Text, ForeignKey("routes.name", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("tests", Text, nullable=False),
    Column("layout", JSON, nullable=False),
    Column("linked", JSON, nullable=False),
    Column("author", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("published_at", Double, nullable=False),
    Column("waiting", Boolean, nullable=False),
)
