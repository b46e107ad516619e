"""A call that leaves something behind has a customer: found by the number, or made (CUS-01, CUS-02).

Written in the transaction of the entry, so there is no ticket without its customer. What stands for nobody, such as a
withheld number, has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Double, Select, Text, exists, insert, literal, or_, select, update
from sqlalchemy.sql.base import Executable

from cti.contract import has
from cti.numbers import country_of, identity, national
from cti.plan import Plan
from journal import Entry
from storage.journal import Keeper
from storage.tables import customer_contacts, customer_numbers, customers
from storage.tables.base import Count
from ticketing import facts

TICKET, CALLBACK = "ticket", "callback"
CALL = "call"  # who made it, where a call did


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody called or is to be called. number: E.164; digits: as people of the country dial it; id: of the ticket or
    callback; entry: of the journal, None for what is filed later; at: epoch seconds."""

    kind: str
    id: int
    call: str
    service: str
    number: str
    digits: str
    at: float
    entry: int | None = None


def keeper(plan: Plan) -> Keeper:
    def keep(entry: Entry) -> Iterator[Executable]:
        match entry.fact:
            case facts.TicketOpened(call=call, service=service, caller=caller, ticket=id):
                yield from met(contact(plan, TICKET, id, call, service, caller, entry.at, entry.number))
            case facts.CallbackAsked(call=call, service=service, caller=caller, callback=id):
                yield from met(contact(plan, CALLBACK, id, call, service, caller, entry.at, entry.number))

    return keep


def contact(
    plan: Plan, kind: str, id: int, call: str, service: str, caller: str, at: float, entry: int | None = None
) -> Contact | None:
    """None for a number that stands for nobody, and where the service keeps no customers."""
    country = country_of(plan, service)
    number = identity(caller, country)
    if not number or not has(plan.services.get(service), "customers"):
        return None
    return Contact(kind, id, call, service, number, national(number, country), at, entry)


def met(new: Contact | None) -> Iterator[Executable]:
    """The rows of a contact. One that is filed later has no entry; a negative number of its own stands for it."""
    if new is None:
        return
    mark = new.entry if new.entry is not None else -(2 * new.id + (new.kind == CALLBACK))
    known = exists().where(customer_numbers.c.service == new.service, customer_numbers.c.number == new.number)
    made = select(*(_text(new.service), literal(0, Count), literal(mark, Count), _at(new.at), _at(new.at)))
    names = ["service", "root", "entry", "made_at", "seen_at"]
    yield insert(customers).from_select(names, made.where(~known))
    mine = customers.c.entry == mark
    yield update(customers).where(mine, customers.c.root == 0).values(root=customers.c.id)
    told = (new.service, new.number, new.digits, new.digits[::-1], CALL)
    number = select(*map(_text, told), _at(new.at), customers.c.id).where(mine, ~known)
    yield insert(customer_numbers).from_select(["service", "number", "digits", "tail", "by", "at", "customer"], number)
    yield from _noted(new)


def _noted(new: Contact) -> Iterator[Executable]:
    whose = customer_numbers.c.service == new.service, customer_numbers.c.number == new.number
    row = select(
        _text(new.kind), literal(new.id, Count), _text(new.call), _at(new.at), customer_numbers.c.customer
    ).where(*whose)
    yield insert(customer_contacts).from_select(["kind", "id", "call", "at", "customer"], row)
    owner = select(customer_numbers.c.customer).where(*whose)
    roots = select(customers.c.root).where(customers.c.id.in_(owner))
    yield (
        update(customers)
        .where(or_(customers.c.id.in_(owner), customers.c.id.in_(_apart(roots))), customers.c.seen_at < new.at)
        .values(seen_at=new.at)
    )


def _apart(query: Select[tuple[int]]) -> Select[tuple[int]]:
    """As a table of its own, for what is updated cannot be read in the same breath everywhere."""
    inner = query.subquery()
    return select(inner.c.root)


def _text(value: str) -> ColumnElement[str]:
    return literal(value, Text)


def _at(value: float) -> ColumnElement[float]:
    return literal(value, Double)
