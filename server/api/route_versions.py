"""Versions of routes: published now or at a time, compared, taken back, written to files and read from them.

Rule: no way leads around the check; a route with errors is answered with its complaints (422).
"""

import secrets
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, BaseModel, Field

from cti.plan import Person
from ivr.commands import UnschedulePublication
from server.api.auth import Permitted, TheHouse
from server.api.designing import designable, faulty, presenting, readable, stale, text_of, time_of
from server.api.problems import Problem
from server.api.routes import Etag, Name, Text, Title
from server.house import House
from server.rights import may_design
from server.routes.differing import differing
from server.routes.presenting import etag_of
from server.routes.shelf import NotSound, Wish
from server.views import RouteDiff, RouteText, VersionText, VersionView
from storage.routes import Draft, Route, Stale, Version

routes = APIRouter(prefix="/api", tags=["routes"])
Comment = Annotated[str, Field(max_length=1000)]


class PublishWish(BaseModel):
    """at: when callers get it; left out: now. etag: of what was seen."""

    comment: Comment = ""
    at: AwareDatetime | None = None
    etag: Etag = ""


class RollbackWish(BaseModel):
    version: Annotated[int, Field(ge=1)]
    comment: Comment = ""


class ImportWish(BaseModel):
    """The text of a file, as a draft. publish: at once, or at its time; service, title: of a route that is new here."""

    name: Name
    text: Text
    tests: Text | None = None
    service: Annotated[str, Field(max_length=60)] = ""
    title: Title = ""
    publish: bool = False
    comment: Comment = ""
    at: AwareDatetime | None = None


class Versions(BaseModel):
    items: list[VersionView]


@routes.post("/routes/{name}/publish")
async def publish(name: str, wish: PublishWish, person: Permitted, house: TheHouse) -> RouteText:
    """The draft becomes a version, for callers from now on or from its time on. Calls in progress finish on theirs."""
    route = await designable(house, person, name)
    draft, newest = await house.routes.records.draft(name), await house.routes.newest(name)
    if wish.etag and wish.etag != etag_of(draft, newest):
        raise await stale(house, route)
    shown = draft or newest
    if shown is None:
        raise Problem(409, "there is nothing to publish; write the route first")
    if draft is None and not wish.at:
        raise Problem(409, "nothing has changed since it was published")
    at = time_of(house, wish.at, "at")
    await _publish(house, Wish(name, shown.text, person.id, wish.comment, shown.tests, shown.layout, at))
    if draft:
        await house.routes.published_draft(draft)
    return await text_of(house, person, route)


@routes.delete("/routes/{name}/schedule")
async def unschedule(name: str, person: Permitted, house: TheHouse) -> RouteText:
    """Its version becomes a draft again, unless there is a newer draft."""
    route = await designable(house, person, name)
    version = await house.routes.newest(name)
    await house.ask(UnschedulePublication(name, person.id))
    if version is not None:
        back = Draft(
            name, version.text, version.tests, version.layout, secrets.token_hex(8), house.clock(), version.author
        )
        await _unless_newer(house, back)
    return await text_of(house, person, route)


@routes.get("/routes/{name}/versions")
async def versions(name: str, person: Permitted, house: TheHouse) -> Versions:
    """Newest first."""
    await readable(house, person, name)
    shown = presenting(house)
    return Versions(items=[shown.version(each) for each in await house.routes.records.versions(name)])


@routes.get("/routes/{name}/versions/{version}")
async def version(name: str, version: int, person: Permitted, house: TheHouse) -> VersionText:
    await readable(house, person, name)
    return presenting(house).version_text(await _version(house, name, version))


@routes.post("/routes/{name}/rollback")
async def rollback(name: str, wish: RollbackWish, person: Permitted, house: TheHouse) -> RouteText:
    """Callers get the text of that version again, as a new version. The draft stays."""
    route = await designable(house, person, name)
    old = await _version(house, name, wish.version)
    comment = wish.comment or f"back to version {wish.version}"
    await _publish(house, Wish(name, old.text, person.id, comment, old.tests, old.layout))
    return await text_of(house, person, route)


@routes.get("/routes/{name}/diff")
async def diff(
    name: str,
    person: Permitted,
    house: TheHouse,
    before: Annotated[str, Query(alias="from", pattern=r"^\d{1,9}$")],
    after: Annotated[str, Query(alias="to", pattern=r"^(\d{1,9}|draft)$")] = "draft",
) -> RouteDiff:
    """From a version to another one, or to the draft."""
    route = await readable(house, person, name)
    old, new = await _text(house, route, before), await _text(house, route, after)
    readings = [await house.routes.read(each, route.service, name) for each in (old, new)]
    called = (f"{name} {before}", f"{name} {after}")
    return differing(old, new, called, (readings[0], readings[1]))


@routes.get("/routes/{name}/export", response_class=Response, responses={200: {"content": {"text/yaml": {}}}})
async def export(
    name: str,
    person: Permitted,
    house: TheHouse,
    version: Annotated[int, Query(ge=0, description="0: the draft, else the newest one")] = 0,
    part: Annotated[str, Query(pattern="^(route|tests)$")] = "route",
) -> Response:
    """The text, byte for byte as it was written."""
    await readable(house, person, name)
    draft, newest = await house.routes.records.draft(name), await house.routes.newest(name)
    shown = await _version(house, name, version) if version else draft or newest
    text = "" if shown is None else shown.text if part == "route" else shown.tests
    file = f"{name}.yaml" if part == "route" else f"{name}.tests.yaml"
    told = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(text.encode(), media_type="text/yaml", headers=told)


@routes.post("/routes/import")
async def import_(wish: ImportWish, person: Permitted, house: TheHouse) -> RouteText:
    """A file becomes the draft of its route, or a version; a draft that somebody else is writing is not touched."""
    route = await _imported(house, person, wish)
    draft, newest = await house.routes.records.draft(wish.name), await house.routes.newest(wish.name)
    known = draft or newest
    tests = wish.tests if wish.tests is not None else known.tests if known else ""
    layout = known.layout if known else {}
    if wish.publish:
        at = time_of(house, wish.at, "at")
        await _publish(house, Wish(wish.name, wish.text, person.id, wish.comment, tests, layout, at))
        return await text_of(house, person, route)
    if draft is not None and draft.updated_by != person.id:
        raise await stale(house, route)
    new = Draft(wish.name, wish.text, tests, layout, secrets.token_hex(8), house.clock(), person.id)
    try:
        await house.routes.records.save(new, draft.etag if draft else None)
    except Stale:
        raise await stale(house, route) from None
    return await text_of(house, person, route)


async def _imported(house: House, person: Person, wish: ImportWish) -> Route:
    """The route that the file is for, made if it is new here."""
    known = await house.routes.records.get(wish.name)
    if known is not None:
        return await designable(house, person, wish.name)
    if wish.service not in house.plan.services or not may_design(person, wish.service):
        raise Problem(422, f"service: the route {wish.name} is new here; name a service in which you may design routes")
    new = Route(wish.name, wish.service, wish.title or wish.name, house.clock(), person.id)
    await house.routes.add(new, "", "")
    return new


async def _publish(house: House, wish: Wish) -> Version:
    try:
        return await house.routes.publish(wish)
    except NotSound as unsound:
        raise faulty(unsound.complaints, "this route has errors, so callers cannot get it") from None


async def _unless_newer(house: House, draft: Draft) -> None:
    try:
        await house.routes.records.save(draft, None)
    except Stale:
        return


async def _version(house: House, name: str, number: int) -> Version:
    found = await house.routes.records.version(name, number)
    if found is None:
        raise Problem(404, f"there is no version {number} of this route")
    return found


async def _text(house: House, route: Route, which: str) -> str:
    if which != "draft":
        return (await _version(house, route.name, int(which))).text
    shown = await house.routes.records.draft(route.name) or await house.routes.newest(route.name)
    return shown.text if shown else ""
