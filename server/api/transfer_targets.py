"""The numbers outside to which the routes of a service may send callers. No route reaches any other."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.numbers import judge
from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of

routes = APIRouter(prefix="/api", tags=["transfer targets"])


class Target(BaseModel):
    """number: as people write it; in answers as it is dialled, which is how routes name it."""

    number: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(max_length=60)] = ""


class Targets(BaseModel):
    items: Annotated[list[Target], Field(max_length=200)]


@routes.get("/transfer-targets/{service}")
async def targets(service: str, person: Overseer, house: TheHouse) -> Targets:
    _must_be_in_charge(house, person, service)
    known = house.plan.transfer_targets.get(service, {})
    return Targets(items=[Target(number=number, name=name) for number, name in known.items()])


@routes.put("/transfer-targets/{service}")
async def set_targets(service: str, wish: Targets, person: Overseer, house: TheHouse) -> Targets:
    """All of them, for callers from now on. 422 says which cannot be called, and why."""
    _must_be_in_charge(house, person, service)
    numbers: dict[str, str] = {}
    for each in wish.items:
        try:
            numbers[judge(each.number, house.plan, service).dial] = each.name.strip()
        except Refused as refused:
            raise Problem(422, f"{each.number}: {refused}") from None
    await house.records.abilities.set_targets(service, numbers)
    house.plan.transfer_targets[service] = numbers
    return await targets(service, person, house)


def _must_be_in_charge(house: House, person: Person, service: str) -> None:
    if service not in house.plan.services or not is_in_charge_of(person, {service}):
        raise Problem(404, "there is no such service, or it is not yours")
