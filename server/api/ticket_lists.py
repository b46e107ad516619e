"""Lists of tickets beyond the screen: filters that people keep, and exports."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, Field

from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.fetching import file_of
from server.api.problems import Problem
from server.exports.sheets import FORMS, Cell, ExcelSheet
from server.exports.shelf import Export, Wish
from server.house import House
from server.rights import may_ticket, tickets_in
from server.tickets.searching import TicketFilter, wanted
from server.views import ExportView, KeptFilterView
from storage.ticket_lists import Wanted
from storage.ticket_setup import KeptFilter
from storage.tickets import Ticket
from ticketing.categories import Category, in_order, path
from ticketing.names import name_of

routes = APIRouter(prefix="/api", tags=["records"])
TICKETS, EXCEL = "tickets", "xlsx"
PAGE = 500  # tickets that are read at once
MOST_FILTERS = 50  # of one person
ColumnName = Literal[
    "id", "name", "opened_at", "changed_at", "state", "channel", "kind", "service", "queue", "caller", "subject",
    "note", "group", "agent", "priority", "receipt", "processing", "talk_seconds", "path",
]  # fmt: skip
Title = Annotated[str, Field(max_length=100)]


class Filters(BaseModel):
    items: list[KeptFilterView]


class FilterWish(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
    filter: TicketFilter


class Column(BaseModel):
    id: ColumnName
    title: Title


class ExportWish(BaseModel):
    """columns: in this order; words: what values such as `open` are called, in the language of the person; zone: in
    which times are told, as IANA names it."""

    filter: TicketFilter = TicketFilter()
    columns: Annotated[list[Column], Field(min_length=1, max_length=40)]
    words: Annotated[dict[str, Title], Field(max_length=100)] = {}
    zone: Annotated[str, Field(max_length=60)] = "UTC"


# --- filters ---------------------------------------------------------------------------------------------------------


@routes.get("/ticket-filters")
async def filters(person: Permitted, house: TheHouse) -> Filters:
    """Those that the person keeps, oldest first."""
    return Filters(items=[_kept(each) for each in await house.records.setup.filters(person.id)])


@routes.post("/ticket-filters", status_code=201)
async def keep_filter(wish: FilterWish, person: Permitted, house: TheHouse) -> KeptFilterView:
    if len(await house.records.setup.filters(person.id)) >= MOST_FILTERS:
        raise Refused(f"{MOST_FILTERS} filters are kept at most; remove one first", "filters_too_many")
    told = wish.filter.model_dump(mode="json", exclude_defaults=True)
    kept = KeptFilter(0, person.id, wish.name.strip(), told)
    return _kept(replace(kept, id=await house.records.setup.keep_filter(kept)))


@routes.delete("/ticket-filters/{id}", status_code=204)
async def remove_filter(id: int, person: Permitted, house: TheHouse) -> None:
    await house.records.setup.remove_filter(person.id, id)


def _kept(each: KeptFilter) -> KeptFilterView:
    told = {name: value for name, value in each.filter.items() if isinstance(value, str | int | bool)}
    return KeptFilterView(each.id, each.name, told)


# --- exports ---------------------------------------------------------------------------------------------------------


@routes.post("/ticket-exports", status_code=202)
async def begin_export(wish: ExportWish, person: Permitted, house: TheHouse) -> ExportView:
    """Write the list into a file, in the background."""
    try:
        zone = ZoneInfo(wish.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Problem(422, "zone: write it like Asia/Seoul") from None
    asked = await wanted(house, person, wish.filter)
    ids = [column.id for column in wish.columns]
    cells = await _cells(house, zone, wish.words)
    head = [column.title for column in wish.columns]
    services = asked.services or frozenset()
    return _view(house.exports.begin(Wish(person.id, TICKETS, services, head), _pages(house, asked, ids, cells)))


@routes.get("/ticket-exports/{id}")
async def export(id: int, person: Permitted, house: TheHouse) -> ExportView:
    return _view(_export(id, person.id, house))


@routes.delete("/ticket-exports/{id}", status_code=204)
async def stop_export(id: int, person: Permitted, house: TheHouse) -> None:
    await house.exports.stop(_export(id, person.id, house))


@routes.get("/ticket-exports/{id}/file", response_class=Response)
async def file_of_export(id: int, person: Permitted, house: TheHouse) -> FileResponse:
    """The file, once. The rights of the person are asked again."""
    return file_of(house, _export(id, person.id, house), frozenset(tickets_in(person)))


@routes.get("/ticket-categories/export", response_class=Response)
async def export_categories(
    person: Permitted, house: TheHouse, service: Annotated[str, Query(max_length=100)]
) -> Response:
    """All categories of a service with their numbers (TKT-33)."""
    if not may_ticket(person, service):
        raise Problem(403, "you do not work on tickets of this service")
    known = await house.records.setup.categories({service})
    with TemporaryDirectory() as folder:
        file = Path(folder) / "categories.xlsx"
        sheet = ExcelSheet(file, "Categories", ["id", "tree", "level", "name", "path", "active"])
        sheet.add(_category_row(known, each) for each in in_order(known.values()))
        sheet.close()
        body = file.read_bytes()
    attached = {"Content-Disposition": 'attachment; filename="categories.xlsx"'}
    return Response(body, media_type=FORMS[EXCEL].media, headers=attached)


def _category_row(known: Mapping[int, Category], each: Category) -> list[Cell]:
    way = path(known, each.id)
    return [each.id, each.tree.value, way.count(" > ") + 1, each.name, way, "yes" if each.active else "no"]


def _export(id: int, by: str, house: House) -> Export:
    found = house.exports.get(id, by, TICKETS)
    if found is None:
        raise Problem(404, "there is no such export of yours any more; begin it again")
    return found


def _view(one: Export) -> ExportView:
    return ExportView(one.id, one.state.value, one.done, one.cut)


async def _pages(
    house: House, asked: Wanted, ids: Sequence[str], cells: Mapping[str, Callable[[Ticket], Cell]]
) -> AsyncIterator[list[list[Cell]]]:
    while found := await house.records.tickets.newest(asked, PAGE):
        yield [[cells[id](ticket) for id in ids] for ticket in found]
        if len(found) < PAGE:
            return
        asked = replace(asked, before=found[-1].id)


async def _cells(house: House, zone: ZoneInfo, words: Mapping[str, str]) -> dict[str, Callable[[Ticket], Cell]]:
    """How each column is read."""
    groups = {each.id: each.name for each in await house.records.organisation.groups()}
    known, plan = await house.records.setup.categories(), house.plan

    def at(when: float) -> Cell:
        return datetime.fromtimestamp(when, zone).replace(tzinfo=None, microsecond=0) if when else None

    def named(kept: Mapping[str, object], id: str) -> str:
        return str(getattr(kept.get(id), "name", id))

    def said(value: str) -> Cell:
        return words.get(value, value)

    return {
        "id": lambda ticket: ticket.id,
        "caller": lambda ticket: ticket.caller,
        "subject": lambda ticket: ticket.subject,
        "note": lambda ticket: ticket.note,
        "state": lambda ticket: said(ticket.state),
        "channel": lambda ticket: said(ticket.channel),
        "kind": lambda ticket: said(ticket.kind),
        "priority": lambda ticket: said(ticket.priority),
        "name": lambda ticket: name_of(ticket.id, ticket.opened_at),
        "opened_at": lambda ticket: at(ticket.opened_at),
        "changed_at": lambda ticket: at(ticket.changed_at),
        "service": lambda ticket: named(plan.services, ticket.service),
        "queue": lambda ticket: named(plan.queues, ticket.queue),
        "agent": lambda ticket: named(plan.people, ticket.agent),
        "group": lambda ticket: groups.get(ticket.group, ""),
        "receipt": lambda ticket: path(known, ticket.receipt),
        "processing": lambda ticket: path(known, ticket.processing),
        "talk_seconds": lambda ticket: round(ticket.talk_seconds),
        "path": lambda ticket: " > ".join(ticket.path),
    }
