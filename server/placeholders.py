"""What the placeholders of `ticketing.templates` stand for, of one ticket and who writes. "" where it is not known."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from cti.numbers import country_of, identity
from cti.plan import Person, Plan
from server.records import Records
from server.times import day_of
from storage.customers.keeping import TICKET
from storage.tickets import Ticket
from ticketing.customers.fields import EMAIL

LATER = ("ticket.number", "ticket.opened")  # known as soon as the ticket is made


@dataclass(frozen=True, slots=True)
class NewOne:
    """A ticket that somebody writes and that is not made yet. caller: the customer's number, "" where unknown."""

    service: str
    subject: str
    caller: str


async def values_of(
    ticket: Ticket, plan: Plan, records: Records, writer: Person | None, now: float
) -> Mapping[str, str]:
    """writer: whose answer it is; times are those of the house."""
    root = await records.customers.cards.of_contact(TICKET, ticket.id)
    queue = plan.queues.get(ticket.queue)
    of_ticket = {
        "ticket.number": str(ticket.id),
        "ticket.subject": ticket.subject,
        "ticket.opened": time.strftime("%F %H:%M", time.localtime(ticket.opened_at)),
        "ticket.queue": queue.name if queue else "",
        "ticket.path": " > ".join(ticket.path),
        "customer.number": ticket.caller,
    }
    return of_ticket | await _of_customer(records, root) | _of_house(plan, ticket.service, writer, now)


async def values_of_new(
    new: NewOne, plan: Plan, records: Records, writer: Person | None, now: float
) -> Mapping[str, str]:
    """What is known before the ticket is made: `LATER` stands for itself, so that it is filled in then."""
    number = identity(new.caller, country_of(plan, new.service))
    root = await records.customers.cards.of_number(new.service, number) if number else 0
    of_ticket = {name: f"#{{{name}}}" for name in LATER}
    told = {"ticket.subject": new.subject, "customer.number": new.caller}
    return of_ticket | told | await _of_customer(records, root) | _of_house(plan, new.service, writer, now)


async def _of_customer(records: Records, root: int) -> dict[str, str]:
    known = (await records.customers.cards.summaries([root]))[0] if root else None
    return {
        "customer.name": known.name if known else "",
        "customer.email": known.first(EMAIL) if known else "",
    }


def _of_house(plan: Plan, service: str, writer: Person | None, now: float) -> dict[str, str]:
    known = plan.services.get(service)
    return {
        "agent.name": writer.name if writer else "",
        "service.name": known.name if known else "",
        "today": day_of(now),
    }
