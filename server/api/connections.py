"""Systems outside that routes may ask: named, allowed, tried and removed by admins. A secret is written, never told.

Which hosts of the own network may be reached is not decided here but by whoever keeps the machine
(`CORDBOARD_LOOKUP_HOSTS`); all others have to be public, and are asked by https.
"""

import time
from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.orders import LookUp
from cti.plan import Person
from server.api import outside
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.house import House
from server.lookups.asking import CUSTOMER, LONGEST_WAIT
from server.rights import is_org_admin
from server.views import ConnectionTested, ConnectionView
from storage.connections import Connection

routes = APIRouter(prefix="/api", tags=["connections"])
NAME = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
HEADER = r"^[A-Za-z0-9-]{0,60}$"
FORBIDDEN = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "cookie"})
Short = Annotated[str, Field(max_length=200)]


class Connections(BaseModel):
    items: list[ConnectionView]


class ConnectionWish(BaseModel):
    """service: whose routes may ask, "" for all; header: that carries the secret, such as `Authorization`; secret: None
    leaves the one that there is."""

    service: Annotated[str, Field(max_length=100)] = ""
    method: Literal["GET", "POST"] = "GET"
    url: Annotated[str, Field(min_length=8, max_length=2000)]
    header: Annotated[str, Field(pattern=HEADER)] = ""
    secret: Annotated[str, Field(max_length=2000, pattern=r"^[\x20-\x7e]*$")] | None = None
    allowed: bool = True


class TestWish(BaseModel):
    """send: parameters; into: variable → pointer, such as `/order/state`."""

    send: Annotated[dict[str, Short], Field(max_length=20)] = {}
    into: Annotated[dict[str, Short], Field(max_length=20)] = {}
    wait: Annotated[float, Field(ge=0.1, le=LONGEST_WAIT)] = 5.0


@routes.get("/connections")
async def connections(person: Permitted, house: TheHouse) -> Connections:
    """Designers see what they may name in a route; addresses are for admins."""
    known = house.lookups.connections.values()
    return Connections(items=[_view(house, each, is_org_admin(person)) for each in known if _sees(person, each)])


@routes.put("/connections/{name}")
async def put(
    name: Annotated[str, Field(pattern=NAME, max_length=64)], wish: ConnectionWish, person: Permitted, house: TheHouse
) -> ConnectionView:
    """Name it, or change it. 422 tells what cannot be."""
    before = house.lookups.connections.get(name)
    if name == CUSTOMER:
        raise Problem(422, "name: `customer` is what the house itself knows; choose another name", code="lookup_name")
    _must_keep(house, wish.service, before)
    must_be_safe(house, wish)
    sealed = house.lookups.seal.close(wish.secret or "")
    if wish.secret is None and before is not None:
        sealed = _kept(before, wish)
    told = wish.model_dump(exclude={"secret"})
    await house.lookups.records.put(
        Connection(name, secret=sealed, updated_by=person.id, updated_at=house.clock(), **told)
    )
    await house.lookups.load()
    return _view(house, house.lookups.connections[name], True)


@routes.delete("/connections/{name}", status_code=204)
async def remove(name: str, person: Permitted, house: TheHouse) -> None:
    """Routes that ask it take their way `failed` from now on."""
    _must_keep(house, "", _known(house, name))
    await house.lookups.records.remove(name)
    await house.lookups.load()


@routes.post("/connections/{name}/test")
async def test(name: str, wish: TestWish, person: Permitted, house: TheHouse) -> ConnectionTested:
    """Ask it once, now, whether it is allowed or not."""
    known = _known(house, name)
    _must_keep(house, "", known)
    begun = time.monotonic()
    answer = await house.lookups.ask(known, LookUp("", "", 0, name, wish.send, wish.into, wish.wait, 1))
    return ConnectionTested(
        answer.outcome, dict(answer.values), max(answer.status, 0), answer.why, round(time.monotonic() - begun, 3)
    )


def _sees(person: Person, known: Connection) -> bool:
    return is_org_admin(person) or known.service in ("", *person.services)


def _known(house: House, name: str) -> Connection:
    if name not in house.lookups.connections:
        raise Problem(404, "there is no such connection")
    return house.lookups.connections[name]


def _must_keep(house: House, service: str, before: Connection | None) -> None:
    """Those of services that there are."""
    for each in {service, before.service if before else service}:
        if each and each not in house.plan.services:
            raise Problem(422, "service: there is no such service")


def must_be_safe(house: House, wish: ConnectionWish) -> None:
    """Raises a 422 for an address that is none, or that is not asked by https."""
    outside.must_be_safe(wish.url, house.lookups.allowed)
    if wish.header.lower() in FORBIDDEN:
        raise Problem(
            422, "header: this one cannot carry a secret; use Authorization or X-Api-Key", code="lookup_header"
        )


def _kept(before: Connection, wish: ConnectionWish) -> str:
    """The secret goes nowhere but where it was typed for."""
    here, there = urlsplit(before.url), urlsplit(wish.url)
    if before.secret and (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise Problem(422, "secret: type it again, for it would go to another host", code="lookup_secret_again")
    return before.secret


def _view(house: House, known: Connection, whole: bool) -> ConnectionView:
    shown = known if whole else replace(known, url="", header="")
    lost = bool(known.secret) and house.lookups.seal.open(known.secret) is None
    told = {name: getattr(shown, name) for name in ConnectionView.__dataclass_fields__ if hasattr(shown, name)}
    return ConnectionView(**told | {"secret": "lost" if lost else "kept" if known.secret else "none"})
