"""Tickets: lists by cursor, newest first, what people write on a ticket and do with it."""

from dataclasses import replace
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from server.api.auth import Everybody, TheHouse
from server.api.problems import Problem
from server.house import House
from server.live import ticket_view
from server.rights import may_ticket
from server.tickets.doing import NONE_GIVEN, Deed, Gone, do
from server.tickets.heading import Heading, write_head
from server.tickets.searching import Number, TicketFilter, wanted
from server.views import HeadChangeView, Priority, TicketEventView, TicketView
from storage.tickets import Event, Filed
from ticketing.life import VIEWS, TicketState, TicketStep
from ticketing.triggers.conditions import Happening

routes = APIRouter(prefix="/api", tags=["records"])
MOST = 200
ProcessKind = Literal["solve", "hold", "comment", "internal_solve", "reopen", "complete", "spam", "restore"]
NO_TEXTS = {"state", "receipt", "processing", "priority", "values"}
Some = TypeVar("Some", bound=Filed)
STEP_TO = {"open": TicketStep.REOPEN, "solved": TicketStep.SOLVE}
Cursor = Annotated[str, Query(pattern=r"^\d*$", max_length=18, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Short = Annotated[str, Query(max_length=100)]


class Tickets(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[TicketView]
    next: str


class TicketChange(BaseModel):
    subject: Annotated[str | None, Field(max_length=300)] = None
    note: Annotated[str | None, Field(max_length=20_000)] = None
    state: Literal["open", "solved"] | None = None
    receipt: Number | None = None
    processing: Number | None = None
    priority: Priority | None = None
    values: Annotated[dict[Number, bool | float | str | list[str] | None], Field(max_length=200)] = {}


class TicketEvents(BaseModel):
    items: list[TicketEventView]


class TicketPage(TicketFilter):
    cursor: Annotated[str, Field(pattern=r"^\d*$", max_length=18, description="`next` of the page before")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class Fetching(BaseModel):
    """group: for which one takes it; 0 where one has no choice."""

    group: Number = 0


class Processing(BaseModel):
    """text: for colleagues, kept in the history."""

    kind: ProcessKind
    text: Annotated[str, Field(max_length=20_000)] = ""


class Forwarding(BaseModel):
    """agent: "" leaves it to the people of the group; group: 0 where the agent has no choice."""

    agent: Annotated[str, Field(max_length=100)] = ""
    group: Number = 0
    text: Annotated[str, Field(max_length=20_000)] = ""


@routes.get("/tickets")
async def tickets(signed: Everybody, house: TheHouse, asked: Annotated[TicketPage, Query()]) -> Tickets:
    """The tickets of the person's services, newest first."""
    narrowed = replace(await wanted(house, signed.person, asked), before=int(asked.cursor or 0))
    found = await house.records.tickets.newest(narrowed, asked.limit)
    ids = [ticket.id for ticket in found]
    return Tickets(items=[ticket_view(ticket) for ticket in found], next=_next(ids, asked.limit))


@routes.get("/tickets/counts")
async def counts(signed: Everybody, house: TheHouse) -> dict[str, int]:
    """How many tickets each counted view has, by its name, up to 1000 (TKT-06)."""
    asked = {name: TicketFilter.model_validate({"view": name}) for name, view in VIEWS.items() if view.counted}
    count = house.records.tickets.count
    return {name: await count(await wanted(house, signed.person, each)) for name, each in asked.items()}


@routes.get("/tickets/{id}")
async def ticket(id: int, signed: Everybody, house: TheHouse) -> TicketView:
    return ticket_view(_for(house, signed.person, await house.records.tickets.get(id)))


async def readable(house: House, person: Person, id: int) -> Filed:
    """A ticket that this person may read, for whoever tells something about it. Raises a 404."""
    return _for(house, person, await house.records.tickets.filed(id))


def _for(house: House, person: Person, found: Some | None) -> Some:
    if found is None or not _may_read(house, person, found):
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours")
    return found


@routes.patch("/tickets/{id}")
async def change(id: int, wish: TicketChange, signed: Everybody, house: TheHouse) -> TicketView:
    """Change texts, head, fields (by their number) or state; what is left out stays."""
    before = await readable(house, signed.person, id)
    await _write_head(house, signed.person, id, wish)
    if wish.state and wish.state != before.state:
        await _do(house, signed.person, id, Deed(STEP_TO[wish.state]))
    texts = await house.records.masking.kept_hidden(id, wish.model_dump(exclude_none=True, exclude=NO_TEXTS))
    changed = await house.records.tickets.change(id, texts)
    if changed is None:
        raise _gone()
    if texts and await house.triggers.happened(id, [Happening.CHANGED]):
        return await ticket(id, signed, house)
    return ticket_view(changed)


async def _write_head(house: House, person: Person, id: int, wish: TicketChange) -> None:
    heading = Heading(wish.receipt, wish.processing, wish.priority, wish.values)
    if heading == Heading():
        return
    try:
        await write_head(house, person, id, heading)
    except Gone:
        raise Problem(403, "this ticket is in a service that is not yours") from None


@routes.get("/tickets/{id}/events")
async def events(id: int, signed: Everybody, house: TheHouse) -> TicketEvents:
    """What people did with the ticket, oldest first (TKT-11)."""
    await readable(house, signed.person, id)
    found = await house.records.tickets.events(id)
    titles = await house.records.triggers.titles(each.by for each in found)
    return TicketEvents(items=[_event(each, titles.get(each.by, "")) for each in found])


def _event(done: Event, trigger: str) -> TicketEventView:
    others = ("step", "state", "changes", "trigger")
    same = {name: getattr(done, name) for name in TicketEventView.__dataclass_fields__ if name not in others}
    changes = [HeadChangeView(**change) for change in done.changes]
    step, state = TicketStep(done.step), TicketState(done.state)
    return TicketEventView(**same, step=step, state=state, changes=changes, trigger=trigger)


@routes.post("/tickets/{id}/fetch")
async def fetch(id: int, signed: Everybody, house: TheHouse, wish: Fetching | None = None) -> TicketView:
    """Take a ticket that nobody has, for one of one's groups (TKT-13)."""
    chosen = wish.group if wish and wish.group else NONE_GIVEN
    return await _do(house, signed.person, id, Deed(TicketStep.FETCH, group=chosen))


@routes.post("/tickets/{id}/forward")
async def forward(id: int, wish: Forwarding, signed: Everybody, house: TheHouse) -> TicketView:
    """Give it to somebody else of its service, or to a group: by who has it, or an admin of the service (TKT-15)."""
    deed = Deed(TicketStep.FORWARD, wish.text, wish.agent, wish.group or NONE_GIVEN)
    return await _do(house, signed.person, id, deed)


@routes.post("/tickets/{id}/process")
async def process(id: int, wish: Processing, signed: Everybody, house: TheHouse) -> TicketView:
    """Solve it, hold it, comment on it, solve it without a word to the customer, open it again (TKT-18 to TKT-21); put
    it into the spam box and take it out."""
    return await _do(house, signed.person, id, Deed(TicketStep(wish.kind), wish.text))


async def _do(house: House, person: Person, id: int, deed: Deed) -> TicketView:
    await readable(house, person, id)
    try:
        return ticket_view(await do(house, person, id, deed))
    except Gone:  # who reads it because of a call must not decide about it
        raise Problem(403, "this ticket is in a service that is not yours") from None


async def of_my_service(id: int, signed: Everybody, house: House) -> Filed:
    """Who only read it because of a call must not decide about it."""
    found = await readable(house, signed.person, id)
    if not may_ticket(signed.person, found.service) and signed.person.id != found.agent:
        raise Problem(403, "this ticket is in a service that is not yours")
    return found


def _gone() -> Problem:
    return Problem(404, "there is no such ticket any more")


def _may_read(house: House, person: Person, found: Filed) -> bool:
    """Of the service, or theirs, or about a call in which they are: a colleague may be asked about any call."""
    about = (call for call in house.seeing.calls() if call.ticket == found.id)
    return (
        may_ticket(person, found.service)
        or person.id == found.agent
        or any(person.id in call.parties for call in about)
    )


def _next(ids: list[int], limit: int) -> str:
    return str(ids[-1]) if len(ids) == limit else ""
