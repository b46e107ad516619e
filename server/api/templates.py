"""Answer templates (TKT-47 to TKT-49): written by admins of tickets, filled in for a ticket by whoever works on it."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError

from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Everybody, Permitted, TheHouse
from server.api.problems import Problem
from server.api.records import of_my_service
from server.house import House
from server.placeholders import NewOne as New
from server.placeholders import values_of, values_of_new
from server.rights import may_lead_tickets, may_ticket, tickets_in
from server.views import FilledView, TemplateView
from ticketing.categories import CategoryTree
from ticketing.templates import CODE, PLACES, Template, filled, instead_of, unknown

routes = APIRouter(prefix="/api", tags=["templates"])
GONE = "there is no such template, or it is in a service that is not yours"
Short = Annotated[str, Field(max_length=100)]


class TemplateWish(BaseModel):
    """service: "" for all services, by who leads the tickets of all of them."""

    service: Short = ""
    folder: Short = ""
    title: Annotated[str, Field(min_length=1, max_length=100)]
    code: Annotated[str, Field(min_length=1, max_length=30)]
    body: Annotated[str, Field(min_length=1, max_length=10_000)]
    processing: Annotated[int, Field(ge=0, lt=2**31)] = 0


class NewOne(BaseModel):
    """As the form of a new ticket stands; caller: digits, "" where it is not known."""

    service: Short
    subject: Annotated[str, Field(max_length=300)] = ""
    caller: Annotated[str, Field(max_length=40)] = ""


class Templates(BaseModel):
    """places: the names of placeholders, as in `#{ticket.number}`."""

    items: list[TemplateView]
    places: list[str]


@routes.get("/templates")
async def templates(person: Permitted, house: TheHouse) -> Templates:
    """Those of this person's services, and those that all share."""
    known = await house.records.templates.of({"", *tickets_in(person)})
    return Templates(items=[_view(house, person, each) for each in known], places=list(PLACES))


@routes.post("/templates", status_code=201)
async def add(wish: TemplateWish, person: Permitted, house: TheHouse) -> TemplateView:
    return await _put(house, person, 0, wish)


@routes.put("/templates/{id}")
async def change(id: int, wish: TemplateWish, person: Permitted, house: TheHouse) -> TemplateView:
    await _mine(house, person, id)
    return await _put(house, person, id, wish)


@routes.delete("/templates/{id}", status_code=204)
async def remove(id: int, person: Permitted, house: TheHouse) -> None:
    await _mine(house, person, id)
    await house.records.templates.remove(id)


@routes.post("/tickets/{id}/templates/{template}")
async def fill(id: int, template: int, signed: Everybody, house: TheHouse) -> FilledView:
    """The text with what is known of the ticket, its customer, its service and who writes."""
    service = (await of_my_service(id, signed, house)).service
    known = await house.records.templates.get(template)
    ticket = await house.records.tickets.get(id)
    if known is None or ticket is None or known.service not in ("", service):
        raise Problem(404, GONE)
    writer = house.plan.people.get(signed.person.id)
    done = filled(known.body, await values_of(ticket, house.plan, house.records, writer, house.clock()))
    return FilledView(done.text, list(done.missing))


@routes.post("/templates/{id}/fill")
async def fill_new(id: int, wish: NewOne, person: Permitted, house: TheHouse) -> FilledView:
    """For a ticket that is not made yet (TKT-26). Its number and time stay placeholders until `POST /api/tickets` with
    `fill` puts them in."""
    known = await house.records.templates.get(id)
    if known is None or not may_ticket(person, wish.service) or known.service not in ("", wish.service):
        raise Problem(404, GONE)
    told = New(wish.service, wish.subject, wish.caller)
    writer = house.plan.people.get(person.id)
    done = filled(known.body, await values_of_new(told, house.plan, house.records, writer, house.clock()))
    return FilledView(done.text, list(done.missing))


async def _put(house: House, person: Person, id: int, wish: TemplateWish) -> TemplateView:
    if not _leads(house, person, wish.service):
        raise Problem(404, "there is no such service, or its tickets are led by others")
    if not CODE.fullmatch(wish.code):
        raise Refused("a code is one word of letters and digits, - and _", "template_code")
    if wrong := unknown(wish.body):
        said = instead_of(wrong[0])
        sentence = f"there is no placeholder {said['place']}. There are: {said['places']}"
        raise Refused(sentence, "template_place", **said)
    await _must_link(house, person, wish)
    made = Template(id, wish.service, wish.folder.strip(), wish.title.strip(), wish.code, wish.body, wish.processing)
    try:
        return _view(house, person, await house.records.templates.put(made, person.id, house.clock()))
    except IntegrityError:
        raise Refused(f"the code {wish.code} is taken; choose another one", "template_taken", taken=wish.code) from None


async def _must_link(house: House, person: Person, wish: TemplateWish) -> None:
    """To a processing type of the template's service; one of all services, to one of whatever service (TKT-49)."""
    if not wish.processing:
        return
    services = [wish.service] if wish.service else tickets_in(person)
    known = (await house.records.setup.categories(services)).get(wish.processing)
    if known is None or known.tree is not CategoryTree.PROCESSING:
        raise Refused("there is no such processing type in the service of the template", "template_link")


async def _mine(house: House, person: Person, id: int) -> None:
    known = await house.records.templates.get(id)
    if known is None or not _leads(house, person, known.service):
        raise Problem(404, GONE)


def _leads(house: House, person: Person, service: str) -> bool:
    """What all services share is changed by who leads all of them."""
    services = [service] if service else list(house.plan.services)
    return all(each in house.plan.services and may_lead_tickets(person, each) for each in services)


def _view(house: House, person: Person, known: Template) -> TemplateView:
    told = (known.id, known.service, known.folder, known.title, known.code, known.body, known.processing)
    return TemplateView(*told, _leads(house, person, known.service))
