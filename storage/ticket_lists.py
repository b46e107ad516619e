"""Which tickets a list shows, newest first.

Rule: what is read grows with the length of a page, not with the number of tickets. Where somebody sees several services
(or groups), each of them is asked for a page by its own index, and the pages are merged.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, and_, false, func, select, true, union_all

from storage.tables import customer_contacts, customers, tickets
from storage.ticket_texts import found_by
from ticketing.life import TicketState

MOST_COUNTED = 1000  # more than this is not counted
MOST_PARTS = 30  # services or groups that are asked one by one
ROW = tickets.c


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


def listed(wanted: Wanted, limit: int, *, sqlite: bool) -> Select[tuple[object, ...]]:
    """One page of it, at most so many."""
    page = _page(wanted, limit, sqlite=sqlite)
    return select(tickets).where(ROW.id.in_(select(page.c.id))).order_by(ROW.id.desc()).limit(limit)


def counted(wanted: Wanted, *, sqlite: bool) -> Select[int]:
    """How many there are, up to `MOST_COUNTED`."""
    page = _page(wanted, MOST_COUNTED, sqlite=sqlite)
    return select(func.count()).select_from(select(page.c.id).limit(MOST_COUNTED).subquery())


def _page(wanted: Wanted, limit: int, *, sqlite: bool) -> Subquery:
    parts = [true()] if _searches(wanted) else _parts(wanted)
    pages = [_of_part(wanted, part, limit, sqlite=sqlite).subquery() for part in parts]
    if len(pages) == 1:
        return pages[0]
    return union_all(*(select(page.c.id) for page in pages)).subquery()


def _of_part(wanted: Wanted, part: ColumnElement[bool], limit: int, *, sqlite: bool) -> Select[tuple[int]]:
    query = select(ROW.id).where(*_fits(wanted), part)
    if _searches(wanted):
        query = found_by(query.where(*_whose(wanted)), f"{wanted.words} {wanted.title}", sqlite=sqlite)
    return query.order_by(ROW.id.desc()).limit(limit)


def _searches(wanted: Wanted) -> bool:
    return bool(wanted.words.strip() or wanted.title.strip())


def _parts(wanted: Wanted) -> list[ColumnElement[bool]]:
    """One for each index that is walked."""
    services = [ROW.service.in_(sorted(wanted.services))] if wanted.services is not None else []
    if wanted.groups is not None and len(wanted.groups) <= MOST_PARTS:
        return [and_(ROW.group == group, *services) for group in sorted(wanted.groups)] or [false()]
    if wanted.services is None or wanted.agent or len(wanted.services) > MOST_PARTS:
        return [and_(true(), *_whose(wanted))]
    return [ROW.service == service for service in sorted(wanted.services)] or [false()]


def _whose(wanted: Wanted) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if wanted.services is not None:
        parts.append(ROW.service.in_(sorted(wanted.services)))
    if wanted.groups is not None:
        parts.append(ROW.group.in_(sorted(wanted.groups)))
    return parts


def _fits(wanted: Wanted) -> list[ColumnElement[bool]]:
    exact = {"agent": wanted.agent, "caller": wanted.caller, "state": wanted.state, "priority": wanted.priority}
    exact |= {"channel": wanted.channel, "kind": wanted.kind}
    found = [ROW[name] == value for name, value in exact.items() if value]
    sets = {"receipt": wanted.receipts, "processing": wanted.processings, "id": wanted.ids}
    found += [ROW[name].in_(sorted(values)) for name, values in sets.items() if values]
    if wanted.customers is not None:
        records = select(customers.c.id).where(customers.c.root.in_(sorted(wanted.customers)))
        of_them = (customer_contacts.c.kind == "ticket") & customer_contacts.c.customer.in_(records)
        found.append(ROW.id.in_(select(customer_contacts.c.id).where(of_them)))
    if not wanted.state:
        found.append(ROW.state != TicketState.SPAM.value)
    if wanted.title.strip():
        found += [ROW.subject.icontains(word, autoescape=True) for word in wanted.title.split()]
    if wanted.before:
        found.append(ROW.id < wanted.before)
    return found + _opened(wanted)


def _opened(wanted: Wanted) -> list[ColumnElement[bool]]:
    """By number first, which grows with time: old tickets are found without reading all newer ones."""
    found: list[ColumnElement[bool]] = []
    if wanted.since:
        first = select(ROW.id).where(ROW.opened_at >= wanted.since).order_by(ROW.opened_at).limit(1)
        found += [ROW.id >= first.scalar_subquery(), ROW.opened_at >= wanted.since]
    if wanted.until:
        last = select(ROW.id).where(ROW.opened_at < wanted.until).order_by(ROW.opened_at.desc()).limit(1)
        found += [ROW.id <= last.scalar_subquery(), ROW.opened_at < wanted.until]
    return found
