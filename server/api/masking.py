"""Masked passages of tickets (TKT-55, TKT-56): who works on a ticket masks, who leads its service sees the words.

It is there where the contract has the security service and the provider has switched it on (SEC-05): that is done by
`cti masking on SERVICE`, and by no request.
"""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.contract import has
from cti.refused import Refused
from server.api.auth import Everybody, TheHouse
from server.api.problems import Problem
from server.api.records import of_my_service, readable, ticket
from server.house import House
from server.rights import may_lead_tickets, may_ticket
from server.views import MasksView, MaskTouchView, MaskView, TicketView
from storage.masking import Passage, Touch
from storage.vault import Locked

routes = APIRouter(prefix="/api/tickets", tags=["masking"])


class MaskWish(BaseModel):
    """start: of the words, in characters (Unicode code points) of the text; key: which event, for the place `event`."""

    place: Literal["subject", "note", "event"]
    start: Annotated[int, Field(ge=0, le=20_000)]
    words: Annotated[str, Field(min_length=1, max_length=2000)]
    key: Annotated[str, Field(pattern=r"^\d{0,18}$")] = ""


class Words(BaseModel):
    words: str


@routes.get("/{id}/masks")
async def masks(id: int, signed: Everybody, house: TheHouse) -> MasksView:
    """What is masked in the ticket, and who masked, saw or unmasked something."""
    service = (await readable(house, signed.person, id)).service
    items = [MaskView(each.number, each.length, each.by, each.at) for each in await house.records.masking.of(id)]
    touched = await house.records.masking.touched(id)
    log = [MaskTouchView(each.number, each.at, each.by, Touch(each.what)) for each in touched]
    may_mask = may_ticket(signed.person, service) and await _is_on(house, service)
    return MasksView(items, log, may_mask, may_lead_tickets(signed.person, service))


@routes.post("/{id}/masks", status_code=201)
async def mask(id: int, wish: MaskWish, signed: Everybody, house: TheHouse) -> TicketView:
    """Take the words out of all texts of the ticket and keep them encrypted."""
    service = (await of_my_service(id, signed, house)).service
    if not await _is_on(house, service):
        raise Refused("masking is not switched on for this service; ask your provider", "mask_off")
    passage = Passage(wish.place, wish.start, wish.words, wish.key)
    try:
        await house.records.masking.mask(id, passage, signed.person.id, house.clock())
    except LookupError:
        raise Problem(404, "this text is not there any more; nothing was masked") from None
    return await ticket(id, signed, house)


@routes.post("/{id}/masks/{number}/show")
async def show(id: int, number: int, signed: Everybody, house: TheHouse) -> Words:
    """The words for this person; the ticket stays masked. It is written down before."""
    await _led(id, signed, house)
    try:
        return Words(words=await house.records.masking.show(id, number, signed.person.id, house.clock()))
    except (LookupError, Locked) as error:
        raise _not_to_be_had(error) from None


@routes.delete("/{id}/masks/{number}")
async def unmask(id: int, number: int, signed: Everybody, house: TheHouse) -> TicketView:
    """Put the words back into the ticket, for everybody."""
    await _led(id, signed, house)
    try:
        await house.records.masking.unmask(id, number, signed.person.id, house.clock())
    except (LookupError, Locked) as error:
        raise _not_to_be_had(error) from None
    return await ticket(id, signed, house)


async def _is_on(house: House, service: str) -> bool:
    return has(house.plan.services.get(service), "security") and await house.records.masking.is_on(service)


async def _led(id: int, signed: Everybody, house: House) -> None:
    """Also where masking was switched off meanwhile: nobody loses words by that."""
    if not may_lead_tickets(signed.person, (await readable(house, signed.person, id)).service):
        raise Problem(403, "only admins of the service see masked words")


def _not_to_be_had(error: Exception) -> Problem:
    if isinstance(error, LookupError):
        return Problem(404, "there is no such passage any more")
    return Problem(
        409, "these words were masked with a key that is not here; put back its secrets.json", code="mask_locked"
    )
