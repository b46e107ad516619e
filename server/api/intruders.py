"""Who attacks by SIP: seen, blocked and let go by those who manage the organisation."""

import ipaddress
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from asterisk.intruders import source_of
from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.house import House
from server.views import IntruderView, SparedView
from storage.intruders import Intruder

routes = APIRouter(prefix="/api", tags=["intruders"])
SHOWN = 500  # rows, the last heard first
SPARED = 200
WHY = {"trunk": "calls come from there", "named": "somebody has said so", "phone": "a phone is signed in there"}


class IntruderList(BaseModel):
    """blocks: False where Asterisk is not ours to tell whom it should not answer."""

    items: list[IntruderView]
    blocks: bool


class SparedList(BaseModel):
    items: list[SparedView]


class BlockWish(BaseModel):
    """address: IPv4 or IPv6; with IPv6 its network of 64 bits is blocked."""

    address: Annotated[str, Field(min_length=2, max_length=60)]
    hours: Annotated[int, Field(ge=1, le=8760)] = 24


class LetGoWish(BaseModel):
    """who: as the list names it."""

    who: Annotated[str, Field(min_length=2, max_length=100)]


class SpareWish(BaseModel):
    """network: an address, or a network as 192.0.2.0/24, or 2001:db8::/48."""

    network: Annotated[str, Field(min_length=2, max_length=60)]
    note: Annotated[str, Field(max_length=200)] = ""


@routes.get("/intruders")
async def intruders(person: Permitted, house: TheHouse) -> IntruderList:
    rows = house.guard.everybody()[:SHOWN]
    return IntruderList(items=[_view(house, row) for row in rows], blocks=house.guard.blocks)


@routes.post("/intruders/blocks", status_code=201)
async def block(wish: BlockWish, person: Permitted, house: TheHouse) -> IntruderView:
    """Block an address by hand. 409 for one that is never blocked."""
    who = source_of(wish.address)
    if not who:
        raise Problem(422, "address: this is no address of the Internet; write it as 192.0.2.7 or 2001:db8::7")
    if why := house.guard.why_spared(who):
        raise Problem(409, f"this address is never blocked: {WHY[why]}")
    house.guard.block(who, wish.hours * 3600.0)
    return _view(house, _row(house, who))


@routes.post("/intruders/let-go", status_code=204)
async def let_go(wish: LetGoWish, person: Permitted, house: TheHouse) -> None:
    """Block it no more. What it has done stays in the list, and who goes on attacking is blocked again."""
    house.guard.let_go(_row(house, wish.who).who)


@routes.get("/intruders/spared")
async def spared(person: Permitted, house: TheHouse) -> SparedList:
    """The networks that are never blocked, beside trunks and phones that are signed in."""
    return SparedList(items=[SparedView(**asdict(each)) for each in await house.records.intruders.spared()])


@routes.post("/intruders/spared", status_code=201)
async def spare(wish: SpareWish, person: Permitted, house: TheHouse) -> SparedList:
    """Never block this network; whoever of it is blocked now is let go."""
    try:
        network = ipaddress.ip_network(wish.network, strict=False)
    except ValueError:
        raise Problem(422, "network: write an address, or a network as 192.0.2.0/24") from None
    if len(await house.records.intruders.spared()) >= SPARED:
        raise Problem(422, f"{SPARED} networks are kept at the most; remove one first")
    await house.guard.name(str(network), wish.note, person.id)
    return await spared(person, house)


@routes.delete("/intruders/spared/{id}", status_code=204)
async def spare_no_more(id: int, person: Permitted, house: TheHouse) -> None:
    if not await house.guard.name_no_more(id):
        raise Problem(404, "there is no such network; somebody has removed it")


def _row(house: House, who: str) -> Intruder:
    row = house.guard.of(who)
    if row is None:
        raise Problem(404, "nothing is known of this address")
    return row


def _view(house: House, row: Intruder) -> IntruderView:
    until = row.blocked_until if row.blocked_until > house.clock() else 0.0
    return IntruderView(**asdict(row) | {"blocked_until": until, "spared": house.guard.why_spared(row.who)})
