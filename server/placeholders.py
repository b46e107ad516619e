"""What the placeholders of `ticketing.templates` stand for, of one ticket and who writes. "" where it is not known."""

import time
from collections.abc import Mapping

from cti.plan import Person, Plan
from server.records import Records
from server.times import day_of
from storage.customers.keeping import TICKET
from storage.tickets import Ticket
from ticketing.customers.fields import EMAIL


async def values_of(
    ticket: Ticket, plan: Plan, records: Records, writer: Person | None, now: float
) -> Mapping[str, str]:
    """writer: whose answer it is; times are those of the house."""
    cards = records.customers.cards
    root = await cards.of_contact(TICKET, ticket.id)
    known = (await cards.summaries([root]))[0] if root else None
    service, queue = plan.services.get(ticket.service), plan.queues.get(ticket.queue)
    return {
        "ticket.number": str(ticket.id),
        "ticket.subject": ticket.subject,
        "ticket.opened": time.strftime("%F %H:%M", time.localtime(ticket.opened_at)),
        "ticket.queue": queue.name if queue else "",
        "ticket.path": " > ".join(ticket.path),
        "customer.number": ticket.caller,
        "customer.name": known.name if known else "",
        "customer.email": known.first(EMAIL) if known else "",
        "agent.name": writer.name if writer else "",
        "service.name": service.name if service else "",
        "today": day_of(now),
    }
