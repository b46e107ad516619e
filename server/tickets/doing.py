"""One deed on one ticket: may this person, is it possible now, and who is told.

Rule: whoever asks for it, a page for one ticket or a batch for five hundred, it is decided here and nowhere else.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cti.plan import Person
from cti.refused import Refused
from server.house import House
from server.rights import may_lead_tickets, may_ticket
from server.tickets.asking import check_filled
from server.triggers.running import OF_STEPS
from storage.organisation import Group
from storage.tickets import Change, Filed, Ticket
from ticketing import commands
from ticketing.facts import TicketKind
from ticketing.fields import Value
from ticketing.life import NEEDS_FIELDS, OVER, REPORTED, TicketState, TicketStep, Wish
from ticketing.triggers.conditions import Happening

NONE_GIVEN = -1


@dataclass(frozen=True, slots=True)
class Deed:
    """text: for colleagues, kept in the history; agent, group: to whom it is passed on; group: `NONE_GIVEN` where
    nobody chose one."""

    step: TicketStep
    text: str = ""
    agent: str = ""
    group: int = NONE_GIVEN


class Gone(LookupError):
    """There is no such ticket, or this person must not know of it."""


async def do(house: House, person: Person, id: int, deed: Deed) -> Ticket:
    """The ticket afterwards. Raises `Refused` and `Gone`."""
    found = await of_theirs(house, person, id)
    wish = await _wish(house, person, found, deed)
    known = await check_filled(house, found) if deed.step in NEEDS_FIELDS else {}
    after = await step(house, id, wish, deed.text, known)
    if deed.step in REPORTED and found.kind == TicketKind.HANDED_OVER and found.after:
        await _report(house, found, wish, deed.text)
    fired = await house.triggers.happened(id, [OF_STEPS.get(deed.step, Happening.CHANGED)])
    return await read(house, id) if fired else after


async def make(house: House, kind: TicketKind, service: str, caller: str, agent: str, after: int) -> Ticket:
    """A ticket that no call made. after: the one that it came from, 0 for none."""
    contact = f"{kind}-{uuid.uuid4().hex}"
    await house.ask(commands.OpenTicket(contact, kind, service, "", caller, agent, after=after))
    return (await house.records.tickets.of_call(contact))[0]


def groups_of(groups: Sequence[Group], service: str, person: str) -> list[int]:
    return [group.id for group in groups if group.service == service and person in group.members]


async def of_theirs(house: House, person: Person, id: int) -> Filed:
    found = await house.records.tickets.filed(id)
    if found is None or not (may_ticket(person, found.service) or found.agent == person.id):
        raise Gone(id)
    return found


async def _wish(house: House, person: Person, found: Filed, deed: Deed) -> Wish:
    leads = may_lead_tickets(person, found.service)
    if deed.step is TicketStep.FETCH:
        group = await _group_of(house, found, person.id, deed.group)
        return Wish(deed.step, person.id, person.id, leads, group)
    if deed.step not in (TicketStep.FORWARD, TicketStep.ASSIGN):
        return Wish(deed.step, person.id, leads=leads)
    taker = house.plan.people.get(deed.agent)
    if deed.agent and (taker is None or not may_ticket(taker, found.service)):
        raise Refused("this person does not work on tickets of the service", "ticket_no_taker")
    if taker:
        group = await _group_of(house, found, taker.id, deed.group, asks=False)
        return Wish(deed.step, person.id, taker.id, leads, group)
    known = {group.id for group in await house.records.organisation.groups() if group.service == found.service}
    if deed.group not in known:
        raise Refused("choose a group of the service, or somebody of it", "ticket_no_group")
    return Wish(deed.step, person.id, "", leads, deed.group)


async def _group_of(house: House, found: Filed, taker: str, chosen: int, *, asks: bool = True) -> int:
    """For which of their groups somebody has a ticket (TKT-13). Who has one group has nothing to choose."""
    theirs = groups_of(await house.records.organisation.groups(), found.service, taker)
    if chosen > 0:
        if chosen not in theirs:
            raise Refused("this person does not belong to the group", "ticket_other_group")
        return chosen
    if len(theirs) > 1 and found.group not in theirs and asks:
        raise Refused("choose the group for which you take it", "ticket_which_group")
    return found.group if found.group in theirs else (theirs or [0])[0]


async def step(
    house: House, id: int, wish: Wish, text: str = "", values: Mapping[int, Value] = MappingProxyType({})
) -> Ticket:
    try:
        said = await house.records.masking.kept_hidden(id, {"text": text})
        await house.records.tickets.step(id, wish, house.clock(), said["text"], values=values)
    except LookupError:
        raise Gone(id) from None
    changed = await read(house, id)
    house.acquaintances.closed(id, TicketState(changed.state) not in OVER)
    house.acquaintances.given(id, changed.agent)
    return changed


async def _report(house: House, of: Filed, wish: Wish, text: str) -> None:
    """To the ticket from which the matter came: holding it is an answer already (TKT-30). What has been dealt with
    there meanwhile stays as it is."""
    link: Change = {"what": str(wish.step), "before": "", "after": str(of.id)}
    text = (await house.records.masking.kept_hidden(of.after, {"text": text}))["text"]
    for step in (TicketStep.ANSWER, TicketStep.COMMENT):
        try:
            await house.records.tickets.step(of.after, Wish(step, wish.by), house.clock(), text, changes=[link])
            return
        except Refused:
            continue
        except LookupError:
            return


async def read(house: House, id: int) -> Ticket:
    found = await house.records.tickets.get(id)
    if found is None:
        raise Gone(id)
    return found
