"""What queues and agents did, by half hour."""

from sqlalchemy import Column, Float, Integer, Table, Text

from storage.tables.base import Count, metadata

COUNTS = ("offered", "answered", "abandoned", "short", "left", "within", "handled")
SECONDS = ("wait", "given_up", "talk", "hold", "after", "busy", "there", "longest")

# slot: when the half hour begins; of: `queue:ID` or `agent:ID`; the rest: see `routing.figures.tally`.
figures = Table(
    "figures",
    metadata,
    Column("slot", Count, primary_key=True, autoincrement=False),
    Column("of", Text, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *(Column(name, Float, nullable=False) for name in SECONDS),
)
