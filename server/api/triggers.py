"""Triggers of a service: written by its admins, tried on a ticket before they are switched on (TKT-34 to TKT-39)."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Everybody, Permitted, TheHouse
from server.api.problems import Problem
from server.api.records import readable
from server.house import House
from server.rights import may_lead_tickets
from server.triggers.choices import kinds_of
from server.views import FiringView, TriedView, TriggerKindsView, TriggerView, UnsentMailView
from storage.triggers import Fired
from ticketing.templates import instead_of
from ticketing.triggers.actions import Do, TriggerAction
from ticketing.triggers.chain import Trigger
from ticketing.triggers.checker import MOST, Complaint, complaints
from ticketing.triggers.conditions import ConditionBlock, Happening, judged

routes = APIRouter(prefix="/api", tags=["triggers"])
OF, ONE = "/triggers/{service}", "/triggers/{service}/{id}"


class TriggerWish(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=100)]
    active: bool = True
    blocks: Annotated[list[ConditionBlock], Field(max_length=20)]
    actions: Annotated[list[TriggerAction], Field(max_length=50)]


class Trial(TriggerWish):
    """ticket: on which it is tried; happened: what is supposed to have happened to it just now. id: of the trigger, 0
    for one that is not kept yet."""

    ticket: Annotated[int, Field(ge=1, lt=2**31)]
    happened: Happening = Happening.CHANGED
    id: int = 0


class Order(BaseModel):
    """ids: of all triggers of the service."""

    ids: Annotated[list[int], Field(max_length=1000)]


class Triggers(BaseModel):
    """active: how many are on (TKT-38)."""

    items: list[TriggerView]
    active: int


class Firings(BaseModel):
    items: list[FiringView]


@routes.get(OF)
async def triggers(service: str, person: Permitted, house: TheHouse) -> Triggers:
    """In the order in which they are asked."""
    known = await house.records.triggers.of([_led(house, person, service)])
    return Triggers(items=[_view(each) for each in known], active=sum(each.active for each in known))


@routes.get(f"{OF}/kinds")
async def kinds(service: str, person: Permitted, house: TheHouse) -> TriggerKindsView:
    """What can be asked and done here, with the values that can be picked."""
    return await kinds_of(house, _led(house, person, service))


@routes.post(OF, status_code=201)
async def add(service: str, wish: TriggerWish, person: Permitted, house: TheHouse) -> TriggerView:
    """After all others."""
    new = _checked(0, _led(house, person, service), wish)
    return _view(await house.records.triggers.put(new, person.id, house.clock()))


@routes.put(f"{OF}/order")
async def order(service: str, wish: Order, person: Permitted, house: TheHouse) -> Triggers:
    known = await house.records.triggers.of([_led(house, person, service)])
    if sorted(wish.ids) != sorted(each.id for each in known):
        raise Problem(409, "somebody has added or removed a trigger meanwhile; look again", code="trigger_others")
    await house.records.triggers.order(service, wish.ids)
    return await triggers(service, person, house)


@routes.post(f"{OF}/try")
async def trial(service: str, wish: Trial, signed: Everybody, house: TheHouse) -> TriedView:
    """What it would do with a ticket of the service, and which condition holds; nothing is done."""
    tested = _checked(wish.id, _led(house, signed.person, service), wish)
    if (await readable(house, signed.person, wish.ticket)).service != service:
        raise Problem(404, "there is no such ticket in this service")
    seen = await house.triggers.seen(wish.ticket, [wish.happened])
    because = judged(tested.blocks, seen)
    firings = await house.triggers.tried(tested, seen)
    past = await house.records.triggers.past(wish.ticket)
    effects = [effect for firing in firings for effect in firing.effects]
    return TriedView(wish.ticket, bool(firings), list(because), effects, not past.lets(tested))


@routes.put(ONE)
async def change(service: str, id: int, wish: TriggerWish, person: Permitted, house: TheHouse) -> TriggerView:
    known = await _known(house, person, service, id)
    changed = await house.records.triggers.put(_checked(id, service, wish, known.position), person.id, house.clock())
    return _view(changed)


@routes.delete(ONE, status_code=204)
async def remove(service: str, id: int, person: Permitted, house: TheHouse) -> None:
    """What it did stays on record."""
    await _known(house, person, service, id)
    await house.records.triggers.remove(id)


@routes.get(f"{ONE}/firings")
async def of_trigger(service: str, id: int, person: Permitted, house: TheHouse) -> Firings:
    """For which tickets it fired, newest first."""
    await _known(house, person, service, id)
    return await _firings(house, await house.records.triggers.fired(trigger=id))


@routes.get("/tickets/{id}/firings")
async def of_ticket(id: int, signed: Everybody, house: TheHouse) -> Firings:
    """Which triggers fired for the ticket and why, newest first."""
    await readable(house, signed.person, id)
    return await _firings(house, await house.records.triggers.fired(ticket=id))


def _led(house: House, person: Person, service: str) -> str:
    if service not in house.plan.services or not may_lead_tickets(person, service):
        raise Problem(404, "there is no such service, or its tickets are led by others")
    return service


async def _known(house: House, person: Person, service: str, id: int) -> Trigger:
    known = await house.records.triggers.of([_led(house, person, service)])
    found = next((each for each in known if each.id == id), None)
    if found is None:
        raise Problem(404, "there is no such trigger in this service")
    return found


def _checked(id: int, service: str, wish: TriggerWish, position: int = 0) -> Trigger:
    """Raises `Refused` with the first thing that is wrong with it."""
    made = Trigger(id, service, wish.title.strip(), tuple(wish.blocks), tuple(wish.actions), wish.active, position)
    if wrong := complaints(made):
        raise _refused(wrong[0])
    return made


def _refused(wrong: Complaint) -> Refused:
    why = f"{wrong.where}: {wrong.code}"
    if not wrong.row:
        return Refused(
            f"a trigger needs a title, a condition and an action, not more than {MOST} ({why})", "trigger_bare"
        )
    told = {"row": str(wrong.row)} | ({"field": wrong.field} if wrong.field else {})
    if wrong.code == "place":
        said = instead_of(wrong.about)
        where = f"action {wrong.row}: there is no placeholder {said['place']} ({wrong.field})"
        return Refused(f"{where}. There are: {said['places']}", "trigger_place", **said, **told)
    kind = "condition" if wrong.where.startswith("conditions") else "action"
    return Refused(f"{kind} {wrong.row}: fill it in or correct it ({why})", f"trigger_{kind}", **told)


def _view(known: Trigger) -> TriggerView:
    return TriggerView(
        known.id, known.service, known.title, known.active, known.position, list(known.blocks), list(known.actions)
    )


async def _firings(house: House, fired: list[Fired]) -> Firings:
    unsent = await _unsent(house, {each.ticket for each in fired if _mails(each)})
    return Firings(items=[_fired(each, unsent.get(each.id)) for each in fired])


async def _unsent(house: House, tickets: set[int]) -> dict[int, UnsentMailView]:
    """By firing: a mail is of the first one that was noted after it."""
    found: dict[int, UnsentMailView] = {}
    # one that was never tried is just about to leave, where there is a mail server
    mails = [mail for mail in await house.post.mails.unsent(tickets) if mail.tries or not house.settings.mail]
    fired = {id: await house.records.triggers.fired(ticket=id) for id in {mail.ticket for mail in mails}}
    for mail in mails:
        later = (each.id for each in fired[mail.ticket] if _mails(each) and each.at >= mail.made_at)
        next_at = mail.next_at if house.settings.mail and not mail.is_given_up else 0.0
        found[min(later, default=0)] = UnsentMailView(mail.trouble, next_at)
    return found


def _mails(each: Fired) -> bool:
    return any(effect.do is Do.MAIL for effect in each.effects)


def _fired(each: Fired, unsent: UnsentMailView | None) -> FiringView:
    because, effects = list(each.because), list(each.effects)
    return FiringView(each.id, each.trigger, each.title, each.ticket, each.at, because, effects, each.trouble, unsent)
