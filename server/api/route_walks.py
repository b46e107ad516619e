"""Routes walked by callers who are not real, to try a draft or compare versions; and figures of those who are."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from config.routes import load_script
from cti.facts import Found
from ivr.choices import figure_of
from ivr.complaint import Faulty
from ivr.flow import Flow, Lookup
from ivr.script import Reply, Test, read_act
from server.api.auth import Permitted, TheHouse
from server.api.designing import faulty, readable, text_of
from server.api.problems import Problem
from server.api.routes import Text
from server.house import House
from server.routes.walking import by_step, compared, tried
from server.views import ImpactView, RouteFiguresView, TryView
from storage.routes import Route

routes = APIRouter(prefix="/api", tags=["routes"])
Short = Annotated[str, Field(max_length=60)]
MOST_ACTS = 200
Day = Literal["open", "closed", "holiday", "forced"]


class Answer(BaseModel):
    """What a lookup gives."""

    outcome: Found = Found.FOUND
    values: Annotated[dict[Short, Annotated[str, Field(max_length=500)]], Field(max_length=20)] = {}


class TryWish(BaseModel):
    """What the caller has done so far, as in tests: keys such as `1` or `010#`, `early 1`, `silence`, `hang up`.

    text: left out, the draft's; at: left out, now; figures: such as `waiting in payments`; calendars: what they say,
    left out, what they say then.
    """

    text: Text | None = None
    acts: Annotated[list[Short], Field(max_length=MOST_ACTS)] = []
    caller: Short = "01012345678"
    at: AwareDatetime | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"
    figures: Annotated[dict[Short, float], Field(max_length=100)] = {}
    calendars: Annotated[dict[Short, Day], Field(max_length=100)] = {}
    lookups: Annotated[
        dict[Short, Answer],
        Field(max_length=100, description="by step, or by what is looked up; values of a customer by field"),
    ] = {}


class ImpactWish(BaseModel):
    """Two versions of the route by number. after: left out, the text; text: left out, the draft."""

    text: Text | None = None
    before: Annotated[int, Field(ge=0, description="0: what callers get now")] = 0
    after: Annotated[int, Field(ge=0)] = 0


@routes.post("/routes/{name}/try")
async def walk(name: str, wish: TryWish, person: Permitted, house: TheHouse) -> TryView:
    """Nothing is kept: each request tells the whole call. 422 with the complaints for a text with errors."""
    route = await readable(house, person, name)
    flow = await _flow(house, route, (await text_of(house, person, route)).text if wish.text is None else wish.text)
    return await asyncio.to_thread(tried, flow, _caller(wish, flow, house), house.prompts.playable())


@routes.post("/routes/{name}/impact")
async def concerned(name: str, wish: ImpactWish, person: Permitted, house: TheHouse) -> ImpactView:
    """The callers of the tests, and 500 by chance who press keys as real callers did lately, walk through both."""
    route = await readable(house, person, name)
    shown = await text_of(house, person, route)
    before = await _flow(house, route, await _version(house, name, wish.before or shown.published_version))
    text = await _version(house, name, wish.after) if wish.after else shown.text if wish.text is None else wish.text
    figures = await house.traffic.of(name)
    taken = figures.today + figures.yesterday
    return await asyncio.to_thread(compared, before, await _flow(house, route, text), _tests(shown.tests), taken)


@routes.get("/routes/{name}/figures")
async def figures(name: str, person: Permitted, house: TheHouse) -> RouteFiguresView:
    """Where callers stand now, and which ways they took today and yesterday."""
    await readable(house, person, name)
    told = await house.traffic.of(name)
    return RouteFiguresView(told.now, by_step(told.today), by_step(told.yesterday))


async def _flow(house: House, route: Route, text: str) -> Flow:
    reading = await house.routes.read(text, route.service, route.name)
    if reading.linked is None:
        raise faulty(reading.complaints, "this route has errors; callers can walk through it when they are gone")
    return reading.linked


async def _version(house: House, name: str, number: int) -> str:
    version = await house.routes.records.version(name, number) if number else None
    if version is None:
        raise Problem(409, "there is no such version of this route; publish it first")
    return version.text


def _caller(wish: TryWish, flow: Flow, house: House) -> Test:
    for subject in wish.figures:
        if not figure_of(subject)[0]:
            raise Problem(422, f"figures: {subject!r} is no figure of a queue; write such as 'waiting in payments'")
    try:
        acts = tuple(read_act(act) for act in wish.acts)
    except ValueError as wrong:
        raise Problem(422, f"acts: {wrong}") from None
    at = wish.at.timestamp() if wish.at else house.clock()
    known: dict[str, Any] = {"calendars": _days(house, at) | wish.calendars, "lookups": _replies(wish, flow)}
    return Test("try", "", acts, caller=wish.caller, at=at, language=wish.language, figures=wish.figures, **known)


def _days(house: House, at: float) -> dict[str, str]:
    """What callers would meet then, if nobody forces a calendar until then."""
    library = house.routes.library
    return {calendar: library.day(calendar, at).value for calendar in library.calendars}


def _replies(wish: TryWish, flow: Flow) -> dict[str, Reply]:
    replies = {}
    for name, answer in wish.lookups.items():
        step = flow.steps.get(name)
        replies[step.what if isinstance(step, Lookup) else name] = Reply(answer.outcome, answer.values)
    return replies


def _tests(text: str) -> tuple[Test, ...]:
    """Tests that cannot be read say nothing of callers; the page tells what is wrong with them elsewhere."""
    try:
        return load_script(text).tests if text.strip() else ()
    except Faulty:
        return ()
