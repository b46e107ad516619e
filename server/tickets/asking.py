"""What is asked in a ticket, and whether it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from cti.refused import Refused
from server.house import House
from server.tickets.knowing import known_of
from storage.tickets import Filed
from ticketing.categories import up
from ticketing.fields import TicketField, Value, asked, filled, missing


async def fields_of(house: House, found: Filed) -> list[TicketField]:
    """What is asked in this ticket, in order."""
    known = await house.records.setup.categories({found.service})
    way = [each.id for each in up(known, found.receipt)]
    return asked(await house.records.setup.fields({found.service}), way, found.channel)


@dataclass(frozen=True, slots=True)
class Answers:
    """values: what stands in the fields; known: what is known of the customer for those in which nothing does."""

    fields: list[TicketField]
    values: Mapping[int, Value]
    known: Mapping[int, Value]


async def answers_of(house: House, found: Filed) -> Answers:
    fields, values = await fields_of(house, found), await house.records.setup.values(found.id)
    known = await known_of(house, found) if any(each.known_as for each in fields) else {}
    return Answers(fields, values, filled(fields, values, known))


async def check_filled(house: House, found: Filed) -> Mapping[int, Value]:
    """What the customer's record answers, to be kept with the ticket. Raises `Refused` where something is asked that
    nobody has answered."""
    told = await answers_of(house, found)
    if names := missing(told.fields, {**told.values, **told.known}):
        listed = ", ".join(names)
        raise Refused(f"fill in first: {listed}", "ticket_fields_missing", fields=listed)
    return told.known
