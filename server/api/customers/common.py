"""What all requests about customers share: who may see whom, and views."""

from collections.abc import Iterable, Mapping

from cti.contract import has
from cti.numbers import country_of, identity, national
from cti.plan import Person
from server.api.problems import Problem
from server.callbacks import callback_view
from server.house import House
from server.live import ticket_view
from server.rights import may_keep_customers, may_see_callback, may_see_customers
from server.views import (
    CustomerContact,
    CustomerEventView,
    CustomerNoteView,
    CustomerPart,
    CustomerPhoneView,
    CustomerRow,
    CustomerValueView,
    CustomerView,
)
from storage.customers.cards import Card, Contacted, Summary
from storage.customers.changing import Telephone
from storage.customers.keeping import TICKET
from storage.tickets import Ticket
from ticketing.customers.fields import EMAIL, LOGIN, USER_KEY
from ticketing.customers.merging import Record
from ticketing.customers.words import customer_number, starred_address, starred_name


def kept_in(house: House, service: str) -> bool:
    """The service keeps customers by its contract (ORG-15)."""
    return has(house.plan.services.get(service), "customers")


def seen_by(house: House, person: Person) -> frozenset[str]:
    """The services whose customers this person may look for."""
    return frozenset(each for each in house.plan.services if may_see_customers(person, each) and kept_in(house, each))


def kept_by(house: House, person: Person) -> frozenset[str]:
    """The services whose customers this person keeps: the menu Customers."""
    return frozenset(each for each in house.plan.services if may_keep_customers(person, each) and kept_in(house, each))


def must_keep(house: House, person: Person, service: str) -> None:
    if service not in kept_by(house, person):
        raise Problem(403, "customers of this service are not yours to keep")


async def record_of(house: House, person: Person, id: int) -> Record:
    """Of a service that is the person's. Raises a 404 for others too, so that nobody learns which numbers there are."""
    found = await house.records.customers.cards.record(id)
    if found is None or found.service not in seen_by(house, person):
        raise gone()
    return found


async def kept_record(house: House, person: Person, id: int) -> Record:
    found = await record_of(house, person, id)
    must_keep(house, person, found.service)
    return found


def gone() -> Problem:
    return Problem(404, "there is no such customer")


async def card_of(house: House, person: Person, root: int) -> CustomerView:
    found = await house.records.customers.cards.card(root)
    if found is None:
        raise gone()
    return view(found, may_keep_customers(person, found.head.service))


def view(card: Card, may_keep: bool) -> CustomerView:
    head = card.head
    return CustomerView(
        head.id,
        customer_number(head.id),
        head.service,
        head.name,
        head.made_at,
        head.seen_at,
        card.records[0].erased,
        may_keep,
        [CustomerPhoneView(each.number, each.digits, each.record, each.at, each.by) for each in head.numbers],
        [CustomerValueView(each.id, each.field, each.value, each.record, each.at, each.by) for each in head.values],
        [CustomerNoteView(each.record, each.at, each.by, each.text) for each in card.notes],
        [CustomerEventView(each.record, each.at, each.by, each.what, each.about) for each in card.events],
        [CustomerPart(each.id, customer_number(each.id), each.into) for each in card.records],
    )


def row(found: Summary) -> CustomerRow:
    return CustomerRow(
        found.id,
        customer_number(found.id),
        found.service,
        starred_name(found.name),
        starred_address(found.first(EMAIL)) if found.first(EMAIL) else "",
        found.numbers[0].digits if found.numbers else "",
        found.first(LOGIN),
        found.first(USER_KEY),
        found.made_at,
        found.seen_at,
    )


def telephone(house: House, service: str, text: str) -> Telephone:
    """A number as people write it. Raises a 422 for one that stands for nobody."""
    country = country_of(house.plan, service)
    number = identity(text, country)
    if not number:
        raise Problem(
            422,
            "this is no whole number; type it with its area, or with + and the country",
            code="customer_phone",
        )
    return Telephone(number, national(number, country))


async def contacts_view(house: House, person: Person, listed: Iterable[Contacted]) -> list[CustomerContact]:
    """Without callbacks that somebody else is to make, for who does not assign any (CB-03)."""
    contacts = list(listed)
    tickets = await house.records.tickets.several([each.id for each in contacts if each.kind == TICKET])
    told = [await _contact(house, person, each, tickets) for each in contacts]
    return [each for each in told if each]


async def _contact(
    house: House, person: Person, each: Contacted, tickets: Mapping[int, Ticket]
) -> CustomerContact | None:
    about = each.id, each.record, each.call, each.at
    if each.kind == TICKET:
        ticket = tickets.get(each.id)
        return CustomerContact("ticket", *about, ticket=ticket_view(ticket) if ticket else None)
    callback = await house.records.callbacks.get(each.id)
    if callback is None or not may_see_callback(person, house.plan.services, callback.service, callback.assignee):
        return None
    return CustomerContact("callback", *about, callback=callback_view(callback, house.plan.people))
