"""The event feed: what happened, by a cursor, for programs with an API key and for people; and what there can be."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from server.api.auth import Permitted, TheHouse
from server.api.problems import Problem
from server.rights import EXTRA_WORK, oversees
from server.views import EventView
from server.webhooks import asyncapi, feed, telling

routes = APIRouter(prefix="/api", tags=["events"])
DOCUMENT = asyncapi.document()


class Events(BaseModel):
    """next: to ask for what comes after; more: there may be more now, so ask at once."""

    items: list[EventView]
    next: int
    more: bool


class EventKind(BaseModel):
    """group: what it is about, such as `calls`."""

    kind: str
    group: str


class EventKinds(BaseModel):
    items: list[EventKind]


@routes.get("/events")
async def events(
    person: Permitted,
    house: TheHouse,
    after: Annotated[int, Query(ge=0, description="the `next` of the last answer; 0: from the beginning")] = 0,
    types: Annotated[str, Query(max_length=4000, description="kinds, with commas between; none: all")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    wait: Annotated[float, Query(ge=0, le=25, description="seconds that it may wait for the first event")] = 0.0,
) -> Events:
    """What happened in the services of whoever asks, oldest first. Ask again with `after` = `next`: nothing is left out
    and nothing comes twice. Numbers and names are there only where whoever asks is in charge of the telephone."""
    kinds = _kinds(types)
    newest = await house.webhooks.log.last_number()
    if after > newest:
        raise Problem(409, f"after: the newest event is {newest}. The house was put back to a backup; go on from there")
    services, log, plan, news = (
        person.where(EXTRA_WORK),
        house.webhooks.log,
        house.plan,
        house.webhooks.news,
    )
    until = house.clock() + wait
    while True:
        before = news.number
        page = await feed.after(log, plan, after, kinds, services, lambda each: oversees(person, each), limit)
        left = until - house.clock()
        if page.events or page.more or left <= 0:
            items = [EventView(**{name: getattr(each, name) for name in _FIELDS}) for each in page.events]
            return Events(items=items, next=page.next, more=page.more)
        after = page.next
        if news.number == before:
            await news.wait(left)


_FIELDS = tuple(EventView.__dataclass_fields__)


@routes.get("/events/kinds")
async def kinds(person: Permitted) -> EventKinds:
    """What can be told, in the order of the source."""
    known = telling.told_kinds()
    return EventKinds(items=[EventKind(kind=name, group=telling.group_of(kind)) for name, kind in known.items()])


@routes.get("/asyncapi.json")
async def document() -> dict[str, Any]:
    """What can be told, each kind with its fields, as an AsyncAPI 3.0 document."""
    return DOCUMENT


def _kinds(types: str) -> list[str]:
    known, wanted = telling.told_kinds(), [each.strip() for each in types.split(",") if each.strip()]
    if unknown := [each for each in wanted if each not in known]:
        raise Problem(422, f"types: nothing is called {unknown[0]}; GET /api/events/kinds lists them")
    return wanted or list(known)
