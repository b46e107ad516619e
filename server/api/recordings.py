"""Recordings of talks: asked for in a call, listened to afterwards. Every listening is journalled before the first
byte.

Agents hear the recordings in which they talked, and messages that were left for their queues; supervisors and admins
those of their services, the owner all. Only who is in charge of the service may lock and delete, with a reason. No path
comes from outside: an id is looked up.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from cti import commands
from cti.facts import Listening
from cti.plan import Person
from server.api.auth import Everybody, Overseer, Phone, TheHouse
from server.api.problems import Problem
from server.api.records import Cursor, Limit, Short
from server.house import House
from server.present import WISHES
from server.rights import in_charge_of, is_in_charge_of
from server.views import CallView, PauseView, PlayView, RecordingView, WaveformView
from storage.recordings import FAILED, READY, Recorded, Wanted

routes = APIRouter(prefix="/api", tags=["recordings"])
ONE = "/recordings/{id}"
GONE = "there is no such recording, or it is not yours to hear"
SOUND = "audio/flac"


class Wish(BaseModel):
    """reason: of a pause, such as a card number being said."""

    do: Literal["on", "off", "pause", "resume"]
    reason: Annotated[str, Field(max_length=200)] = ""


class Recordings(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[RecordingView]
    next: str


class Plays(BaseModel):
    items: list[PlayView]


class Lock(BaseModel):
    locked: bool
    reason: Annotated[str, Field(min_length=1, max_length=200)]


@routes.post("/calls/{id}/record", response_model=CallView, responses={204: {}})
async def record(id: str, wish: Wish, person: Phone, house: TheHouse) -> CallView | Response:
    """Start, stop, pause or resume the recording of the call that this agent has."""
    kind = WISHES[wish.do]
    if kind is commands.PauseRecording:
        await house.ask(commands.PauseRecording(id, person.id, wish.reason))
    else:
        await house.ask(kind(id, person.id))
    return house.seeing.call(id) or Response(status_code=204)


@routes.get("/recordings")
async def recordings(
    signed: Everybody,
    house: TheHouse,
    agent: Short = "",
    queue: Short = "",
    call: Short = "",
    since: Annotated[float, Query(ge=0, description="epoch seconds")] = 0,
    until: Annotated[float, Query(ge=0, description="epoch seconds")] = 0,
    locked: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Recordings:
    """Newest first: those that this person may hear."""
    services, heard_by = _mine(signed.person)
    served = _served(house, signed.person)
    wanted = Wanted(services, heard_by, served, agent, queue, call, since, until, locked, int(cursor or 0))
    found = await house.archive.rows.newest(wanted, limit)
    following = str(found[-1].number) if len(found) == limit else ""
    return Recordings(items=[_view(each, signed.person) for each in found], next=following)


@routes.get(ONE)
async def recording(id: str, signed: Everybody, house: TheHouse) -> RecordingView:
    return _view(await _heard(house, signed.person, id), signed.person)


@routes.get(f"{ONE}/audio", response_class=FileResponse)
async def audio(id: str, signed: Everybody, house: TheHouse, download: bool = False) -> FileResponse:
    """FLAC, 8 kHz, caller left and agents right; ranges are served. The requests of one listening count once."""
    found = await _ready(house, signed.person, id)
    place = house.archive.place_of(found)
    if not place.exists():
        raise Problem(404, "the file of this recording is missing; its row is kept. Tell whoever keeps the server")
    how = Listening.DOWNLOADED if download else Listening.PLAYED
    if house.archive.is_new_listening(signed.person.id, id, how):
        await house.ask(commands.NoteListening(found.call, id, signed.person.id, how))
    name = f"{id}{place.suffix}" if download else None
    return FileResponse(place, media_type=SOUND, filename=name, headers={"Cache-Control": "private, no-store"})


@routes.get(f"{ONE}/waveform")
async def waveform(id: str, signed: Everybody, house: TheHouse) -> WaveformView:
    found = await _ready(house, signed.person, id)
    drawn = await house.archive.rows.waveform(found.id)
    return WaveformView(drawn.caller, drawn.agents) if drawn else WaveformView([], [])


@routes.get(f"{ONE}/plays")
async def plays(id: str, person: Overseer, house: TheHouse) -> Plays:
    """Who opened it, the newest first."""
    found = await _in_charge(house, person, id)
    told = await house.archive.rows.plays(found.id)
    return Plays(items=[PlayView(each.by, Listening(each.how), each.at) for each in told])


@routes.patch(ONE)
async def lock(id: str, wish: Lock, person: Overseer, house: TheHouse) -> RecordingView:
    """Keep it as evidence, or let it go again."""
    found = await _in_charge(house, person, id)
    await house.ask(commands.LockRecording(found.call, id, person.id, wish.locked, wish.reason))
    return _view(await _heard(house, person, id), person)


@routes.delete(ONE, status_code=204)
async def remove(
    id: str,
    person: Overseer,
    house: TheHouse,
    reason: Annotated[str, Query(min_length=1, max_length=200)],
) -> None:
    """The sound is removed; that it was there, and who removed it, stays."""
    found = await _in_charge(house, person, id)
    if found.locked:
        raise Problem(409, "this recording is locked as evidence; unlock it first")
    if found.state not in (READY, FAILED):
        raise Problem(409, "this recording is not finished yet; try again in a moment")
    await house.ask(commands.DeleteRecording(found.call, id, person.id, reason))


async def _heard(house: House, person: Person, id: str) -> Recorded:
    found = await house.archive.rows.get(id)
    if found is None or not (_may_hear(house, found, person) or is_in_charge_of(person, {found.service})):
        raise Problem(404, GONE)
    return found


def _may_hear(house: House, found: Recorded, person: Person) -> bool:
    """Who talked in it; of a message also whoever serves the queue for which it was left."""
    return person.id in found.agents or (found.is_message and found.queue in _served(house, person))


def _served(house: House, person: Person) -> frozenset[str]:
    return frozenset(queue.id for queue in house.plan.queues.values() if person.id in queue.members)


async def _ready(house: House, person: Person, id: str) -> Recorded:
    found = await _heard(house, person, id)
    if found.state != READY:
        raise Problem(404, f"this recording cannot be heard: it is {found.state}")
    return found


async def _in_charge(house: House, person: Person, id: str) -> Recorded:
    found = await house.archive.rows.get(id)
    if found is None or not is_in_charge_of(person, {found.service}):
        raise Problem(404, GONE)
    return found


def _mine(person: Person) -> tuple[frozenset[str], str]:
    """The services all of whose recordings this person may hear, and the person as a talker."""
    return in_charge_of(person, person.services), person.id


def _view(recorded: Recorded, person: Person) -> RecordingView:
    told = {name: getattr(recorded, name) for name in RecordingView.__dataclass_fields__ if name != "may_change"}
    told["agents"] = list(recorded.agents)
    told["pauses"] = [PauseView(each.begin, each.end, each.reason) for each in recorded.pauses]
    return RecordingView(**told, may_change=is_in_charge_of(person, {recorded.service}))
