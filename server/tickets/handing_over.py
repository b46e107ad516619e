"""A matter goes to an issue service: what is asked for there, and the ticket that is made (TKT-27 to TKT-29)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cti.contract import Kind, ServiceState
from cti.plan import Person
from cti.refused import Refused
from server.house import House
from server.tickets.doing import make, of_theirs, read, step
from storage.tickets import Change, Head, Ticket
from ticketing.categories import CategoryTree, up
from ticketing.facts import Channel, TicketKind
from ticketing.fields import Audience, TicketField, Value, accepted, asked, missing
from ticketing.life import TicketStep, Wish


@dataclass(frozen=True, slots=True)
class Question:
    """What a ticket asks an issue service. receipt: a category of that service, 0 for none; values: of its customer
    fields, by their numbers."""

    service: str
    subject: str
    text: str
    receipt: int = 0
    values: Mapping[int, object] = field(default_factory=dict)


async def transfer(house: House, person: Person, id: int, question: Question) -> Ticket:
    """Hand a matter to an issue service: a ticket there, and this one waits for what it says. Gives the new ticket.
    Raises `Refused` and `Gone`."""
    found = await of_theirs(house, person, id)
    values = await _answered(house, question)
    said = {"subject": question.subject or found.subject, "note": question.text}
    said = await house.records.masking.kept_hidden(id, said)
    await step(house, id, Wish(TicketStep.TRANSFER, person.id), question.text)
    new = await make(house, TicketKind.HANDED_OVER, question.service, found.caller, "", id)
    head: Head = {**said, "receipt": question.receipt}
    await house.records.setup.put_values(new.id, values)
    await house.records.tickets.change(new.id, head)
    link: Change = {"what": "transfer", "before": "", "after": str(new.id)}
    wish = Wish(TicketStep.CHANGE, person.id)
    await house.records.tickets.step(id, wish, house.clock(), changes=[link])
    return await read(house, new.id)


async def asked_there(house: House, service: str, receipt: int) -> list[TicketField]:
    """What the issue service wants to know of the customer, by the receipt type. Raises `Refused`."""
    known = house.plan.services.get(service)
    if known is None or known.kind != Kind.ISSUE or known.state != ServiceState.IN_USE:
        raise Refused("matters are handed over to issue services that are in use", "ticket_no_issue_service")
    categories = await house.records.setup.categories({service})
    if receipt and (receipt not in categories or categories[receipt].tree is not CategoryTree.RECEIPT):
        raise Refused("there is no such category in this service", "category_unknown")
    way = [each.id for each in up(categories, receipt)]
    fields = asked(await house.records.setup.fields({service}), way, Channel.TRANSFER)
    return [each for each in fields if each.audience is Audience.CUSTOMER]


async def _answered(house: House, question: Question) -> dict[int, Value]:
    fields = {each.id: each for each in await asked_there(house, question.service, question.receipt)}
    if question.values.keys() - fields.keys():
        raise Refused("the fields have changed meanwhile; load them again", "fields_changed")
    values = {id: accepted(fields[id], value) for id, value in question.values.items()}
    if names := missing(fields.values(), values):
        told = ", ".join(names)
        raise Refused(f"fill in first: {told}", "ticket_fields_missing", fields=told)
    return values
