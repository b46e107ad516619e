"""Which tickets a list shows, newest first.

Rule: what is read grows with the length of a page, not with the number of tickets. Where somebody sees several services
(or groups), each of them is asked for a page by its own index, and the pages are merged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, desc, false, func, select, true, union_all

from storage.among import among
from storage.tables import customer_contacts, customers, tickets
from ticketing.life import TicketState

MOST_COUNTED = 1000  # more than this is not counted
MOST_PARTS = 30  # services or groups that are asked one by one
ROW = tickets.c
Conditions = list[ColumnElement[bool]]
OfPart = Callable[[Conditions], Select[int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of tickets is narrowed to; "", 0, empty and None mean: all.

    services, groups: of one of these; words: somewhere in what can be found; since, until: opened then, epoch seconds;
    receipts, processings: of one of these categories; before: the number after which the list goes on; state: without
    one, spam is left out; ids: one of these; customers: of one of these, by their roots.
    """

    services: frozenset[str] | None = None
    agent: str = ""
    caller: str = ""
    state: str = ""
    words: str = ""
    before: int = 0
    groups: frozenset[int] | None = None
    priority: str = ""
    channel: str = ""
    kind: str = ""
    title: str = ""
    since: float = 0.0
    until: float = 0.0
    receipts: frozenset[int] = frozenset()
    processings: frozenset[int] = frozenset()
    ids: frozenset[int] = frozenset()
    customers: frozenset[int] | None = None


def listed(wanted: Wanted, limit: int, *, sqlite: bool) -> Select[int]:
    """The numbers of one page of it, at most so many, newest first. Words and title are not looked at."""
    return merged(wanted, limit, lambda part: select(ROW.id).where(*part), sqlite=sqlite)


def merged(wanted: Wanted, limit: int, of_part: OfPart, *, sqlite: bool) -> Select[int]:
    """The newest of all parts, each of which is walked by its own index and no further than the page goes.

    PostgreSQL walks them in order only if each is asked for in order, SQLite only if it is not.
    """
    fits = _fits(wanted)
    parts = [of_part([*fits, part]) for part in _parts(wanted)]
    if len(parts) == 1:
        return parts[0].order_by(ROW.id.desc()).limit(limit)
    if not sqlite:
        parts = [select(part.order_by(ROW.id.desc()).limit(limit).subquery().c.id) for part in parts]
    page = union_all(*parts).order_by(desc("id")).limit(limit).subquery()
    return select(page.c.id).order_by(page.c.id.desc())


def counted(wanted: Wanted, *, sqlite: bool) -> Select[int]:
    """How many there are, up to `MOST_COUNTED`. Words and title are not looked at."""
    return select(func.count()).select_from(listed(wanted, MOST_COUNTED, sqlite=sqlite).subquery())


def conditions(wanted: Wanted) -> Conditions:
    """All that a ticket has to fit, but for words and title."""
    return _fits(wanted) + _whose(wanted)


def _parts(wanted: Wanted) -> Conditions:
    """One for each index that is walked: those of the narrowest that is asked for."""
    if wanted.ids or wanted.customers is not None or wanted.caller:
        return [and_(true(), *_whose(wanted))]
    for column, values in ((ROW.receipt, wanted.receipts), (ROW.processing, wanted.processings)):
        if 0 < len(values) <= MOST_PARTS:
            return [and_(column == value, *_whose(wanted)) for value in sorted(values)]
    services = [ROW.service.in_(sorted(wanted.services))] if wanted.services is not None else []
    if wanted.groups is not None and len(wanted.groups) <= MOST_PARTS:
        return [and_(ROW.group == group, *services) for group in sorted(wanted.groups)] or [false()]
    if wanted.services is None or wanted.agent or len(wanted.services) > MOST_PARTS:
        return [and_(true(), *_whose(wanted))]
    return [ROW.service == service for service in sorted(wanted.services)] or [false()]


def _whose(wanted: Wanted) -> Conditions:
    parts: Conditions = []
    if wanted.services is not None:
        parts.append(ROW.service.in_(sorted(wanted.services)))
    if wanted.groups is not None:
        parts.append(ROW.group.in_(sorted(wanted.groups)))
    return parts


def _fits(wanted: Wanted) -> Conditions:
    exact = {"agent": wanted.agent, "caller": wanted.caller, "state": wanted.state, "priority": wanted.priority}
    exact |= {"channel": wanted.channel, "kind": wanted.kind}
    found = [ROW[name] == value for name, value in exact.items() if value]
    sets = {"receipt": wanted.receipts, "processing": wanted.processings}
    found += [ROW[name].in_(sorted(values)) for name, values in sets.items() if values]
    if wanted.ids:
        found.append(among(ROW.id, sorted(wanted.ids)))
    if wanted.customers is not None:
        records = select(customers.c.id).where(among(customers.c.root, sorted(wanted.customers)))
        of_them = (customer_contacts.c.kind == "ticket") & customer_contacts.c.customer.in_(records)
        found.append(ROW.id.in_(select(customer_contacts.c.id).where(of_them)))
    if not wanted.state:
        found.append(ROW.state != TicketState.SPAM.value)
    if wanted.before:
        found.append(ROW.id < wanted.before)
    return found + _opened(wanted)


def _opened(wanted: Wanted) -> Conditions:
    """By number first, which grows with time: old tickets are found without reading all newer ones."""
    found: Conditions = []
    if wanted.since:
        first = select(ROW.id).where(ROW.opened_at >= wanted.since).order_by(ROW.opened_at).limit(1)
        found += [ROW.id >= first.scalar_subquery(), ROW.opened_at >= wanted.since]
    if wanted.until:
        last = select(ROW.id).where(ROW.opened_at < wanted.until).order_by(ROW.opened_at.desc()).limit(1)
        found += [ROW.id <= last.scalar_subquery(), ROW.opened_at < wanted.until]
    return found
