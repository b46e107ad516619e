"""Callbacks: the list, who is to call, the call itself, what came of it, and the counts (CB-01 to CB-24).

Everybody sees their own; admins and those who assign see all of their services (CB-03). Nobody calls for somebody else
or completes what is somebody else's, not even an administrator (CB-04).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from cti.plan import Person
from cti.refused import Refused
from server.api.auth import Everybody, Permitted, Phone, TheHouse
from server.api.figures import DAY, midnight
from server.api.problems import Problem
from server.callbacks import Roster, callback_view, counted, roster
from server.house import House
from server.rights import callbacks_in, may_assign_callbacks, may_phone, may_see_callback
from server.times import day_of
from server.views import (
    CallbackChoicesView,
    CallbackCountsView,
    CallbackLineView,
    CallbackTakerView,
    CallbackView,
)
from storage.callbacks import Callback, Sought
from ticketing import commands
from ticketing.facts import CallbackResult
from ticketing.promises import must_be_theirs
from ticketing.spreading import CallbackState, spread

routes = APIRouter(prefix="/api/callbacks", tags=["callbacks"])
MOST = 500  # callbacks in one answer, or changed at once
MOST_DAYS = 400
LATEST = 90 * DAY  # a call can be wanted so much later
Short = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Cursor = Annotated[str, Query(pattern=r"^\d*$", max_length=18, description="`next` of the page before")]
Ids = Annotated[list[int], Field(min_length=1, max_length=MOST)]


class Callbacks(BaseModel):
    """next: cursor of the following page, "" at the end."""

    items: list[CallbackView]
    next: str


class Takers(BaseModel):
    items: list[CallbackTakerView]


class Assigning(BaseModel):
    """agents: exactly one by hand; look: only tell who would get what."""

    callbacks: Ids
    agents: Annotated[list[str], Field(min_length=1, max_length=MOST)]
    how: Literal["even", "manual"] = "even"
    look: bool = False


class Assigned(BaseModel):
    """to: callback → agent; left: those that somebody has already, or that are complete."""

    to: dict[int, str]
    left: list[int]


class Unassigning(BaseModel):
    callbacks: Ids


class Unassigned(BaseModel):
    items: list[int]
    left: list[int]


class Connected(BaseModel):
    """What fills the dial form for a callback."""

    callback: int
    to: str
    service: str
    attempts: int


class Completing(BaseModel):
    result: CallbackResult = CallbackResult.REACHED
    note: Annotated[str, Field(max_length=2_000)] = ""


class Timing(BaseModel):
    """due_at: epoch seconds; 0: at any time."""

    due_at: Annotated[float, Field(ge=0)]


class Status(BaseModel):
    """One line for each day and path, by day; all: of the sums, not of the rates (CB-23)."""

    first: str
    last: str
    items: list[CallbackLineView]
    all: CallbackCountsView


# --- the list --------------------------------------------------------------------------------------------------------


@dataclass
class Filters:
    """from, to: days on which it was asked for, both included; caller: a part of the number; path: as in `choices`."""

    first: Annotated[Day, Query(alias="from")] = ""
    last: Annotated[Day, Query(alias="to")] = ""
    service: Short = ""
    path: Short = ""
    queue: Short = ""
    reason: Short = ""
    caller: Short = ""
    assigner: Short = ""
    assignee: Short = ""

    def sought(self) -> Sought:
        told = {name: getattr(self, name) for name in ("path", "queue", "reason", "assigner", "assignee")}
        begin = midnight(self.first) if self.first else 0.0
        end = midnight(self.last, 1) if self.last else 0.0
        return Sought(**told, caller="".join(filter(_is_of_number, self.caller)), first=begin, end=end)


Filtered = Annotated[Filters, Depends()]


@routes.get("")
async def listed(
    signed: Everybody,
    house: TheHouse,
    filters: Filtered,
    state: CallbackState | Literal[""] = "",
    mine: bool = False,
    timed: bool = False,
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Callbacks:
    """Newest first. mine: those that the person is to call, whatever else they may see; timed: those with a time only,
    the earliest first, one page of them."""
    sought = replace(_seen(signed.person, house, filters, mine), stage=state, timed=timed)
    found = await house.records.callbacks.find(replace(sought, before=0 if timed else int(cursor or 0)), limit)
    next = str(found[-1].id) if len(found) == limit and not timed else ""
    tickets = await house.records.tickets.of_calls([each.call for each in found])
    told = [callback_view(each, house.plan.people) for each in found]
    return Callbacks(items=[replace(each, ticket=tickets.get(each.call, 0)) for each in told], next=next)


@routes.get("/choices")
async def choices(signed: Everybody, house: TheHouse) -> CallbackChoicesView:
    """What the list can be narrowed by: of the callbacks that this person sees (CB-06)."""
    words = await house.records.callbacks.words(_seen(signed.person, house, Filters(), mine=False))
    named = await roster(house)
    return CallbackChoicesView(
        words.paths, [named.person(id) for id in words.assigners], [named.person(id) for id in words.assignees]
    )


def _seen(person: Person, house: House, filters: Filters, mine: bool) -> Sought:
    """What this person may see of what is asked for."""
    there = callbacks_in(person, house.plan.services)
    there = there & {filters.service} if filters.service else there
    whole = frozenset() if mine else frozenset(id for id in there if may_assign_callbacks(person, id))
    return replace(filters.sought(), whole=whole, own=there - whole, person=person.id)


# --- who is to call --------------------------------------------------------------------------------------------------


@routes.get("/takers")
async def takers(person: Permitted, house: TheHouse, service: Short) -> Takers:
    """Who could be given callbacks of this service: its phone right is needed (CB-12); and what they have (CB-18)."""
    _must_assign(person, house, {service})
    named = await roster(house)
    return Takers(items=[named.taker(each) for each in _could(house, service)])


@routes.post("/assign")
async def assign(wish: Assigning, person: Permitted, house: TheHouse) -> Assigned:
    """By hand to one (CB-14), or evenly over several (CB-13). What somebody has already stays theirs."""
    if wish.how == "manual" and len(set(wish.agents)) != 1:
        raise Problem(422, "choose one agent, or let the callbacks be spread evenly", code="callback_one_taker")
    services = await _services_of(wish.callbacks, person, house)
    for service in services:
        _must_be_takers(wish.agents, service, house)
    open = house.seeing.book.promises
    free = [id for id in wish.callbacks if id in open and not open[id].assignee]
    to = spread(free, wish.agents, Roster.load(open.values()))
    if not wish.look:
        await house.ask(commands.AssignCallbacks(to, person.id))
    return Assigned(to=to, left=sorted(set(wish.callbacks) - to.keys()))


@routes.post("/unassign")
async def unassign(wish: Unassigning, person: Permitted, house: TheHouse) -> Unassigned:
    """Only what is not complete (CB-17). Attempts and the time that the customer wants stay."""
    await _services_of(wish.callbacks, person, house)
    open = house.seeing.book.promises
    had = sorted(id for id in set(wish.callbacks) if id in open and open[id].assignee)
    await house.ask(commands.UnassignCallbacks(tuple(wish.callbacks), person.id))
    return Unassigned(items=had, left=sorted(set(wish.callbacks).difference(had)))


async def _services_of(callbacks: Iterable[int], person: Person, house: House) -> set[str]:
    """Their services, in all of which this person may assign. Complete ones are looked up where they are kept."""
    open, found = house.seeing.book.promises, set()
    for id in callbacks:
        known = open.get(id) or await house.records.callbacks.get(id)
        found.add(known.service if known else "")
    _must_assign(person, house, found)
    return found


def _must_assign(person: Person, house: House, services: set[str]) -> None:
    there = callbacks_in(person, house.plan.services)
    if not all(service in there and may_assign_callbacks(person, service) for service in services):
        raise Problem(404, "there is no such callback, or it is in a service whose callbacks you do not assign")


def _must_be_takers(agents: Iterable[str], service: str, house: House) -> None:
    could = {each.id for each in _could(house, service)}
    if strange := sorted(set(agents) - could):
        who = ", ".join(strange)
        raise Problem(422, f"{who}: no phone right in this service; choose others", code="callback_no_taker")


def _could(house: House, service: str) -> list[Person]:
    there = [each for each in house.plan.people.values() if each.cti and may_phone(each, service)]
    return sorted(there, key=lambda each: (each.name, each.id))


# --- the call, and what came of it -----------------------------------------------------------------------------------


@routes.post("/{id}/connect")
async def connect(id: int, person: Phone, house: TheHouse) -> Connected:
    """Count an attempt, and give what the dial form is filled with (CB-07)."""
    found = await own_callback(house, person, id)
    await house.ask(commands.TryCallback(id, person.id))
    return Connected(callback=id, to=found.caller, service=found.service, attempts=found.attempts + 1)


@routes.post("/{id}/complete")
async def complete(id: int, wish: Completing, person: Phone, house: TheHouse) -> CallbackView:
    """By its assignee alone (CB-04, CB-08)."""
    await own_callback(house, person, id)
    await house.ask(commands.CloseCallback(id, person.id, wish.result, wish.note.strip()))
    return await _told(house, id)


@routes.put("/{id}/due")
async def time(id: int, wish: Timing, person: Phone, house: TheHouse) -> CallbackView:
    """When the customer wants to be called: its assignee is reminded then."""
    await own_callback(house, person, id)
    now = house.clock()
    if wish.due_at and not now < wish.due_at <= now + LATEST:
        raise Problem(422, "choose a time from now on, within 90 days", code="callback_time")
    await house.ask(commands.TimeCallback(id, person.id, wish.due_at))
    return await _told(house, id)


async def own_callback(house: House, person: Person, id: int) -> Callback:
    """One that this person is to call, and that is not complete. A callback of another is nobody else's, not even an
    administrator's (CB-04); who does not see it is not told that it is there."""
    found = await house.records.callbacks.get(id)
    if found is None or not _may_see(house, person, found) or not may_phone(person, found.service):
        raise Problem(404, "there is no such callback, or it is not yours")
    promise = house.seeing.book.promises.get(id)
    if promise is None:
        raise Refused("this callback is closed already", "callback_closed")
    must_be_theirs(promise, person.id)
    return found


def _may_see(house: House, person: Person, found: Callback) -> bool:
    return may_see_callback(person, house.plan.services, found.service, found.assignee)


async def _told(house: House, id: int) -> CallbackView:
    found = await house.records.callbacks.get(id)
    if found is None:
        raise Problem(404, "there is no such callback any more")
    return callback_view(found, house.plan.people)


# --- the counts ------------------------------------------------------------------------------------------------------


@routes.get("/status")
async def status(person: Permitted, house: TheHouse, filters: Filtered, by: Literal["day", "month"] = "day") -> Status:
    """How far the callbacks are that were asked for on these days, today if left out (CB-21, CB-22)."""
    filters.last = filters.last or day_of(house.clock())
    filters.first = filters.first or filters.last
    if not 0 < midnight(filters.last, 1) - midnight(filters.first) <= MOST_DAYS * DAY:
        raise Problem(422, f"choose days from the first to the last, {MOST_DAYS} at most")
    sought = replace(_seen(person, house, filters, mine=False), own=frozenset())
    lines, whole = counted(await house.records.callbacks.find(sought), by)
    return Status(first=filters.first, last=filters.last, items=lines, all=whole)


def _is_of_number(sign: str) -> bool:
    return sign.isdecimal() or sign == "+"
