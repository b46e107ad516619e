"""Tickets beyond the single click: many at once, made by hand, handed to an issue service."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.api.records import ProcessKind
from server.api.ticket_setup import TicketFields, field_view
from server.house import House
from server.live import ticket_view
from server.placeholders import values_of
from server.rights import may_ticket
from server.tickets.doing import NONE_GIVEN, Deed, Gone, do, groups_of, make, of_theirs
from server.tickets.handing_over import Question, asked_there, transfer
from server.tickets.searching import Number
from server.views import BatchResult, TicketView
from storage.tickets import Head, Ticket
from ticketing.categories import CategoryTree
from ticketing.facts import TicketKind
from ticketing.life import TicketStep
from ticketing.templates import filled

routes = APIRouter(prefix="/api", tags=["records"])
MOST = 500  # tickets of one batch
Words = Annotated[str, Field(max_length=20_000)]
Title = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(max_length=100)]
Values = Annotated[dict[Number, bool | float | str | list[str] | None], Field(max_length=200)]


class Batch(BaseModel):
    """text: for each of them; agent, group: of `forward`, group of `fetch` too."""

    ids: Annotated[list[Number], Field(min_length=1, max_length=MOST)]
    kind: ProcessKind | Literal["fetch", "forward"]
    text: Words = ""
    agent: Name = ""
    group: Number = 0


class BatchResults(BaseModel):
    """In the order in which they were asked for."""

    items: list[BatchResult]


class NewTicket(BaseModel):
    """caller: the customer's number, "" where it is not known; after: the ticket from which it came, 0 for none; agent:
    in charge, "" for who makes it; group: for which, 0 for none; receipt: a receipt type, 0 for none; fill: the
    placeholders in the note are put in, as far as the new ticket knows them."""

    service: Name
    subject: Annotated[str, Field(min_length=1, max_length=300)]
    note: Words = ""
    caller: Annotated[str, Field(max_length=40, pattern=r"^[0-9+*#]*$")] = ""
    after: Number = 0
    agent: Name = ""
    group: Number = 0
    receipt: Number = 0
    fill: bool = False


class Transferring(BaseModel):
    """service: an issue service; subject: "" keeps the one of the ticket; text: the question; receipt: a category of
    that service, 0 for none; values: of its customer fields, by number."""

    service: Name
    subject: Title = ""
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    receipt: Number = 0
    values: Values = {}


@routes.post("/tickets/batch")
async def batch(wish: Batch, person: Permitted, house: TheHouse) -> BatchResults:
    """The same with many tickets (TKT-23). Each is done or refused on its own."""
    deed = Deed(TicketStep(wish.kind), wish.text, wish.agent, wish.group or NONE_GIVEN)
    results = []
    for id in dict.fromkeys(wish.ids):
        try:
            await do(house, person, id, deed)
            results.append(BatchResult(id, done=True))
        except Refused as no:
            results.append(BatchResult(id, done=False, code=no.code, detail=str(no), values=no.values))
        except Gone:
            detail = "there is no such ticket, or it is in a service that is not yours"
            results.append(BatchResult(id, done=False, code="ticket_gone", detail=detail))
    return BatchResults(items=results)


@routes.post("/tickets", status_code=201)
async def create(wish: NewTicket, person: Permitted, house: TheHouse) -> TicketView:
    """Make a ticket by hand (TKT-25, TKT-26), for oneself or somebody else of the service."""
    if not may_ticket(person, wish.service):
        raise Problem(403, "you do not work on tickets of this service")
    if wish.after:
        source = await house.records.tickets.get(wish.after)
        if source is None or not may_ticket(person, source.service):
            raise Problem(404, "there is no such ticket to refer to")
    agent = wish.agent or person.id
    await _check_charge(house, wish, agent)
    made = await make(house, TicketKind.MANUAL, wish.service, wish.caller, agent, wish.after)
    note = await _filled(house, person, wish, made) if wish.fill else wish.note
    head: Head = {"subject": wish.subject, "note": note, "receipt": wish.receipt, "group": wish.group}
    changed = await house.records.tickets.change(made.id, head)
    return ticket_view(changed or made)


async def _filled(house: House, person: Person, wish: NewTicket, made: Ticket) -> str:
    writer, titled = house.plan.people.get(person.id), replace(made, subject=wish.subject)
    return filled(wish.note, await values_of(titled, house.plan, house.records, writer, house.clock())).text


async def _check_charge(house: House, wish: NewTicket, agent: str) -> None:
    """Raises `Refused` for a person, a group or a receipt type that the service has not."""
    taker = house.plan.people.get(agent)
    if taker is None or not may_ticket(taker, wish.service):
        raise Refused("this person does not work on tickets of the service", "ticket_no_taker")
    if wish.group and wish.group not in groups_of(await house.records.organisation.groups(), wish.service, agent):
        raise Refused("this person does not belong to the group", "ticket_other_group")
    known = await house.records.setup.categories({wish.service}) if wish.receipt else {}
    if wish.receipt and (wish.receipt not in known or known[wish.receipt].tree is not CategoryTree.RECEIPT):
        raise Refused("there is no such category in this service", "category_unknown")


@routes.get("/tickets/{id}/transfer-fields")
async def fields_there(
    id: int, person: Permitted, house: TheHouse, service: Annotated[str, Query(max_length=100)], receipt: Number = 0
) -> TicketFields:
    """What the issue service wants to know of the customer when this ticket is handed over (TKT-29)."""
    try:
        await of_theirs(house, person, id)
    except Gone:
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours") from None
    return TicketFields(items=[field_view(each) for each in await asked_there(house, service, receipt)])


@routes.post("/tickets/{id}/transfer")
async def hand_over(id: int, wish: Transferring, person: Permitted, house: TheHouse) -> TicketView:
    """Hand the matter to an issue service; answers with the ticket that waits now (TKT-27 to TKT-29)."""
    try:
        await transfer(house, person, id, Question(wish.service, wish.subject, wish.text, wish.receipt, wish.values))
        found = await house.records.tickets.get(id)
    except Gone:
        found = None
    if found is None:
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours")
    return ticket_view(found)
