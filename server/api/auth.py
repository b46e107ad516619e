"""Who asks: the person behind the cookie, and what that person may do.

The session is an http-only, SameSite=Strict cookie; every change needs the session's CSRF token as a header.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response, WebSocket
from starlette.requests import HTTPConnection

from cti.plan import Person
from server.api.problems import Problem
from server.house import House
from server.present import sees_all
from storage.sessions import Session

COOKIE = "cordboard"
CSRF = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Signed:
    person: Person
    session: Session


def house_of(connection: HTTPConnection) -> House:
    house = connection.app.state.house
    assert isinstance(house, House)
    return house


async def signed_in(request: Request) -> Signed:
    """Raises a 401 for nobody, a 403 for a change without the session's CSRF token."""
    signed = await find(request)
    if signed is None:
        raise Problem(401, "please sign in")
    if request.method not in SAFE and not signed.session.is_csrf(request.headers.get(CSRF, "")):
        raise Problem(403, f"the header {CSRF} is missing or belongs to another session; reload the page")
    return signed


async def find(connection: HTTPConnection) -> Signed | None:
    token = connection.cookies.get(COOKIE, "")
    house = house_of(connection)
    session = await house.sessions.find(token) if token else None
    person = await house.people.get(session.person) if session else None
    return Signed(person, session) if person and session else None


def with_role(fits: Callable[[Person], bool], what: str) -> Callable[[Signed], Person]:
    def check(signed: Annotated[Signed, Depends(signed_in)]) -> Person:
        if not fits(signed.person):
            raise Problem(403, f"your account has no right to {what}")
        return signed.person

    return check


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
Phone = Annotated[Person, Depends(with_role(lambda person: person.cti, "use the phone"))]
Overseer = Annotated[Person, Depends(with_role(sees_all, "see other people's contacts"))]
TheHouse = Annotated[House, Depends(house_of)]
