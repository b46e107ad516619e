"""Which phone an agent works at, and the desk phones of the house.

A secret is told once, when it is made. Who chooses a phone at which a colleague is logged in gets a 409 with the code
`phone_in_use`, and may say the same again with `take_over`.
"""

import re
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError

from cti.commands import ChoosePhone
from cti.facts import AgentState, PhoneKind
from cti.refused import Refused
from server.api.auth import Permitted, Phone, TheHouse
from server.api.problems import Problem
from server.desk_phones import Given
from server.house import House
from server.times import Time
from server.views import AgentView

routes = APIRouter(prefix="/api", tags=["phones"])
# With a letter in it: a number would be taken for the caller's number when a call comes in.
ID = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9-]{1,31}")
RESERVED = frozenset({"trunk", "anonymous", "udp"})
NUMBER = re.compile(r"\+?[0-9]{3,20}")
SEPARATORS = str.maketrans("", "", " -()./")


class PhoneWish(BaseModel):
    """phone: id of a desk phone, or a number; "" for the browser."""

    kind: PhoneKind
    phone: Annotated[str, Field(max_length=100)] = ""
    take_over: bool = False


class PhoneChoice(BaseModel):
    """A desk phone as agents choose it. agent: who is logged in with it, "" for nobody."""

    id: str
    name: str
    here: bool
    agent: str


class MyPhone(BaseModel):
    kind: PhoneKind
    phone: str
    choices: list[PhoneChoice]
    extensions: list[PhoneChoice]


class DeskPhoneView(PhoneChoice):
    """address: where it is registered, "" when it is away; wrong: passwords that did not fit lately."""

    address: str
    seen_at: Time
    wrong: int


class DeskPhoneViews(BaseModel):
    items: list[DeskPhoneView]


class NewPhone(BaseModel):
    id: Annotated[str, Field(max_length=32)]
    name: Annotated[str, Field(min_length=1, max_length=100)]


class PhoneSecret(BaseModel):
    """What has to be typed into the phone. It cannot be read again. server: host:port to register at."""

    id: str
    secret: str
    server: str


@routes.get("/me/phone")
async def my_phone(person: Phone, house: TheHouse) -> MyPhone:
    """The phone one works at, and the desk phones and extensions that there are."""
    agent = house.desk.agent(person.id)
    choices = [_choice(house, id) for id in sorted(house.plan.phones)]
    return MyPhone(kind=agent.kind, phone=agent.seat, choices=choices, extensions=extension_choices(house))


@routes.put("/me/phone")
async def choose_phone(wish: PhoneWish, person: Phone, house: TheHouse) -> AgentView:
    """Work at another phone; not in a call."""
    phone = "" if wish.kind is PhoneKind.BROWSER else _readable(wish)
    await house.ask(ChoosePhone(person.id, wish.kind, phone, wish.take_over))
    return house.seeing.agent(person.id)


@routes.get("/phones")
async def phones(person: Permitted, house: TheHouse) -> DeskPhoneViews:
    return DeskPhoneViews(items=[_view(house, id) for id in sorted(house.plan.phones)])


@routes.post("/phones", status_code=201)
async def add_phone(wish: NewPhone, person: Permitted, house: TheHouse) -> PhoneSecret:
    """A new desk phone, with its secret."""
    if not ID.fullmatch(wish.id) or wish.id in RESERVED:
        complaint = "id: 2 to 32 small letters, digits and -, with at least one letter, such as desk-12"
        raise Problem(422, complaint, code="phone_id")
    try:
        return _secret(house, await house.desk_phones.add(wish.id, wish.name))
    except IntegrityError as error:
        raise Problem(409, "there is a phone with this id already", code="phone_known") from error


@routes.post("/phones/{id}/secret")
async def renew_secret(id: str, person: Permitted, house: TheHouse) -> PhoneSecret:
    """Another secret; the phone has to be given it before it can register again."""
    _must_be_there(house, id)
    return _secret(house, await house.desk_phones.renew(id))


@routes.delete("/phones/{id}", status_code=204)
async def remove_phone(id: str, person: Permitted, house: TheHouse) -> None:
    """Not while somebody is logged in with it."""
    _must_be_there(house, id)
    if agent := user_of(house, id):
        raise Refused(f"{agent} is using this phone", "phone_in_use", agent=agent)
    await house.desk_phones.remove(id)


def _readable(wish: PhoneWish) -> str:
    if wish.kind is PhoneKind.OUTSIDE:
        number = wish.phone.translate(SEPARATORS)
        if not NUMBER.fullmatch(number):
            complaint = "phone: a number has 3 to 20 digits, with a + in front if you like"
            raise Problem(422, complaint, code="number_unreadable")
        return number
    return wish.phone.strip().lower()


def _must_be_there(house: House, id: str) -> None:
    if id not in house.plan.phones:
        raise Problem(404, "there is no such phone")


def extension_choices(house: House) -> list[PhoneChoice]:
    """Nobody can tell whether an extension of another PBX is there before it is called."""
    known = house.pbx_phones.all()
    return [
        PhoneChoice(id=one.id, name=one.name, here=True, agent=user_of(house, one.id, PhoneKind.PBX)) for one in known
    ]


def user_of(house: House, id: str, kind: PhoneKind = PhoneKind.SIP) -> str:
    """Who is logged in with this phone, "" for nobody."""
    at_it = (one for one in house.desk.agents.values() if (one.kind, one.seat) == (kind, id))
    return next((one.id for one in at_it if one.state is not AgentState.OFF), "")


def _choice(house: House, id: str) -> PhoneChoice:
    here = house.desk_phones.registration(id).here
    return PhoneChoice(id=id, name=house.plan.phones[id].name, here=here, agent=user_of(house, id))


def _view(house: House, id: str) -> DeskPhoneView:
    known = house.desk_phones.registration(id)
    seen_at, choice = house.desk_phones.seen_at(id), _choice(house, id)
    return DeskPhoneView(**choice.model_dump(), address=known.address, seen_at=seen_at, wrong=known.wrong)


def _secret(house: House, given: Given) -> PhoneSecret:
    return PhoneSecret(id=given.id, secret=given.secret, server=str(house.settings.sip))
