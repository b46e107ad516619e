"""People: registered by org admins, given rights service by service, invited by mail, put out of use (ORG-28 on).

What is changed counts at once, for people who are signed in too.
"""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError

from config.settings import LANGUAGES
from cti.plan import Person
from cti.rights import AGENTS, ORGANISATION, Grants, Right
from server.api.auth import Permitted, TheHouse, address_of
from server.api.problems import Problem
from server.house import House
from server.rights import is_org_admin, is_owner, may_give, may_staff
from server.staff.letters import INVITATION, written
from server.views import PersonView
from storage.organisation import RightChange
from storage.people import Account, Details

routes = APIRouter(prefix="/api", tags=["people"])
LOGIN = r"^[a-z0-9][a-z0-9._-]{1,39}$"
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")
THE_ORGANISATION = "-"  # in paths, where "" cannot stand
Short = Annotated[str, Field(max_length=100)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class People(BaseModel):
    items: list[PersonView]


class NewPerson(BaseModel):
    """id: the login; email: an invitation goes there; language: of that mail and the pages, "" for the organisation's;
    invite: False where the mail should wait."""

    id: Annotated[str, Field(pattern=LOGIN)]
    name: Name
    email: Short
    nickname: Short = ""
    language: Short = ""
    invite: bool = True


class PersonChange(BaseModel):
    """What is left out stays. cti: has a CTI id to take calls with."""

    name: Name | None = None
    nickname: Short | None = None
    email: Short | None = None
    language: Short | None = None
    cti: bool | None = None
    cti_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,40}$")] | None = None
    number: Annotated[str, Field(pattern=r"^\+?[0-9-]{0,30}$")] | None = None


class RightsWish(BaseModel):
    """rights: all that the person has in this service from now on; groups: of the service, by id (ORG-36)."""

    rights: Annotated[list[Right], Field(max_length=20)]
    groups: Annotated[list[int], Field(max_length=100)] = []


class ActiveWish(BaseModel):
    active: bool


@routes.get("/people")
async def people(person: Permitted, house: TheHouse) -> People:
    """Everybody with an account. Their rights are told for the services that the reader staffs."""
    groups = await house.records.organisation.groups()
    belongs = {id: [one.id for one in groups if id in one.members] for group in groups for id in group.members}
    return People(items=[_view(person, each, belongs.get(each.person.id, [])) for each in await house.people.all()])


@routes.post("/people", status_code=201)
async def register(wish: NewPerson, person: Permitted, house: TheHouse) -> PersonView:
    """An account without rights and without a password; the mail lets its person choose one (ORG-06, ORG-08)."""
    _must_be_mail(wish.email)
    _must_be_language(wish.language)
    new = Person(wish.id, wish.name.strip(), frozenset(), language=wish.language)
    try:
        await house.staff.register(new, Details(email=wish.email, nickname=wish.nickname.strip()), [])
    except IntegrityError:
        raise Problem(409, f"there is a login {wish.id} already; choose another one", code="login_taken") from None
    if wish.invite:
        await invited(house, await _known(house, wish.id))
    return await _shown(house, person, wish.id)


@routes.patch("/people/{id}")
async def change(id: str, wish: PersonChange, person: Permitted, house: TheHouse) -> PersonView:
    """Name, mail and language by org admins; the CTI id and the number also by admins of a service of the person."""
    known = await _known(house, id)
    only_phone = wish.model_fields_set <= {"cti", "cti_id", "number"}
    if not (_may_change(person, known) and (only_phone or is_org_admin(person))):
        raise Problem(403, "your account has no right to change this person")
    if not only_phone:
        _must_outrank(person, known)
    if wish.email is not None:
        _must_be_mail(wish.email)
    _must_be_language(wish.language or "")
    if wish.cti_id:
        await _must_be_free(house, id, wish.cti_id)
    await house.staff.put_details(id, Details(**wish.model_dump(exclude_unset=True)))
    return await _shown(house, person, id)


@routes.put("/people/{id}/rights/{service}")
async def set_rights(
    id: str,
    service: Annotated[str, Path(description="- for the rights in the organisation")],
    wish: RightsWish,
    request: Request,
    person: Permitted,
    house: TheHouse,
) -> PersonView:
    """Rights add up; the phone brings the ticket (ORG-20, ORG-24). Each change is on record (ORG-38)."""
    known, there = await _known(house, id), ORGANISATION if service == THE_ORGANISATION else service
    if there and there not in house.plan.services:
        raise Problem(404, "there is no such service")
    before = {right for place, right in known.person.rights if place == there}
    after = {right.value for right in wish.rights}
    _must_give(person, there, before ^ after)
    await _must_keep_an_owner(house, known, there, after)
    await _join(house, known, there, wish)
    if before != after:
        rest: Grants = frozenset(each for each in known.person.rights if each[0] != there)
        change = _change(house, person, request, id, there, before, after)
        await house.staff.put_rights(id, rest | {(there, right) for right in after}, [change])
    return await _shown(house, person, id)


@routes.post("/people/{id}/invite", status_code=202)
async def invite(id: str, person: Permitted, house: TheHouse) -> None:
    """The mail with the link to choose a password, again; the link of the one before is worth nothing then."""
    known = await _known(house, id)
    _must_outrank(person, known)
    await invited(house, known)


@routes.put("/people/{id}/active")
async def set_active(id: str, wish: ActiveWish, person: Permitted, house: TheHouse) -> PersonView:
    """Out of use: signed out everywhere at once; who talks is when the call is over."""
    known = await _known(house, id)
    _must_outrank(person, known)
    if id == person.id and not wish.active:
        raise Problem(409, "you cannot put your own account out of use; ask another org admin", code="yourself")
    await house.staff.set_active(id, wish.active)
    return await _shown(house, person, id)


async def invited(house: House, known: Account) -> None:
    """A mail with a link is on its way."""
    if not known.email:
        raise Problem(422, "this account has no mail address; enter one first", code="no_mail")
    token = await house.records.credentials.new_link(known.person.id, house.clock())
    address = house.settings.public_address
    values = {"name": known.person.name, "login": known.person.id, "address": address}
    language = known.person.language or house.settings.language
    letter = written(INVITATION, language, link=f"{address}/password#{token}", **values)
    await house.post.write(known.email, *letter)


# --- what may be ----------------------------------------------------------------------------------------------------


def _must_give(person: Person, service: str, changed: set[str]) -> None:
    for right in sorted(changed):
        if not may_give(person, service, right):
            raise Problem(403, f"your account has no right to give or take {right} here", code="may_not_give")


def _must_outrank(person: Person, known: Account) -> None:
    if is_owner(known.person) and not is_owner(person):
        raise Problem(403, "owners are changed by owners only", code="may_not_give")


async def _must_keep_an_owner(house: House, known: Account, service: str, after: set[str]) -> None:
    if service or Right.OWNER in after or not is_owner(known.person):
        return
    owners = [each for each in await house.people.all() if each.active and is_owner(each.person)]
    if [each.person.id for each in owners] == [known.person.id]:
        raise Problem(409, "this is the only owner; make another one first", code="last_owner")


async def _must_be_free(house: House, id: str, cti_id: str) -> None:
    if any(each.cti_id == cti_id and each.person.id != id for each in await house.people.all()):
        raise Problem(409, f"the CTI id {cti_id} belongs to somebody else", code="cti_id_taken")


def _must_be_mail(text: str) -> None:
    if not MAIL.fullmatch(text):
        raise Problem(422, "email: this is no mail address; write it like name@example.org", code="mail_address")


def _must_be_language(text: str) -> None:
    if text not in ("", *LANGUAGES):
        raise Problem(422, f"language: choose one of {', '.join(LANGUAGES)}")


async def _join(house: House, known: Account, service: str, wish: RightsWish) -> None:
    """An agent belongs to a group of the service at least (ORG-36)."""
    if not service:
        return
    there = {each.id for each in await house.records.organisation.groups() if each.service == service}
    if not there.issuperset(wish.groups):
        raise Problem(422, "groups: there is no such group in this service", code="no_group")
    if AGENTS.intersection(wish.rights) and not wish.groups:
        raise Problem(422, "groups: an agent belongs to a group; choose one, or make one first", code="group_needed")
    await house.records.organisation.join(known.person.id, sorted(set(wish.groups)), service)


def _change(
    house: House, person: Person, request: Request, target: str, service: str, before: set[str], after: set[str]
) -> RightChange:
    operation = "register" if not before else "edit" if after else "delete"
    return RightChange(
        house.clock(),
        service,
        person.id,
        person.name,
        address_of(request),
        target,
        operation,
        sorted(before),
        sorted(after),
    )


# --- what is shown --------------------------------------------------------------------------------------------------


async def _known(house: House, id: str) -> Account:
    known = await house.people.account(id)
    if known is None:
        raise Problem(404, "there is no such account")
    return known


async def _shown(house: House, person: Person, id: str) -> PersonView:
    groups = [each.id for each in await house.records.organisation.groups() if id in each.members]
    return _view(person, await _known(house, id), groups)


def _may_change(person: Person, known: Account) -> bool:
    return is_org_admin(person) or any(may_staff(person, service) for service in known.person.services)


def _view(person: Person, known: Account, groups: list[int]) -> PersonView:
    rights: dict[str, list[str]] = {}
    for service, right in sorted(known.person.rights):
        if may_staff(person, service) or service == ORGANISATION:
            rights.setdefault(service, []).append(right)
    return PersonView(
        known.person.id,
        known.person.name,
        known.nickname,
        known.email,
        known.person.language,
        known.cti,
        known.cti_id,
        known.number,
        known.active,
        not known.has_password,
        known.two_factors,
        rights,
        groups,
        _may_change(person, known),
    )
