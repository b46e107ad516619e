"""The organisation: services with their contracts, groups, and what is on record (ORG-09 to ORG-13, ORG-37 on)."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from config.settings import LANGUAGES
from cti.contract import OFFERED, Kind, ServiceState, complaint_about
from cti.plan import Person, Service
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import may_staff
from server.times import day_of
from server.views import AuditView, ContractView, GroupView, MailView, RightChangeView
from storage.mails import Mail
from storage.organisation import Group, Search

routes = APIRouter(prefix="/api", tags=["organisation"])
ID = r"^[a-z0-9][a-z0-9-]{1,39}$"
Short = Annotated[str, Query(max_length=100)]
Before = Annotated[int, Query(ge=0, description="`id` of the last one of the page before")]


class Services(BaseModel):
    items: list[ContractView]


class NewService(BaseModel):
    """id: stands in addresses and never changes."""

    id: Annotated[str, Field(pattern=ID)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    language: str = "en"
    kind: Kind = Kind.CONSULTATION
    functions: Annotated[list[str], Field(max_length=20)] = []


class ServiceChange(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    language: str | None = None


class ContractWish(BaseModel):
    functions: Annotated[list[str], Field(max_length=20)]


class StateWish(BaseModel):
    state: ServiceState


class Groups(BaseModel):
    items: list[GroupView]


class GroupWish(BaseModel):
    service: Annotated[str, Field(max_length=100)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    members: Annotated[list[str], Field(max_length=1000)] = []


class Changes(BaseModel):
    items: list[RightChangeView]


class Audit(BaseModel):
    items: list[AuditView]


class Mails(BaseModel):
    """leaves: mails leave the house; without a mail server they wait here."""

    items: list[MailView]
    leaves: bool


# --- services --------------------------------------------------------------------------------------------------------


@routes.get("/services")
async def services(person: Permitted, house: TheHouse) -> Services:
    return Services(items=[await _contract(house, each) for each in house.plan.services.values()])


@routes.post("/services", status_code=201)
async def add(wish: NewService, person: Permitted, house: TheHouse) -> ContractView:
    """It begins in use. Who works in it is said under people: nobody has rights in it yet (ORG-27)."""
    name = wish.name.strip()
    _must_be_language(wish.language)
    if wish.id in house.plan.services:
        raise Problem(409, f"there is a service {wish.id} already; choose another id", code="service_taken")
    _must_be_another_name(house, wish.id, name)
    functions = _functions(wish.kind, wish.functions)
    made = Service(wish.id, name, wish.language, "phone" in functions, wish.kind, ServiceState.IN_USE, functions)
    await house.records.organisation.add_service(made)
    house.plan.services[made.id] = made
    return await _contract(house, made)


@routes.patch("/services/{id}")
async def change(id: str, wish: ServiceChange, person: Permitted, house: TheHouse) -> ContractView:
    """Name and language, while it is in use (ORG-12)."""
    known = _in_use(house, id)
    told = wish.model_dump(exclude_none=True)
    _must_be_language(told.get("language", known.language))
    _must_be_another_name(house, id, told.get("name", known.name))
    return await _put(house, replace(known, **told))


@routes.put("/services/{id}/contract")
async def contract(id: str, wish: ContractWish, person: Permitted, house: TheHouse) -> ContractView:
    """Which functions it has, once a day (ORG-13). Menus and requests of others are gone at once (ORG-15)."""
    known, today = _in_use(house, id), day_of(house.clock())
    functions = _functions(known.kind, wish.functions)
    if functions == known.functions:
        return await _contract(house, known)
    if await house.records.organisation.contract_day(id) == today:
        raise Problem(409, "the contract was changed today; it can be changed again tomorrow", code="contract_daily")
    return await _put(house, replace(known, functions=functions), today)


@routes.put("/services/{id}/state")
async def state(id: str, wish: StateWish, person: Permitted, house: TheHouse) -> ContractView:
    """Out of use: nobody can work in it, and its numbers are not answered. Then it can be terminated, for ever."""
    known = _known(house, id)
    if known.state == ServiceState.TERMINATED:
        raise Problem(409, "this service is terminated; make a new one", code="terminated")
    if wish.state == ServiceState.TERMINATED and known.state != ServiceState.OUT_OF_USE:
        raise Problem(409, "put the service out of use first; then it can be terminated", code="still_in_use")
    return await _put(house, replace(known, state=wish.state))


async def _put(house: House, changed: Service, contract_day: str = "") -> ContractView:
    changed = replace(changed, phone="phone" in changed.functions and changed.state == ServiceState.IN_USE)
    await house.records.organisation.put_service(changed, contract_day)
    house.plan.services[changed.id] = changed
    await house.staff.contracts_changed()
    return await _contract(house, changed)


async def _contract(house: House, known: Service) -> ContractView:
    changed_today = await house.records.organisation.contract_day(known.id) == day_of(house.clock())
    offered = sorted(OFFERED[known.kind])
    functions = sorted(known.functions)
    told = (known.name, known.language, known.kind, known.state, functions, offered, changed_today, known.open_api)
    return ContractView(known.id, *told)


def _functions(kind: str, wanted: list[str]) -> frozenset[str]:
    if complaint := complaint_about(kind, frozenset(wanted)):
        raise Problem(422, complaint, code="contract")
    return frozenset(wanted)


def _known(house: House, id: str) -> Service:
    if id not in house.plan.services:
        raise Problem(404, "there is no such service")
    return house.plan.services[id]


def _in_use(house: House, id: str) -> Service:
    known = _known(house, id)
    if known.state != ServiceState.IN_USE:
        raise Problem(409, f"this service is {known.state}; only one in use can be changed", code="not_in_use")
    return known


def _must_be_another_name(house: House, id: str, name: str) -> None:
    if any(each.name == name and each.id != id for each in house.plan.services.values()):
        raise Problem(409, f"there is a service called {name} already; choose another name", code="service_taken")


def _must_be_language(text: str) -> None:
    if text not in LANGUAGES:
        raise Problem(422, f"language: choose one of {', '.join(LANGUAGES)}")


# --- groups ----------------------------------------------------------------------------------------------------------


@routes.get("/groups")
async def groups(person: Permitted, house: TheHouse) -> Groups:
    """Of the services that this person staffs."""
    mine = [each for each in await house.records.organisation.groups() if may_staff(person, each.service)]
    return Groups(items=[_group(each) for each in mine])


@routes.post("/groups", status_code=201)
async def add_group(wish: GroupWish, person: Permitted, house: TheHouse) -> GroupView:
    return await _put_group(house, person, 0, wish)


@routes.put("/groups/{id}")
async def change_group(id: int, wish: GroupWish, person: Permitted, house: TheHouse) -> GroupView:
    known = await _mine(house, person, id)
    if wish.service != known.service:
        raise Problem(422, "service: a group stays in its service; make another one there")
    return await _put_group(house, person, id, wish)


@routes.delete("/groups/{id}", status_code=204)
async def remove_group(id: int, person: Permitted, house: TheHouse) -> None:
    await _mine(house, person, id)
    await house.records.organisation.remove_group(id)


async def _put_group(house: House, person: Person, id: int, wish: GroupWish) -> GroupView:
    if wish.service not in house.plan.services or not may_staff(person, wish.service):
        raise Problem(404, "there is no such service, or it is not yours")
    known = await house.records.organisation.groups()
    if any(each.service == wish.service and each.name == wish.name and each.id != id for each in known):
        raise Problem(409, f"there is a group {wish.name} already; choose another name", code="group_taken")
    there = {each.person.id for each in await house.people.all() if wish.service in each.person.services}
    if strangers := sorted(set(wish.members) - there):
        raise Problem(422, f"members: {strangers[0]} does not work in this service", code="not_of_the_service")
    group = Group(id, wish.service, wish.name.strip(), sorted(set(wish.members)))
    return _group(replace(group, id=await house.records.organisation.put_group(group)))


async def _mine(house: House, person: Person, id: int) -> Group:
    known = next((each for each in await house.records.organisation.groups() if each.id == id), None)
    if known is None or not may_staff(person, known.service):
        raise Problem(404, "there is no such group, or it is in a service that is not yours")
    return known


def _group(known: Group) -> GroupView:
    return GroupView(known.id, known.service, known.name, known.members)


# --- records ---------------------------------------------------------------------------------------------------------


@routes.get("/right-changes")
async def right_changes(
    person: Permitted,
    house: TheHouse,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    service: Short = "",
    operation: Short = "",
    name: Short = "",
    address: Short = "",
    login: Short = "",
    before: Before = 0,
) -> Changes:
    """Who gave or took which rights, newest first (ORG-39). login: of who did it or to whom; name: of who did it."""
    first, last = (each.timestamp() if each else 0.0 for each in (since, until))
    found = await house.records.organisation.changes(
        Search(first, last, service, operation, name, address, login, before)
    )
    names = RightChangeView.__dataclass_fields__
    return Changes(items=[RightChangeView(**{name: getattr(each, name) for name in names}) for each in found])


@routes.get("/audit")
async def audit(
    person: Permitted,
    house: TheHouse,
    login: Short = "",
    operation: Short = "",
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    before: Before = 0,
) -> Audit:
    """What people with rights have done, newest first; sign-ins too. operation: as they are told, such as
    `POST /api/session`; until: without that moment."""
    names = AuditView.__dataclass_fields__
    first, last = (each.timestamp() if each else 0.0 for each in (since, until))
    found = await house.records.organisation.audited(login, before, operation, first, last)
    return Audit(items=[AuditView(**{name: getattr(each, name) for name in names}) for each in found])


@routes.get("/mails")
async def mails(person: Permitted, house: TheHouse) -> Mails:
    """Invitations and their like: sent, waiting, given up."""
    demo = house.settings.demo
    return Mails(
        items=[_mail(each, demo) for each in await house.post.mails.newest()], leaves=bool(house.settings.mail)
    )


@routes.post("/mails/{id}/again", status_code=202)
async def mail_again(id: int, person: Permitted, house: TheHouse) -> None:
    """Try it now."""
    await house.post.again(id)


def _mail(mail: Mail, demo: bool) -> MailView:
    state = "sent" if mail.sent_at else "given up" if mail.is_given_up else "waiting"
    body = mail.body if demo else ""
    return MailView(mail.id, mail.to, mail.subject, body, mail.made_at, mail.sent_at, state, mail.tries, mail.trouble)
