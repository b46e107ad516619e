"""Tickets: lists by cursor, newest first, what people write on a ticket and do with it."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Everybody, TheHouse
from server.api.problems import Problem
from server.house import House
from server.live import ticket_view
from server.rights import may_lead_tickets, may_ticket, tickets_in
from server.views import TicketEventView, TicketView
from storage.tickets import Ticket, Wanted
from ticketing.life import VIEWS, TicketState, TicketStep, Wish

routes = APIRouter(prefix="/api", tags=["records"])
MOST = 200
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


class TicketEvents(BaseModel):
    items: list[TicketEventView]


class Processing(BaseModel):
    """text: for colleagues, kept in the history."""

    kind: Literal["solve", "hold", "comment", "internal_solve", "reopen"]
    text: Annotated[str, Field(max_length=20_000)] = ""


class Forwarding(BaseModel):
    agent: Annotated[str, Field(min_length=1, max_length=100)]
    text: Annotated[str, Field(max_length=20_000)] = ""


@routes.get("/tickets")
async def tickets(
    signed: Everybody,
    house: TheHouse,
    view: Literal["all", "unassigned", "mine_open", "mine_held", "mine_solved"] = "all",
    mine: bool = False,
    caller: Short = "",
    state: Short = "",
    q: Short = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Tickets:
    """The tickets of the person's services. mine: those of the person; q: words in subject, note or number. A view is
    narrowed further by the rest, not widened."""
    seen = _viewed(signed.person, view)
    agent = signed.person.id if mine else seen.agent
    wanted = replace(seen, agent=agent, state=seen.state or state, caller=caller, words=q, before=int(cursor or 0))
    found = await house.records.tickets.newest(wanted, limit)
    return Tickets(items=[ticket_view(ticket) for ticket in found], next=_next([ticket.id for ticket in found], limit))


@routes.get("/tickets/counts")
async def counts(signed: Everybody, house: TheHouse) -> dict[str, int]:
    """How many tickets each counted view has, by its name (TKT-06)."""
    counted = [name for name, view in VIEWS.items() if view.counted]
    return {name: await house.records.tickets.count(_viewed(signed.person, name)) for name in counted}


def _viewed(person: Person, name: str) -> Wanted:
    view = VIEWS[name]
    return Wanted(tickets_in(person), person.id if view.mine else "", state=view.state or "")


@routes.get("/tickets/{id}")
async def ticket(id: int, signed: Everybody, house: TheHouse) -> TicketView:
    found = await house.records.tickets.get(id)
    if found is None or not _may_read(house, signed.person, found):
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours")
    return ticket_view(found)


@routes.patch("/tickets/{id}")
async def change(id: int, wish: TicketChange, signed: Everybody, house: TheHouse) -> TicketView:
    """Change subject, note or state; what is left out stays."""
    before = await ticket(id, signed, house)
    if wish.state and wish.state != before.state:
        await _step(house, id, Wish(STEP_TO[wish.state], signed.person.id))
    texts = await house.records.masking.kept_hidden(id, wish.model_dump(exclude_none=True, exclude={"state"}))
    changed = await house.records.tickets.change(id, texts)
    if changed is None:
        raise _gone()
    return ticket_view(changed)


@routes.get("/tickets/{id}/events")
async def events(id: int, signed: Everybody, house: TheHouse) -> TicketEvents:
    """What people did with the ticket, oldest first (TKT-11)."""
    await ticket(id, signed, house)
    names = [name for name in TicketEventView.__dataclass_fields__ if name not in ("step", "state")]
    return TicketEvents(
        items=[
            TicketEventView(
                **{name: getattr(each, name) for name in names},
                step=TicketStep(each.step),
                state=TicketState(each.state),
            )
            for each in await house.records.tickets.events(id)
        ]
    )


@routes.post("/tickets/{id}/fetch")
async def fetch(id: int, signed: Everybody, house: TheHouse) -> TicketView:
    """Take a ticket that nobody has (TKT-13)."""
    await of_my_service(id, signed, house)
    return await _step(house, id, Wish(TicketStep.FETCH, signed.person.id))


@routes.post("/tickets/{id}/forward")
async def forward(id: int, wish: Forwarding, signed: Everybody, house: TheHouse) -> TicketView:
    """Give it to somebody else of its service: by who has it, or an admin of the service (TKT-15)."""
    service = (await of_my_service(id, signed, house)).service
    taker = house.plan.people.get(wish.agent)
    if taker is None or not may_ticket(taker, service):
        raise Refused("this person does not work on tickets of the service", "ticket_no_taker")
    leads = may_lead_tickets(signed.person, service)
    return await _step(house, id, Wish(TicketStep.FORWARD, signed.person.id, taker.id, leads), wish.text)


@routes.post("/tickets/{id}/process")
async def process(id: int, wish: Processing, signed: Everybody, house: TheHouse) -> TicketView:
    """Solve it, hold it, comment on it, solve it without a word to the customer, open it again (TKT-18 to TKT-21)."""
    await of_my_service(id, signed, house)
    return await _step(house, id, Wish(TicketStep(wish.kind), signed.person.id), wish.text)


async def of_my_service(id: int, signed: Everybody, house: House) -> TicketView:
    """Who only read it because of a call must not decide about it."""
    found = await ticket(id, signed, house)
    if not may_ticket(signed.person, found.service) and signed.person.id != found.agent:
        raise Problem(403, "this ticket is in a service that is not yours")
    return found


async def _step(house: House, id: int, wish: Wish, text: str = "") -> TicketView:
    try:
        said = await house.records.masking.kept_hidden(id, {"text": text})
        await house.records.tickets.step(id, wish, house.clock(), said["text"])
    except LookupError:
        raise _gone() from None
    changed = await house.records.tickets.get(id)
    if changed is None:
        raise _gone()
    house.acquaintances.closed(id, changed.state != TicketState.SOLVED)
    house.acquaintances.given(id, changed.agent)
    return ticket_view(changed)


def _gone() -> Problem:
    return Problem(404, "there is no such ticket any more")


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
