"""What is asked in a ticket, and whether it was answered."""

from cti.refused import Refused
from server.house import House
from storage.tickets import Ticket
from ticketing.categories import up
from ticketing.fields import TicketField, asked, missing


async def fields_of(house: House, found: Ticket) -> list[TicketField]:
    """What is asked in this ticket, in order."""
    known = await house.records.setup.categories({found.service})
    way = [each.id for each in up(known, found.receipt)]
    return asked(await house.records.setup.fields({found.service}), way, found.channel)


async def check_filled(house: House, found: Ticket) -> None:
    """Raises `Refused` where something is asked that nobody has answered."""
    names = missing(await fields_of(house, found), await house.records.setup.values(found.id))
    if names:
        told = ", ".join(names)
        raise Refused(f"fill in first: {told}", "ticket_fields_missing", fields=told)
