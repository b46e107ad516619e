"""Figures of tickets, as pages and programs read them; definitions: docs/figures.md."""

from dataclasses import dataclass

from server.times import Time
from ticketing.counting import CountedBy, CountedOn


@dataclass(frozen=True, slots=True)
class TicketCountsView:
    """received to completed: how many; talk, average: seconds; again_rate: from 0 to 1; it and average are null where
    there is nothing to tell of. within: solved within 3, 6, 9 … 24 hours, and later; each counts in one of the nine."""

    received: int
    asked: int
    again: int
    unassigned: int
    open: int
    held: int
    solved: int
    completed: int
    talk: float
    average: float | None
    again_rate: float | None
    within: list[int]


@dataclass(frozen=True, slots=True)
class TicketSpanView:
    """An hour, a day, a week from Monday or a month. at: when it begins."""

    at: Time
    counts: TicketCountsView


@dataclass(frozen=True, slots=True)
class TicketRowView:
    """id: of what the rows are of, "" for tickets that have none; name: "" where the id says it all."""

    id: str
    name: str
    counts: TicketCountsView


@dataclass(frozen=True, slots=True)
class TicketFiguresView:
    """first, last: days, as 2026-11-28; days: how many they are."""

    first: str
    last: str
    days: int
    by: str
    basis: CountedOn
    of: CountedBy
    all: TicketCountsView
    spans: list[TicketSpanView]
    rows: list[TicketRowView]
