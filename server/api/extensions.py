"""Extensions of other PBXs: the list that admins keep, and letting one's own extension ring.

The secret of an account is written and never told again.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError

from cti.facts import PhoneKind
from cti.refused import Refused
from server.api.auth import Permitted, Phone, TheHouse
from server.api.phones import ID, user_of
from server.api.problems import Problem
from server.views import AgentView

routes = APIRouter(prefix="/api", tags=["phones"])
# What may stand in a SIP address without quoting (RFC 3261, user).
WORD = r"[A-Za-z0-9+*#._-]{1,64}"
HOST = r"[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"


class ExtensionView(BaseModel):
    """host, port: of the PBX; user: what is registered there; extension: what is called there; agent: who is logged in
    with it, "" for nobody."""

    id: str
    name: str
    host: str
    port: int
    user: str
    extension: str
    agent: str


class ExtensionViews(BaseModel):
    items: list[ExtensionView]


class NewExtension(BaseModel):
    id: Annotated[str, Field(max_length=32)]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    host: Annotated[str, Field(pattern=f"^{HOST}$")]
    port: Annotated[int, Field(ge=1, le=65535)] = 5060
    user: Annotated[str, Field(pattern=f"^{WORD}$")]
    secret: Annotated[str, Field(min_length=1, max_length=100)]
    extension: Annotated[str, Field(pattern=f"^{WORD}$")]


@routes.post("/me/phone/ring")
async def ring_my_phone(person: Phone, house: TheHouse) -> AgentView:
    """Let one's extension ring; answers when the handset is lifted, or says why it was not."""
    await house.pbx_phones.ring(person.id)
    return house.seeing.agent(person.id)


@routes.get("/extensions")
async def extensions(person: Permitted, house: TheHouse) -> ExtensionViews:
    known = house.pbx_phones.all()
    told = ("id", "name", "host", "port", "user", "extension")
    items = [{name: getattr(one, name) for name in told} | {"agent": _user(house, one.id)} for one in known]
    return ExtensionViews(items=[ExtensionView(**item) for item in items])


@routes.post("/extensions", status_code=201)
async def add_extension(wish: NewExtension, person: Permitted, house: TheHouse) -> ExtensionViews:
    """One more, with the account that the other PBX gave for it."""
    if not ID.fullmatch(wish.id):
        complaint = "id: 2 to 32 small letters, digits and -, with at least one letter, such as branch-801"
        raise Problem(422, complaint, code="phone_id")
    server, login = (wish.host, wish.port), (wish.user, wish.secret)
    try:
        await house.pbx_phones.add(wish.id, wish.name, server, login, wish.extension)
    except IntegrityError as error:
        raise Problem(409, "there is an extension with this id already", code="phone_known") from error
    return await extensions(person, house)


@routes.delete("/extensions/{id}", status_code=204)
async def remove_extension(id: str, person: Permitted, house: TheHouse) -> None:
    """Not while somebody is logged in with it."""
    if id not in house.plan.extensions:
        raise Problem(404, "there is no such extension")
    if agent := _user(house, id):
        raise Refused(f"{agent} is using this phone", "phone_in_use", agent=agent)
    await house.pbx_phones.remove(id)


def _user(house: TheHouse, id: str) -> str:
    return user_of(house, id, PhoneKind.PBX)
