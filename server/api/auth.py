"""Who asks: the person behind the cookie, and whether that person may ask this.

The session is an http-only, SameSite=Strict cookie; every change needs the session's CSRF token as a header.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response, WebSocket
from starlette.requests import HTTPConnection

from cti.contract import as_contracted, opened
from cti.plan import Person
from cti.rights import ORGANISATION, Grants, Right
from server.api.networks import is_in
from server.api.problems import Problem
from server.house import House
from server.rights import OPERATIONS
from server.rights.operations import SOCKETS
from server.rights.reads import OF_THE_ORGANISATION
from storage.identity import PREFIX as ORGANISATION_KEY
from storage.sessions import MOST_LATE, Session
from telemetry.lines import concerns

COOKIE = "cordboard"
CSRF = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BEARER = "Bearer "
OF_A_CALL = "/api/calls/{id}"
ORG_ADMIN = (ORGANISATION, Right.ORG_ADMIN.value)
OF_A_KEY = "key:"  # before the id of an API key, where a login stands else


@dataclass(frozen=True, slots=True)
class Signed:
    """key: it is a program with an API key, which has no session; browsers never send one by themselves."""

    person: Person
    session: Session
    key: bool = False


def house_of(connection: HTTPConnection) -> House:
    house = connection.app.state.house
    assert isinstance(house, House)
    return house


async def _house(connection: HTTPConnection) -> House:
    return house_of(connection)


async def guard(connection: HTTPConnection) -> None:
    """Stands before every request. What is not listed in `server.rights.operations` is refused, whoever asks."""
    operation = operation_of(connection)
    if operation in SOCKETS:
        return
    need = OPERATIONS.get(operation)
    if need is None:
        raise Problem(403, f"nobody may ask this: {operation} is not listed")
    if need.public:
        return
    if operation.partition(" ")[2].startswith(OF_A_CALL):
        concerns(str(connection.path_params.get("id", "")))
    signed = connection.state.signed = await _signed_in(connection)
    if not need.fits(signed.person):
        raise Problem(403, f"your account has no right to {need.what}")


def operation_of(connection: HTTPConnection) -> str:
    """As the OpenAPI document tells it: `GET /api/calls/{id}`."""
    return f"{connection.scope.get('method', 'WS')} {connection.scope['route'].path}"


async def _signed_in(connection: HTTPConnection) -> Signed:
    """Raises a 401 for nobody, a 403 for a change without the session's CSRF token."""
    signed = await _with_key(connection) or await find(connection)
    if signed is None:
        raise Problem(401, "please sign in")
    if (
        not signed.key
        and connection.scope["method"] not in SAFE
        and not signed.session.is_csrf(connection.headers.get(CSRF, ""))
    ):
        raise Problem(403, f"the header {CSRF} is missing or belongs to another session; reload the page")
    return signed


async def signed_in(request: Request) -> Signed:
    """Whom `guard` let through. As all that stands before requests it is async: FastAPI sends what is not to a thread
    and back, which costs more than most of them do."""
    signed = request.state.signed
    assert isinstance(signed, Signed)
    return signed


async def permitted(signed: Annotated["Signed", Depends(signed_in)]) -> Person:
    return signed.person


async def _with_key(connection: HTTPConnection) -> Signed | None:
    """Raises a 401 for a key that nobody has, a 403 for one from elsewhere or of services that are switched off."""
    header = connection.headers.get("authorization", "")
    if not header.startswith(BEARER):
        return None
    house, token = house_of(connection), header.removeprefix(BEARER).strip()
    if token.startswith(ORGANISATION_KEY):
        return await _as_organisation(connection, house, token)
    key = await house.records.credentials.find_key(token, house.clock())
    if key is None:
        raise _unknown_key()
    _must_come_from(connection, key.addresses)
    rights = opened(key.rights, house.plan.services)
    if key.rights and not rights:
        raise _switched_off(house, key.rights)
    program = Person(f"{OF_A_KEY}{key.id}", key.name, frozenset(), rights=rights)
    return Signed(as_contracted(program, house.plan.services), Session("", program.id), key=True)


async def _as_organisation(connection: HTTPConnection, house: House, token: str) -> Signed:
    """Reads what org admins read of people and records; it has no right in any service and changes nothing."""
    known = await house.records.identity.find_key(token)
    if known is None:
        raise _unknown_key()
    _must_come_from(connection, known.addresses)
    if operation_of(connection) not in OF_THE_ORGANISATION:
        raise Problem(403, "the organisation's key reads people and records; make an API key for everything else")
    program = Person(f"{OF_A_KEY}organisation", known.name, frozenset(), rights=frozenset({ORG_ADMIN}))
    return Signed(program, Session("", program.id), key=True)


def _unknown_key() -> Problem:
    return Problem(401, "this API key is not known, or too old", {"WWW-Authenticate": "Bearer"})


def _switched_off(house: House, rights: Grants) -> Problem:
    """The key is kept: it opens what it did as soon as the switch is on again."""
    names = ", ".join(sorted({house.plan.services[service].name for service, _ in rights}))
    remedy = "an org admin switches it on under Settings, API keys; this key works again then"
    return Problem(403, f"the open API of {names} is switched off; {remedy}", code="open_api_off")


def _must_come_from(connection: HTTPConnection, networks: Collection[str]) -> None:
    if networks and not is_in(address_of(connection), networks):
        raise Problem(403, "this API key may not be used from this address")


def address_of(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


async def find(connection: HTTPConnection) -> Signed | None:
    token = connection.cookies.get(COOKIE, "")
    house = house_of(connection)
    session = await _session(house, token) if token else None
    person = await house.staff.find(session.person) if session else None
    return Signed(person, session) if person and session else None


async def _session(house: House, token: str) -> Session | None:
    """One that runs out in a call goes on until that is over: nobody is left without the buttons of a talk."""
    if session := await house.sessions.find(token):
        return session
    late = await house.sessions.find(token, MOST_LATE)
    return late if late and house.desk.call_of(late.person) else None


async def agent_behind(socket: WebSocket) -> str | None:
    """The agent of a page that may have a phone; None else. Other sites' pages get nothing."""
    signed = await find(socket) if same_origin(socket) else None
    return signed.person.id if signed and signed.person.cti else None


def same_origin(socket: WebSocket) -> bool:
    """A browser tells where its page is from; programs tell nothing."""
    origin = socket.headers.get("origin")
    return origin is None or origin.partition("://")[2] == socket.headers.get("host")


def give_cookie(response: Response, session: Session, secure: bool) -> None:
    response.set_cookie(COOKIE, session.token, httponly=True, samesite="strict", secure=secure, path="/")


Everybody = Annotated[Signed, Depends(signed_in)]
Permitted = Annotated[Person, Depends(permitted)]
Phone = Annotated[Person, Depends(permitted)]  # for readers only, and Overseer too: who may is said in
Overseer = Annotated[Person, Depends(permitted)]  # `server.rights.operations`
TheHouse = Annotated[House, Depends(_house)]
