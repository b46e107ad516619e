"""The settings of queues, read and changed while calls come in."""

import asyncio
from dataclasses import fields
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from asterisk.sounds.music import PIECES
from cti.commands import ChangeQueue
from cti.plan import Person, Queue, Recording
from cti.queue import complaints, settings_of
from cti.queue_rules import misfits
from cti.queueing import Announcing, CallingBack, Choosing, Limits, To
from cti.settings import QueueSettings
from server.api.auth import Overseer, TheHouse
from server.api.problems import Problem
from server.house import House
from server.rights import is_in_charge_of

routes = APIRouter(prefix="/api", tags=["queues"])
SETTINGS = "/queues/{id}/settings"


class QueueWish(BaseModel):
    """All settings of a queue; times are seconds."""

    ring_seconds: Annotated[float, Field(description="how long an offer rings")]
    auto_answer: Annotated[bool, Field(description="offers connect by themselves after a beep")]
    ring_all: Annotated[bool, Field(description="offers ring at all who are ready")]
    wrap_up_seconds: Annotated[float, Field(description="how long *after call* may last; 0: as long as it takes")]
    service_level_seconds: float
    callback_on_abandon: Annotated[bool, Field(description="who gives up waiting is called back")]
    music: Annotated[str, Field(max_length=100, description="class of the music")]
    recording: Recording
    recording_announced: bool
    recording_days: int
    survey: Annotated[str, Field(max_length=100, description="route for who was served; empty: none")] = ""
    choosing: Annotated[Choosing, Field(description="who gets whom")] = Choosing()
    limits: Annotated[Limits, Field(description="when callers go elsewhere")] = Limits()
    announcing: Annotated[Announcing, Field(description="what callers hear between the music")] = Announcing()
    calling_back: Annotated[CallingBack, Field(description="promised calls that keep their place")] = CallingBack()
    callback_after: Annotated[float, Field(description="who gives up earlier than that is not called back")] = 0.0

    def settings(self) -> QueueSettings:
        return QueueSettings(**{field.name: getattr(self, field.name) for field in fields(QueueSettings)})


class QueueSettingsView(QueueWish):
    """musics: the classes of music that there are; routes: those that are published; calendars: name by id; skills:
    of the service, name by id; queues: where callers may be led, name by id."""

    id: str
    name: str
    service: str
    musics: list[str]
    routes: list[str]
    calendars: dict[str, str]
    skills: dict[str, str]
    queues: dict[str, str]


@routes.get(SETTINGS)
async def settings(id: str, person: Overseer, house: TheHouse) -> QueueSettingsView:
    return await _view(house, mine(house, person, id))


@routes.put(SETTINGS)
async def change(id: str, wish: QueueWish, person: Overseer, house: TheHouse) -> QueueSettingsView:
    """Change them all, for what is offered from now on. 422 tells what cannot be so and what to do."""
    queue = mine(house, person, id)
    settings, calendars = wish.settings(), _calendars(house, queue.service)
    wrong = [*complaints(settings), *misfits(queue.id, settings, house.plan, calendars)]
    if not wrong and wish.music not in (known := await _musics(house)):
        wrong = [f"there is no music {wish.music}; choose one of {', '.join(known)}"]
    if not wrong and wish.survey and wish.survey not in (routes := _routes(house)):
        wrong = [f"there is no published route {wish.survey}; choose one of {', '.join(routes)}, or none"]
    if not wrong and (led := _routes_led_to(wish) - set(_routes(house))):
        wrong = [f"there is no published route {min(led)} to lead callers to; choose one that there is"]
    if wrong:
        raise Problem(422, "; ".join(wrong))
    await house.ask(ChangeQueue(queue.id, person.id, settings))
    return await _view(house, house.plan.queues[queue.id])


def mine(house: House, person: Person, id: str) -> Queue:
    queue = house.plan.queues.get(id)
    if queue is None or not is_in_charge_of(person, {queue.service}):
        raise Problem(404, "there is no such queue, or it is in a service that is not yours")
    return queue


async def _view(house: House, queue: Queue) -> QueueSettingsView:
    told = {name: getattr(settings_of(queue), name) for name in QueueSettings.__dataclass_fields__}
    told |= {"musics": await _musics(house), "routes": _routes(house), "calendars": _calendars(house, queue.service)}
    told["skills"] = {each.id: each.name for each in house.plan.skills.values() if each.service == queue.service}
    told["queues"] = {each.id: each.name for each in house.plan.queues.values() if each.id != queue.id}
    return QueueSettingsView(id=queue.id, name=queue.name, service=queue.service, **told)


def _calendars(house: House, service: str) -> dict[str, str]:
    known = house.routes.library.calendars.values()
    return {each.id: each.name for each in known if each.service in ("", service)}


def _routes_led_to(wish: QueueWish) -> set[str]:
    led = {over.target for over in wish.limits.overflows if over.to is To.ROUTE}
    return led | {choice.target for choice in wish.announcing.digits.values() if choice.to is To.ROUTE}


def _routes(house: House) -> list[str]:
    return sorted(name for name, flow in house.routes.library.flows().items() if flow.parameters is None)


async def _musics(house: House) -> list[str]:
    """Those of the house, those that were put into its folder, and those that queues name already."""
    used = {queue.music for queue in house.plan.queues.values()}
    return sorted(used | PIECES.keys() | await asyncio.to_thread(_folders, house.settings.data / "asterisk" / "moh"))


def _folders(place: Path) -> set[str]:
    return {each.name for each in place.iterdir() if each.is_dir()} if place.is_dir() else set()
