"""The triggers, put together."""

from collections.abc import Callable, Mapping

from cti.plan import Plan
from server.placeholders import values_of
from server.records import Records
from server.staff.post import Post
from server.triggers.completing import Completion
from server.triggers.doing import Hands
from server.triggers.running import TriggerRoom
from storage.people import People
from storage.tickets import Ticket
from ticketing.acquainted import Acquaintances


def open_triggers(
    records: Records, people: People, plan: Plan, post: Post, known: Acquaintances, clock: Callable[[], float]
) -> TriggerRoom:
    async def values(ticket: Ticket) -> Mapping[str, str]:
        return await values_of(ticket, plan, records, plan.people.get(ticket.agent), clock())

    hands = Hands(records.tickets, records.triggers, records.organisation, people, plan, post, known, clock, values)
    return TriggerRoom(hands, Completion(records.completing, records.tickets, plan, clock))
