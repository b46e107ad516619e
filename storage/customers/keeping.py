"""A call that leaves something behind has a customer: found by the number, or made (CUS-01, CUS-02).

Written in the transaction of the entry, so there is no ticket without its customer. What stands for nobody, such as a
withheld number, has none.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import Double, Insert, Select, Text, Update, bindparam, exists, insert, literal, or_, select, update
from sqlalchemy.sql.base import Executable

from cti.contract import has
from cti.numbers import country_of, identity, national
from cti.plan import Plan
from journal import Entry
from storage.journal import Keeper, Statement
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
    def keep(entry: Entry) -> Iterator[Statement]:
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


def met(new: Contact | None) -> Iterator[tuple[Executable, dict[str, object]]]:
    """The rows of a contact. One that is filed later has no entry; a negative number of its own stands for it."""
    if new is None:
        return
    mark = new.entry if new.entry is not None else -(2 * new.id + (new.kind == CALLBACK))
    told = asdict(new) | {"mark": mark, "tail": new.digits[::-1]}
    for statement, names in STATEMENTS:
        yield statement, {f"new_{name}": told[name] for name in names}


# --- the statements, made once: they are as many as all others of a call together ------------------------------------

_SERVICE, _NUMBER, _DIGITS = (bindparam(f"new_{name}", type_=Text) for name in ("service", "number", "digits"))
_TAIL, _KIND, _CALL = (bindparam(f"new_{name}", type_=Text) for name in ("tail", "kind", "call"))
_MARK, _ID = (bindparam(f"new_{name}", type_=Count) for name in ("mark", "id"))
_AT = bindparam("new_at", type_=Double)
_whose = customer_numbers.c.service == _SERVICE, customer_numbers.c.number == _NUMBER
_known = exists().where(*_whose)
_mine = customers.c.entry == _MARK


def _customer() -> Iterator[Insert | Update]:
    """A new one, where nobody is known by this number."""
    made = select(_SERVICE, literal(0, Count), _MARK, _AT, _AT)
    names = ["service", "root", "entry", "made_at", "seen_at"]
    yield insert(customers).from_select(names, made.where(~_known))
    yield update(customers).where(_mine, customers.c.root == 0).values(root=customers.c.id)
    told = _SERVICE, _NUMBER, _DIGITS, _TAIL, literal(CALL, Text), _AT, customers.c.id
    number = select(*told).where(_mine, ~_known)
    yield insert(customer_numbers).from_select(["service", "number", "digits", "tail", "by", "at", "customer"], number)


def _noted() -> Iterator[Insert | Update]:
    row = select(_KIND, _ID, _CALL, _AT, customer_numbers.c.customer).where(*_whose)
    yield insert(customer_contacts).from_select(["kind", "id", "call", "at", "customer"], row)
    owner = select(customer_numbers.c.customer).where(*_whose)
    roots = select(customers.c.root).where(customers.c.id.in_(owner))
    yield (
        update(customers)
        .where(or_(customers.c.id.in_(owner), customers.c.id.in_(_apart(roots))), customers.c.seen_at < _AT)
        .values(seen_at=_AT)
    )


def _apart(query: Select[tuple[int]]) -> Select[tuple[int]]:
    """As a table of its own, for what is updated cannot be read in the same breath everywhere."""
    inner = query.subquery()
    return select(inner.c.root)


def _named(statement: Insert | Update) -> tuple[str, ...]:
    """What the statement wants to be told; what it has of its own has no such name."""
    return tuple(name.removeprefix("new_") for name in statement.compile().params if name.startswith("new_"))


STATEMENTS = tuple((each, _named(each)) for each in (*_customer(), *_noted()))
