"""Whom a call or a ticket is about: for the popup and the page of the ticket."""

from fastapi import APIRouter
from pydantic import BaseModel

from cti.numbers import country_of, identity
from cti.plan import Person
from server.api.auth import Everybody, Permitted, TheHouse
from server.api.customers.common import card_of, contacts_view, kept_in, record_of, seen_by
from server.api.problems import Problem
from server.api.records import readable
from server.house import House
from server.rights import oversees
from server.views import CustomerMet, CustomerView
from storage.customers.keeping import TICKET
from ticketing.customers.words import customer_number

routes = APIRouter(prefix="/api", tags=["customers"])
SHOWN = 3  # contacts that a popup has room for
NOBODY = CustomerMet(0, "", "", [])


class TicketCustomer(BaseModel):
    """None for a ticket about nobody whom we know, such as a withheld number."""

    customer: CustomerView | None


class Given(BaseModel):
    customer: int


@routes.get("/calls/{id}/customer")
async def of_call(id: str, person: Permitted, house: TheHouse) -> CustomerMet:
    """Who is on the line, for who is in the call or rings. Quick: three look-ups by index."""
    call = house.seeing.call(id)
    if call is None or not (person.id in call.parties or oversees(person, call.service)):
        raise Problem(404, "there is no such call any more")
    if not kept_in(house, call.service):
        return NOBODY
    number = identity(call.caller, country_of(house.plan, call.service))
    root = await house.records.customers.cards.of_number(call.service, number) if number else 0
    return await _met(house, person, root) if root else NOBODY


async def _met(house: House, person: Person, root: int) -> CustomerMet:
    cards = house.records.customers.cards
    found = await cards.summaries([root])
    if not found:
        return NOBODY
    contacts = await contacts_view(house, person, await cards.contacts(root, 0.0, SHOWN))
    return CustomerMet(root, customer_number(root), found[0].name, contacts)


@routes.get("/tickets/{id}/customer")
async def of_ticket(id: int, signed: Everybody, house: TheHouse) -> TicketCustomer:
    """The customer of the ticket (CUS-07), for who may read it."""
    ticket = await readable(house, signed.person, id)
    root = await house.records.customers.cards.of_contact(TICKET, id)
    if not root or not kept_in(house, ticket.service):
        return TicketCustomer(customer=None)
    return TicketCustomer(customer=await card_of(house, signed.person, root))


@routes.put("/tickets/{id}/customer")
async def give(id: int, wish: Given, signed: Everybody, house: TheHouse) -> TicketCustomer:
    """The ticket is about somebody else than its number says (CUS-07)."""
    ticket = await readable(house, signed.person, id)
    found = await record_of(house, signed.person, wish.customer)
    if found.service != ticket.service or ticket.service not in seen_by(house, signed.person):
        raise Problem(422, "customer: this is a customer of another service")
    changing = house.records.customers.changing
    await changing.put_contact(TICKET, id, ticket.call, ticket.opened_at, found.id, signed.person.id)
    return TicketCustomer(customer=await card_of(house, signed.person, found.root))
