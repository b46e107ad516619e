"""Tickets and callbacks: lists by cursor, newest first, and what people write on a ticket."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from server.api.auth import Everybody, TheHouse
from server.api.problems import Problem
from server.house import House
from server.live import ticket_view
from server.rights import callbacks_in, may_ticket, tickets_in
from server.views import CallbackView, TicketView
from storage.callbacks import Callback
from storage.tickets import Ticket, Wanted
from ticketing.facts import CallbackReason

routes = APIRouter(prefix="/api", tags=["records"])
MOST = 200
Cursor = Annotated[str, Query(pattern=r"^\d*$", max_length=18, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Short = Annotated[str, Query(max_length=100)]


class Tickets(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[TicketView]
    next: str


class Callbacks(BaseModel):
    items: list[CallbackView]
    next: str


class TicketChange(BaseModel):
    subject: Annotated[str | None, Field(max_length=300)] = None
    note: Annotated[str | None, Field(max_length=20_000)] = None
    state: Literal["open", "solved"] | None = None


@routes.get("/tickets")
async def tickets(
    signed: Everybody,
    house: TheHouse,
    mine: bool = False,
    caller: Short = "",
    state: Short = "",
    q: Short = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Tickets:
    """The tickets of the person's services. mine: those of the person; q: words in subject, note or number."""
    person = signed.person
    wanted = Wanted(tickets_in(person), person.id if mine else "", caller, state, q, int(cursor or 0))
    found = await house.tickets.newest(wanted, limit)
    return Tickets(items=[ticket_view(ticket) for ticket in found], next=_next([ticket.id for ticket in found], limit))


@routes.get("/tickets/{id}")
async def ticket(id: int, signed: Everybody, house: TheHouse) -> TicketView:
    found = await house.tickets.get(id)
    if found is None or not _may_read(house, signed.person, found):
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours")
    return ticket_view(found)


@routes.patch("/tickets/{id}")
async def change(id: int, wish: TicketChange, signed: Everybody, house: TheHouse) -> TicketView:
    """Change subject, note or state; what is left out stays."""
    await ticket(id, signed, house)
    changed = await house.tickets.change(id, wish.model_dump(exclude_none=True))
    if changed is None:
        raise Problem(404, "there is no such ticket any more")
    house.acquaintances.closed(id, changed.state == "open")
    return ticket_view(changed)


@routes.get("/callbacks")
async def callbacks(
    signed: Everybody, house: TheHouse, state: Short = "", cursor: Cursor = "", limit: Limit = 50
) -> Callbacks:
    found = await house.callbacks.newest(callbacks_in(signed.person), state, int(cursor or 0), limit)
    return Callbacks(items=[_callback(each) for each in found], next=_next([each.id for each in found], limit))


def _may_read(house: House, person: Person, found: Ticket) -> bool:
    """Of the service, or theirs, or about a call in which they are: a colleague may be asked about any call."""
    about = (call for call in house.seeing.calls() if call.ticket == found.id)
    return (
        may_ticket(person, found.service)
        or person.id == found.agent
        or any(person.id in call.parties for call in about)
    )


def _next(ids: list[int], limit: int) -> str:
    return str(ids[-1]) if len(ids) == limit else ""


def _callback(callback: Callback) -> CallbackView:
    told = {name: getattr(callback, name) for name in CallbackView.__dataclass_fields__}
    return CallbackView(**told | {"reason": CallbackReason(callback.reason)})
