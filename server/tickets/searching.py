"""What a list of tickets is asked for: one shape for the list, kept filters and exports (TKT-53)."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from cti.plan import Person
from server.house import House
from server.rights import tickets_in
from server.views import Priority
from storage.customers.finding import Wanted as CustomersWanted
from storage.ticket_lists import Wanted
from ticketing.categories import below
from ticketing.facts import Channel
from ticketing.life import VIEWS, TicketState
from ticketing.names import id_of

Short = Annotated[str, Field(max_length=100)]
MOST_CUSTOMERS = 200
Number = Annotated[int, Field(ge=0, lt=1 << 53)]
ViewName = Literal[
    "all", "unassigned", "groups", "mine_open", "mine_held", "mine_solved", "mine_completed", "spam"
]  # those of `ticketing.life.VIEWS`


class TicketFilter(BaseModel):
    """ "", 0 and null mean: all. A view is narrowed further by the rest, not widened. q: words anywhere in what was
    written, said or dialled; name: of one ticket, or its number; caller: the whole number; customer: words of
    name, mail, ID or number of a customer; receipt, processing: this
    category and those below it; since, until: when it was opened."""

    view: ViewName = "all"
    mine: bool = False
    q: Short = ""
    title: Short = ""
    name: Short = ""
    caller: Short = ""
    customer: Short = ""
    service: Short = ""
    state: TicketState | Literal[""] = ""
    agent: Short = ""
    group: Number = 0
    priority: Priority | Literal[""] = ""
    channel: Channel | Literal[""] = ""
    receipt: Number = 0
    processing: Number = 0
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


async def wanted(house: House, person: Person, asked: TicketFilter) -> Wanted:
    """As the records are asked. Nobody sees services by it that are not theirs."""
    view, services = VIEWS[asked.view], tickets_in(person)
    if asked.service:
        services &= {asked.service}
    found = Wanted(
        services=services,
        agent=person.id if view.mine or asked.mine else asked.agent,
        caller=asked.caller,
        state=str(view.state or asked.state),
        words=asked.q,
        title=asked.title,
        priority=asked.priority,
        channel=str(asked.channel),
        since=asked.since.timestamp() if asked.since else 0.0,
        until=asked.until.timestamp() if asked.until else 0.0,
        groups=frozenset({asked.group}) if asked.group else None,
        ids=frozenset({id_of(asked.name) or -1}) if asked.name else frozenset(),
    )
    if asked.customer:
        known = CustomersWanted(services=services, words=asked.customer)
        found = replace(found, customers=frozenset(await house.records.customers.finding.find(known, MOST_CUSTOMERS)))
    found = _narrowed(found, await _categories(house, asked))
    if not view.groups:
        return found
    mine = {each.id for each in await house.records.organisation.groups() if person.id in each.members}
    return replace(found, groups=frozenset(mine if found.groups is None else mine & found.groups))


def _narrowed(found: Wanted, categories: dict[str, frozenset[int]]) -> Wanted:
    none: frozenset[int] = frozenset()
    return replace(found, receipts=categories.get("receipts", none), processings=categories.get("processings", none))


async def _categories(house: House, asked: TicketFilter) -> dict[str, frozenset[int]]:
    """With those below them."""
    if not (asked.receipt or asked.processing):
        return {}
    known = (await house.records.setup.categories()).values()
    wanted = {"receipts": asked.receipt, "processings": asked.processing}
    return {name: below(known, id) for name, id in wanted.items() if id}
