"""The event feed: what happened after a number, for programs that fetch instead of being told."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from cti.plan import Plan
from server.webhooks.belonging import Belonging
from server.webhooks.telling import Event, event
from storage.journal import SqlLog

STRIDE = 500  # entries read from the journal at once
MOST_READ = 5000  # entries of one request, whether they are anything to the reader or not


@dataclass
class Page:
    """next: after which to go on; more: there may be more now."""

    next: int
    more: bool
    events: list[Event] = field(default_factory=list)


async def after(
    log: SqlLog,
    plan: Plan,
    number: int,
    kinds: Iterable[str],
    services: Collection[str],
    sees: Callable[[str], bool],
    most: int,
) -> Page:
    """services: whose events; sees: may numbers and names of this service be seen. An event of several services is told
    once, for the first of them."""
    newest, belonging, page = await log.last_number(), Belonging(plan, log), Page(number, True)
    for _ in range(MOST_READ // STRIDE):
        entries = await log.kinds_since(page.next, kinds, STRIDE)
        for entry in entries:
            mine = sorted(await belonging.of(entry) & frozenset(services))
            if mine:
                page.events.append(event(entry, mine[0], all(map(sees, mine))))
            page.next = entry.number
            if len(page.events) == most:
                return page
        if len(entries) < STRIDE:
            return Page(max(newest, page.next), False, page.events)
    return page
