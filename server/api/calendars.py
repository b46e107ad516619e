"""Calendars that routes ask: weekly hours, holidays, days with hours of their own, forced open or closed by hand.

Designers change them, those in charge of the service force them (EXT-30, EXT-34, EXT-35).
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from config.routes import zone_of
from cti.plan import Person
from ivr.calendar import Calendar, Force, Holiday, SpecialDay, complaints
from ivr.commands import ChangeCalendar, ForceCalendar, RemoveCalendar
from server.api.auth import Permitted, TheHouse
from server.api.designing import presenting, time_of
from server.api.problems import Problem
from server.api.routes import Name
from server.house import House
from server.rights import may_design, may_read_routes, may_switch
from server.views import CalendarView, ForcedView

routes = APIRouter(prefix="/api", tags=["calendars"])
Spans = Annotated[list[tuple[int, int]], Field(max_length=12, description="minutes since midnight: from, until")]
Label = Annotated[str, Field(max_length=100)]
NONE = "there is no such calendar, or it is in a service that is not yours"


class HolidayWish(BaseModel):
    """first, last: as 2026-12-25, both included."""

    first: str
    last: str
    name: Label = ""


class SpecialDayWish(BaseModel):
    """A day with hours of its own; without spans it is closed."""

    date: str
    spans: Spans = []
    name: Label = ""


class CalendarWish(BaseModel):
    """As `ivr.calendar.Calendar`. service: "" for all."""

    name: Label
    service: Annotated[str, Field(max_length=60)] = ""
    zone: Annotated[str, Field(max_length=60)] = "UTC"
    days: Annotated[list[Spans], Field(min_length=7, max_length=7)]
    holidays: Annotated[list[HolidayWish], Field(max_length=500)] = []
    special: Annotated[list[SpecialDayWish], Field(max_length=500)] = []


class ForceWish(BaseModel):
    """mode: "" lets the calendar speak again. until: left out: until it is taken back."""

    mode: Force
    until: AwareDatetime | None = None


class Calendars(BaseModel):
    items: list[CalendarView]


@routes.get("/calendars")
async def listed(person: Permitted, house: TheHouse) -> Calendars:
    """Those of the person's services and those of all, by name."""
    known = sorted(house.routes.library.calendars.values(), key=lambda each: each.name)
    return Calendars(items=[_view(house, person, each) for each in known if may_read_routes(person, each.service)])


@routes.get("/calendars/{id}")
async def one(id: str, person: Permitted, house: TheHouse) -> CalendarView:
    return _view(house, person, _readable(house, person, id))


@routes.put("/calendars/{id}")
async def change(id: Name, wish: CalendarWish, person: Permitted, house: TheHouse) -> CalendarView:
    """A new one, or other hours from now on. Holidays that are over may stay, new ones begin today or later."""
    before = house.routes.library.calendars.get(id)
    if wish.service and wish.service not in house.plan.services:
        raise Problem(422, f"service: there is no service {wish.service!r}")
    if not (may_design(person, wish.service) and may_design(person, before.service if before else wish.service)):
        raise Problem(404, NONE)
    after = _calendar(id, wish)
    if wrong := complaints(after, zone_of) or _past(house, before, after):
        raise Problem(422, "; ".join(wrong))
    await house.ask(ChangeCalendar(after, person.id))
    return _view(house, person, after)


@routes.delete("/calendars/{id}", status_code=204)
async def remove(id: str, person: Permitted, house: TheHouse) -> None:
    """409 while a route asks it."""
    calendar = _readable(house, person, id)
    if not may_design(person, calendar.service):
        raise Problem(403, "your account has no right to change this calendar")
    if used := house.routes.library.users_of(id):
        raise Problem(409, f"the route {used[0]} asks this calendar; change that first")
    await house.ask(RemoveCalendar(id, person.id))


@routes.post("/calendars/{id}/force")
async def force(id: str, wish: ForceWish, person: Permitted, house: TheHouse) -> CalendarView:
    """Open or closed from now on, whatever the hours say."""
    calendar = _readable(house, person, id)
    if not may_switch(person, calendar.service):
        raise Problem(403, "your account has no right to force this calendar")
    until = time_of(house, wish.until, "until") if wish.mode is not Force.NONE else 0.0
    await house.ask(ForceCalendar(id, wish.mode, until, person.id))
    return _view(house, person, calendar)


def _readable(house: House, person: Person, id: str) -> Calendar:
    calendar = house.routes.library.calendars.get(id)
    if calendar is None or not may_read_routes(person, calendar.service):
        raise Problem(404, NONE)
    return calendar


def _calendar(id: str, wish: CalendarWish) -> Calendar:
    days = tuple(tuple(sorted(spans)) for spans in wish.days)
    holidays = sorted((Holiday(each.first, each.last, each.name) for each in wish.holidays), key=lambda one: one.first)
    special = [SpecialDay(each.date, tuple(sorted(each.spans)), each.name) for each in wish.special]
    special.sort(key=lambda one: one.date)
    return Calendar(id, wish.name.strip(), wish.service, wish.zone, days, tuple(holidays), tuple(special))


def _past(house: House, before: Calendar | None, after: Calendar) -> list[str]:
    """A new holiday that is over was mistyped (EXT-34); today counts, where the calendar is."""
    today = datetime.fromtimestamp(house.clock(), zone_of(after.zone)).date().isoformat()
    known = before.holidays if before else ()
    over = [each for each in after.holidays if each not in known and each.last < today]
    return [f"holiday {each.name or each.first}: it is over; write a date from today on" for each in over]


def _view(house: House, person: Person, calendar: Calendar) -> CalendarView:
    library, now = house.routes.library, house.clock()
    forced = library.forced.get(calendar.id)
    shown = ForcedView(forced.mode, forced.until, presenting(house).name(forced.by)) if forced else None
    may = may_design(person, calendar.service), may_switch(person, calendar.service)
    return CalendarView(calendar, library.day(calendar.id, now), shown, library.users_of(calendar.id), *may)
