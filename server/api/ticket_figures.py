"""How many tickets came on some days, and what became of them, for those who decide about them (STA-01 to STA-06)."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from cti.plan import Person
from server.api.auth import Permitted, TheHouse
from server.api.figures import DAY, Day, midnight
from server.api.problems import Problem
from server.house import House
from server.rights import may_lead_tickets, tickets_in
from server.times import day_of
from server.views import TicketCountsView, TicketFiguresView, TicketRowView, TicketSpanView
from storage.ticket_figures import Asked
from ticketing.categories import path
from ticketing.counting import CountedBy, CountedOn, Counts
from ticketing.facts import Channel

routes = APIRouter(prefix="/api", tags=["figures"])
Span = Literal["hour", "day", "week", "month"]
MOST_DAYS: dict[Span, int] = {"hour": 31, "day": 400, "week": 400, "month": 400}
QUARTER = 900.0  # seconds: hours of all time zones begin with one


@routes.get("/ticket-figures")
async def figures(
    person: Permitted,
    house: TheHouse,
    first: Annotated[Day, Query(alias="from")] = "",
    last: Annotated[Day, Query(alias="to")] = "",
    by: Span = "day",
    basis: CountedOn = CountedOn.RECEIVED,
    of: CountedBy = CountedBy.RECEIPT,
    service: Annotated[str, Query(max_length=100)] = "",
    channel: Channel | Literal[""] = "",
    group: Annotated[int, Query(ge=0, lt=2**53)] = 0,
) -> TicketFiguresView:
    """From one day to another, both included (today if left out), in the time zone of the organisation.

    basis: by the day on which tickets came in, or on which they were solved; of: what stands in a row; service: this
    one; left out, all whose tickets the person decides about.
    """
    last = last or day_of(house.clock())
    first = first or last
    begin, end = midnight(first), midnight(last, 1)
    if not 0 < end - begin <= MOST_DAYS[by] * DAY + 7200:  # an hour or two more where the clock is put back
        raise Problem(422, f"choose days from the first to the last, {MOST_DAYS[by]} at most by {by}")
    services = _services(person, service)
    start = _starts(by)
    everything, rows = Counts(), dict[str, Counts]()
    spans = {at: Counts() for at in _each(begin, end, start)}
    async for ticket in house.records.ticket_figures.counted(Asked(services, begin, end, basis, channel, group)):
        everything.add(ticket)
        rows.setdefault(ticket.rows[of], Counts()).add(ticket)
        at = start(ticket.opened_at if basis is CountedOn.RECEIVED else ticket.solved_at)
        spans.setdefault(at, Counts()).add(ticket)
    return TicketFiguresView(
        first,
        last,
        round((end - begin) / DAY),
        by,
        basis,
        of,
        _told(everything),
        [TicketSpanView(at, _told(counts)) for at, counts in spans.items()],
        _rows(rows, await _names(house, of, rows)),
    )


def _services(person: Person, wanted: str) -> frozenset[str]:
    mine = frozenset(service for service in tickets_in(person) if may_lead_tickets(person, service))
    if wanted and wanted not in mine:
        raise Problem(404, "there is no such service, or its tickets are not yours to decide about")
    return frozenset({wanted}) if wanted else mine


def _starts(by: Span) -> Callable[[float], float]:
    """When the span begins in which a moment lies; each quarter of an hour is looked up once."""
    known: dict[int, float] = {}

    def start(at: float) -> float:
        quarter = int(at // QUARTER)
        if quarter not in known:
            known[quarter] = _start(quarter * QUARTER, by)
        return known[quarter]

    return start


def _start(at: float, by: Span) -> float:
    local = time.localtime(at)
    match by:
        case "hour":
            return at - local.tm_min * 60
        case "day":
            return midnight(day_of(at))
        case "week":
            return midnight(day_of(at), -local.tm_wday)
        case "month":
            return midnight(time.strftime("%Y-%m-01", local))


def _each(begin: float, end: float, start: Callable[[float], float]) -> Iterable[float]:
    """All spans of the time, also those in which nothing came. The first may have begun before it."""
    at = begin
    while at < end:
        yield start(at)
        at += QUARTER * 4


def _told(counts: Counts) -> TicketCountsView:
    return TicketCountsView(**{name: getattr(counts, name) for name in TicketCountsView.__dataclass_fields__})


def _rows(rows: Mapping[str, Counts], names: Mapping[str, str]) -> list[TicketRowView]:
    """The most first."""
    told = [TicketRowView(id, names.get(id, ""), _told(counts)) for id, counts in rows.items()]
    return sorted(told, key=lambda row: (-row.counts.received, row.name, row.id))


async def _names(house: House, of: CountedBy, ids: Iterable[str]) -> dict[str, str]:
    match of:
        case CountedBy.RECEIPT | CountedBy.PROCESSING:
            known = await house.records.setup.categories()
            return {id: path(known, int(id)) for id in ids if id}
        case CountedBy.GROUP:
            return {str(group.id): group.name for group in await house.records.organisation.groups()}
        case CountedBy.AGENT:
            return {id: house.plan.people[id].name for id in ids if id in house.plan.people}
        case CountedBy.SERVICE:
            return {id: each.name for id, each in house.plan.services.items()}
        case _:
            return {}
