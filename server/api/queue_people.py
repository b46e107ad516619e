"""Which queues there are and who serves them: made, renamed, removed, and their people with levels."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cti.commands import ChangeMembers, OpenQueue, RemoveQueue, RenameQueue
from cti.plan import Queue
from cti.queue import settings_of
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.api.queues import mine
from server.house import House
from server.rights import is_in_charge_of

routes = APIRouter(prefix="/api", tags=["queues"])
MEMBERS = "/queues/{id}/members"
Name = Annotated[str, Field(min_length=1, max_length=60)]


class NewQueue(BaseModel):
    service: Annotated[str, Field(max_length=100)]
    name: Name


class QueueName(BaseModel):
    name: Name


class QueueOf(BaseModel):
    """id: what routes name it by; it stays when the name changes."""

    id: str
    name: str
    service: str


class MemberView(BaseModel):
    """level: from 1 (first) to 9, 0 for who does not serve the queue; reserve: helps out only."""

    id: str
    name: str
    level: int
    reserve: bool


class Members(BaseModel):
    """Everybody of the service who has the phone."""

    items: list[MemberView]


class MembersWish(BaseModel):
    levels: Annotated[dict[str, int], Field(description="person → level from 1 to 9; who is left out is no member")]
    reserve: Annotated[list[str], Field(description="members who help out only")] = []


@routes.post("/queues", status_code=201)
async def add(wish: NewQueue, person: Overseer, house: TheHouse) -> QueueOf:
    """Without people, and with the settings that queues begin with."""
    if not is_in_charge_of(person, {wish.service}):
        raise Problem(404, "there is no such service, or it is not yours")
    id = new_id(wish.name, house.plan.queues)
    settings = settings_of(Queue(id, wish.name, wish.service))
    await house.ask(OpenQueue(id, person.id, wish.name, wish.service, settings))
    return _told(house, id)


@routes.patch("/queues/{id}")
async def rename(id: str, wish: QueueName, person: Overseer, house: TheHouse) -> QueueOf:
    mine(house, person, id)
    await house.ask(RenameQueue(id, person.id, wish.name))
    return _told(house, id)


@routes.delete("/queues/{id}", status_code=204)
async def remove(id: str, person: Overseer, house: TheHouse) -> None:
    """Refused while callers wait there, or a route or another queue leads there."""
    known = mine(house, person, id)
    if led := _routes_to(house, id):
        raise Problem(409, f"the route {led[0]} leads to {known.name}; publish it without this queue first")
    await house.ask(RemoveQueue(id, person.id))


@routes.get(MEMBERS)
async def members(id: str, person: Overseer, house: TheHouse) -> Members:
    return _members(house, mine(house, person, id))


@routes.put(MEMBERS)
async def change(id: str, wish: MembersWish, person: Overseer, house: TheHouse) -> Members:
    """All of them at once; counts at once for who waits. 409 tells who cannot be a member, and what to do."""
    mine(house, person, id)
    await house.ask(ChangeMembers(id, person.id, wish.levels, tuple(wish.reserve)))
    return _members(house, house.plan.queues[id])


def new_id(name: str, known: Iterable[str]) -> str:
    """From its letters where they are Latin, else `queue`; with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base, taken = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "queue", set(known)
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


def _told(house: House, id: str) -> QueueOf:
    queue = house.plan.queues[id]
    return QueueOf(id=id, name=queue.name, service=queue.service)


def _members(house: House, queue: Queue) -> Members:
    """Members who have left the service since are told too, so that they can be taken out."""
    people = house.plan.people.values()
    here = [each for each in people if each.id in queue.members or (each.cti and queue.service in each.services)]
    return Members(
        items=[
            MemberView(
                id=each.id,
                name=each.name,
                level=queue.level(each.id) if each.id in queue.members else 0,
                reserve=each.id in queue.reserve,
            )
            for each in sorted(here, key=lambda each: (each.name, each.id))
        ]
    )


def _routes_to(house: House, queue: str) -> list[str]:
    flows = house.routes.library.flows()
    return sorted(
        name for name, flow in flows.items() if any(getattr(step, "queue", "") == queue for step in flow.steps.values())
    )
