"""Categories and fields of tickets: kept by who leads tickets of the service, read by who works on them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cti.contract import Kind, ServiceState
from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import may_lead_tickets, may_ticket, tickets_in
from server.tickets.asking import answers_of
from server.tickets.doing import Gone, of_theirs
from server.tickets.searching import Number
from server.views import CategoryView, ChoiceView, TicketChoicesView, TicketFieldView, TicketGroupView
from ticketing.categories import Category, CategoryTree, check_place
from ticketing.categories import in_order as as_tree
from ticketing.fields import AskedKind, Audience, TicketField, Value, check_field, check_order, in_order

routes = APIRouter(prefix="/api", tags=["ticket setup"])
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
Service = Annotated[str, Query(max_length=100)]
MOST = 2000  # categories of one service
MOST_FIELDS = 200


class Categories(BaseModel):
    """Each with what is under it, in order."""

    items: list[CategoryView]


class NewCategory(BaseModel):
    service: Annotated[str, Field(max_length=100)]
    tree: CategoryTree
    parent: Number = 0
    name: Name


class CategoryChange(BaseModel):
    """What is left out stays. active: shown in the help centre too; place: among its siblings, from 0."""

    name: Name | None = None
    parent: Number | None = None
    active: bool | None = None
    place: Annotated[int, Field(ge=0, le=MOST)] | None = None


class TicketFields(BaseModel):
    items: list[TicketFieldView]


class FieldWish(BaseModel):
    """category: a receipt type, 0 for all tickets; known_as: a field of the customer, "" for none."""

    service: Annotated[str, Field(max_length=100)]
    audience: Audience = Audience.AGENT
    category: Number = 0
    name: Name
    kind: AskedKind
    required: bool = False
    options: Annotated[list[Name], Field(max_length=200)] = []
    example: Annotated[str, Field(max_length=200)] = ""
    phone_only: bool = False
    known_as: Annotated[str, Field(max_length=30)] = ""


class FieldOrder(BaseModel):
    """All fields of one audience; the consent is last."""

    service: Annotated[str, Field(max_length=100)]
    audience: Audience
    ids: Annotated[list[Number], Field(max_length=MOST_FIELDS)]


# --- what one can choose ---------------------------------------------------------------------------------------------


@routes.get("/ticket-choices")
async def choices(person: Permitted, house: TheHouse) -> TicketChoicesView:
    """Groups, people, categories and issue services, as far as the person has to do with them."""
    mine = tickets_in(person)
    plan = house.plan
    issue = [each for each in plan.services.values() if each.kind == Kind.ISSUE and each.state == ServiceState.IN_USE]
    groups = [each for each in await house.records.organisation.groups() if each.service in mine]
    known = await house.records.setup.categories(mine | {each.id for each in issue})
    return TicketChoicesView(
        services=[ChoiceView(id, plan.services[id].name) for id in sorted(mine) if id in plan.services],
        leads=sorted(service for service in mine if may_lead_tickets(person, service)),
        issue_services=[ChoiceView(each.id, each.name) for each in issue],
        groups=[TicketGroupView(each.id, each.name, each.service, each.members) for each in groups],
        people={service: _people(house, service) for service in sorted(mine)},
        categories=[_category(each) for each in as_tree(known.values())],
    )


def _people(house: House, service: str) -> list[ChoiceView]:
    there = (each for each in house.plan.people.values() if may_ticket(each, service))
    return [ChoiceView(each.id, each.name) for each in sorted(there, key=lambda one: (one.name, one.id))]


# --- categories ------------------------------------------------------------------------------------------------------


@routes.get("/ticket-categories")
async def categories(person: Permitted, house: TheHouse, service: Service) -> Categories:
    _works_in(person, service)
    known = await house.records.setup.categories({service})
    return Categories(items=[_category(each) for each in as_tree(known.values())])


@routes.post("/ticket-categories", status_code=201)
async def add_category(wish: NewCategory, person: Permitted, house: TheHouse) -> CategoryView:
    _leads(person, wish.service)
    known = await house.records.setup.categories({wish.service})
    if len(known) >= MOST:
        raise Refused(f"a service has {MOST} categories at most", "category_too_many")
    wanted = Category(0, wish.service, wish.tree, wish.parent, wish.name.strip())
    check_place(known, wanted)
    return _category(replace(wanted, id=await house.records.setup.put_category(wanted)))


@routes.patch("/ticket-categories/{id}")
async def change_category(id: int, wish: CategoryChange, person: Permitted, house: TheHouse) -> CategoryView:
    """Rename, move, hide from the help centre, order."""
    known, before = await _known_category(id, person, house)
    wanted = replace(
        before,
        name=before.name if wish.name is None else wish.name.strip(),
        parent=before.parent if wish.parent is None else wish.parent,
        active=before.active if wish.active is None else wish.active,
    )
    check_place(known, wanted)
    await house.records.setup.put_category(wanted)
    if wish.place is not None or wanted.parent != before.parent:
        siblings = [each for each in known.values() if each.id != id and _beside(each, wanted)]
        ids = [each.id for each in sorted(siblings, key=lambda one: (one.position, one.id))]
        ids.insert(len(ids) if wish.place is None else wish.place, id)
        await house.records.setup.place_categories(wanted.parent, ids)
    return _category(wanted)


@routes.delete("/ticket-categories/{id}", status_code=204)
async def remove_category(id: int, person: Permitted, house: TheHouse) -> None:
    """Only one that nothing needs; others can be renamed, moved and hidden."""
    await _known_category(id, person, house)
    if not await house.records.setup.remove_category(id):
        raise Refused("tickets, fields or other categories need it; hide it instead", "category_used")


def _beside(one: Category, other: Category) -> bool:
    return (one.service, one.tree, one.parent) == (other.service, other.tree, other.parent)


async def _known_category(id: int, person: Person, house: House) -> tuple[Mapping[int, Category], Category]:
    every = await house.records.setup.categories()
    found = every.get(id)
    if found is None or not may_lead_tickets(person, found.service):
        raise Problem(404, "there is no such category, or it is in a service that is not yours")
    return {each.id: each for each in every.values() if each.service == found.service}, found


# --- fields ----------------------------------------------------------------------------------------------------------


@routes.get("/ticket-fields")
async def fields(person: Permitted, house: TheHouse, service: Service) -> TicketFields:
    _works_in(person, service)
    return TicketFields(items=[field_view(each) for each in in_order(await house.records.setup.fields({service}))])


@routes.post("/ticket-fields", status_code=201)
async def add_field(wish: FieldWish, person: Permitted, house: TheHouse) -> TicketFieldView:
    _leads(person, wish.service)
    known = await house.records.setup.fields({wish.service})
    if len(known) >= MOST_FIELDS:
        raise Refused(f"a service has {MOST_FIELDS} fields at most", "fields_too_many")
    wanted = await _wished(wish, 0, house)
    if wanted.kind is AskedKind.CONSENT and any(_same_consent(each, wanted) for each in known):
        raise Refused("there is a consent for these tickets already", "field_one_consent")
    return field_view(replace(wanted, id=await house.records.setup.put_field(wanted)))


@routes.put("/ticket-fields/order")
async def order_fields(wish: FieldOrder, person: Permitted, house: TheHouse) -> TicketFields:
    """The consent cannot be moved (TKT-41)."""
    _leads(person, wish.service)
    known = await house.records.setup.fields({wish.service})
    check_order({each.id: each for each in known if each.audience == wish.audience}, wish.ids)
    await house.records.setup.place_fields(wish.ids)
    return await fields(person, house, wish.service)


@routes.put("/ticket-fields/{id}")
async def change_field(id: int, wish: FieldWish, person: Permitted, house: TheHouse) -> TicketFieldView:
    """Service, audience and kind of a field never change: what was answered would not fit any more."""
    before = await _known_field(id, person, house)
    wanted = await _wished(wish, id, house)
    if (before.service, before.audience, before.kind) != (wanted.service, wanted.audience, wanted.kind):
        raise Refused("the kind of a field cannot be changed; make another one", "field_kind_stays")
    wanted = replace(wanted, position=before.position)
    await house.records.setup.put_field(wanted)
    return field_view(wanted)


@routes.delete("/ticket-fields/{id}", status_code=204)
async def remove_field(id: int, person: Permitted, house: TheHouse) -> None:
    """It is asked no more; what was answered stays in the records."""
    await _known_field(id, person, house)
    await house.records.setup.remove_field(id)


@routes.get("/tickets/{id}/fields")
async def fields_of_ticket(id: int, person: Permitted, house: TheHouse) -> TicketFields:
    """What is asked in this ticket by its receipt type and channel, with what stands there."""
    try:
        found = await of_theirs(house, person, id)
    except Gone:
        raise Problem(404, "there is no such ticket, or it is in a service that is not yours") from None
    told = await answers_of(house, found)
    written = [field_view(each, told.values.get(each.id)) for each in told.fields]
    known = told.known
    return TicketFields(
        items=[replace(each, value=known[each.id], filled=True) if each.id in known else each for each in written]
    )


async def _wished(wish: FieldWish, id: int, house: House) -> TicketField:
    told = wish.model_dump() | {"name": wish.name.strip(), "options": tuple(each.strip() for each in wish.options)}
    wanted = TicketField(id=id, **told)
    check_field(wanted)
    known = await house.records.setup.categories({wish.service})
    if wish.category and (wish.category not in known or known[wish.category].tree is not CategoryTree.RECEIPT):
        raise Refused("there is no such category in this service", "category_unknown")
    if wanted.known_as and (await house.records.customers.settings.keeping(wish.service)).field(wish.known_as) is None:
        raise Refused("customers of this service have no such field", "field_of_nobody")
    return wanted


def _same_consent(one: TicketField, other: TicketField) -> bool:
    same = (one.audience, one.category) == (other.audience, other.category)
    return one.kind is AskedKind.CONSENT and same


async def _known_field(id: int, person: Person, house: House) -> TicketField:
    services = {service for service in tickets_in(person) if may_lead_tickets(person, service)}
    found = next((each for each in await house.records.setup.fields(services) if each.id == id), None)
    if found is None:
        raise Problem(404, "there is no such field, or it is in a service that is not yours")
    return found


def _leads(person: Person, service: str) -> None:
    if not may_lead_tickets(person, service):
        raise Problem(403, "you are not an admin of tickets in this service")


def _works_in(person: Person, service: str) -> None:
    if not may_ticket(person, service):
        raise Problem(403, "you do not work on tickets of this service")


def _category(known: Category) -> CategoryView:
    return CategoryView(known.id, known.service, known.tree, known.parent, known.name, known.active)


def field_view(known: TicketField, value: Value = None) -> TicketFieldView:
    names = ["id", "service", "audience", "category", "name", "kind", "required", "example", "phone_only", "known_as"]
    return TicketFieldView(**{name: getattr(known, name) for name in names}, options=list(known.options), value=value)
