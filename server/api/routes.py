"""Routes: the list, the text that designers write, what is wrong with it, its tests.

Designers of a service change its routes, supervisors read them. A draft is saved only over what its author has seen.
"""

import asyncio
import re
import secrets
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, Field

from ivr.commands import RemoveNumber, RemoveRoute, RouteNumber
from ivr.schema import schema as schema_of_routes
from server.api.auth import Everybody, Permitted, TheHouse
from server.api.designing import designable, faulty, line_of, readable, stale, text_of
from server.api.problems import Problem
from server.rights import is_org_admin, may_design, may_read_routes
from server.routes.outline import complaint_view, outline
from server.routes.presenting import etag_of
from server.routes.trying import play
from server.views import RouteCheck, RouteText, RouteView, TestReport
from storage.routes import Draft, Route, Stale

routes = APIRouter(prefix="/api", tags=["routes"])
NAME = r"^[a-z0-9][a-z0-9_-]*$"
OUR_OWN = ("check", "import", "numbers", "schema")  # of the addresses below, so such a route could not be opened
NEW_NUMBER = r"\+?[0-9]{2,20}"
LONGEST = 8_000_000  # characters; 10,000 steps with room
Text = Annotated[str, Field(max_length=LONGEST)]


def _must_be_free(name: str) -> str:
    if name in OUR_OWN:
        raise ValueError(f"a route cannot be called {name}, for the API calls something else so; choose another name")
    return name


Name = Annotated[str, Field(pattern=NAME, max_length=60), AfterValidator(_must_be_free)]
Title = Annotated[str, Field(max_length=100)]
Etag = Annotated[str, Field(max_length=100, description="of what was seen")]
EMPTY = "route: {name}\nstart: bye\n\nsteps:\n  bye:\n    goodbye: system.goodbye\n"


class NewRoute(BaseModel):
    """text: "" begins with a route that only says goodbye."""

    name: Name
    service: Annotated[str, Field(max_length=60)]
    title: Title = ""
    text: Text = ""


class RouteChange(BaseModel):
    """What is left out stays."""

    title: Title | None = None


class DraftWish(BaseModel):
    """What is left out stays."""

    etag: Etag
    text: Text | None = None
    tests: Text | None = None
    layout: dict[str, Any] | None = None


class CheckWish(BaseModel):
    """service: whose queues the route may use, "" for any; name: of the route that the text is meant for."""

    text: Text
    service: Annotated[str, Field(max_length=60)] = ""
    name: Annotated[str, Field(max_length=60)] = ""


class TestWish(BaseModel):
    """Left out: those of the draft, else of the newest version."""

    text: Text | None = None
    tests: Text | None = None


class NumberWish(BaseModel):
    route: Annotated[str, Field(max_length=60)]


class NumberView(BaseModel):
    """A number that customers dial, and the route that answers."""

    number: str
    service: str
    route: str


class Numbers(BaseModel):
    items: list[NumberView]


class RouteList(BaseModel):
    items: list[RouteView]


@routes.get("/routes")
async def listed(person: Permitted, house: TheHouse) -> RouteList:
    """Those of the person's services, by name."""
    drafts = await house.routes.records.drafts()
    mine = [each for each in await house.routes.records.all() if may_read_routes(person, each.service)]
    return RouteList(items=[await line_of(house, each, drafts.get(each.name)) for each in mine])


@routes.post("/routes", status_code=201)
async def create(wish: NewRoute, person: Permitted, house: TheHouse) -> RouteText:
    if wish.service not in house.plan.services or not may_design(person, wish.service):
        raise Problem(422, f"service: there is no service {wish.service!r} in which you may design routes")
    new = Route(wish.name, wish.service, wish.title or wish.name, house.clock(), person.id)
    if not await house.routes.add(new, wish.text or EMPTY.format(name=wish.name), secrets.token_hex(8)):
        raise Problem(409, f"there is a route {wish.name} already; choose another name")
    return await text_of(house, person, new)


@routes.get("/routes/schema")
async def schema(signed: Everybody) -> dict[str, Any]:
    """The JSON Schema of a route, for editors."""
    return schema_of_routes()


@routes.get("/routes/numbers")
async def numbers(person: Permitted, house: TheHouse) -> Numbers:
    """Those of the person's services that have the telephone (IVR-01); org admins, who add and remove them, see all."""
    plan, adds = house.plan, is_org_admin(person)
    mine = [each for each in plan.numbers.values() if adds or may_read_routes(person, each.service)]
    shown = [each for each in mine if plan.services[each.service].phone]
    return Numbers(items=[NumberView(number=each.number, service=each.service, route=each.route) for each in shown])


@routes.put("/routes/numbers/{number}")
async def lead(number: str, wish: NumberWish, person: Permitted, house: TheHouse) -> NumberView:
    """Let another route of the number's service answer it, from the next call on. An org admin adds a new number so: it
    belongs to the service of the route."""
    known = house.plan.numbers.get(number)
    if not (may_design(person, known.service) if known else is_org_admin(person)):
        raise Problem(404, "there is no such number, or it is in a service that is not yours; org admins add new ones")
    if not known and not re.fullmatch(NEW_NUMBER, number):
        raise Problem(422, "number: 2 to 20 digits, with or without + before them, as the provider sends it")
    route = await designable(house, person, wish.route)
    service = known.service if known else route.service
    if route.service != service:
        raise Problem(422, f"route: {wish.route} is for the service {route.service}, the number is of {service}")
    await house.ask(RouteNumber(number, wish.route, person.id, service))
    return NumberView(number=number, service=service, route=wish.route)


@routes.delete("/routes/numbers/{number}", status_code=204)
async def remove_number(number: str, person: Permitted, house: TheHouse) -> None:
    """One that was mistyped, or is given back to the provider. Its route stays, and what happened is kept."""
    if number not in house.plan.numbers:
        raise Problem(404, "there is no such number; GET /api/routes/numbers lists them")
    await house.ask(RemoveNumber(number, person.id))


@routes.post("/routes/check")
async def check(wish: CheckWish, person: Permitted, house: TheHouse) -> RouteCheck:
    """All complaints about a text, and its picture. Nothing is kept."""
    reading = await house.routes.read(wish.text, wish.service, wish.name)
    picture = outline(reading.flow, wish.text, reading.node) if reading.flow else None
    return RouteCheck([complaint_view(each) for each in reading.complaints], picture)


@routes.get("/routes/{name}")
async def text(name: str, person: Permitted, house: TheHouse) -> RouteText:
    return await text_of(house, person, await readable(house, person, name))


@routes.patch("/routes/{name}")
async def change(name: str, wish: RouteChange, person: Permitted, house: TheHouse) -> RouteText:
    route = await designable(house, person, name)
    await house.routes.change(name, route.title if wish.title is None else wish.title, route.service)
    return await text_of(house, person, await designable(house, person, name))


@routes.delete("/routes/{name}", status_code=204)
async def remove(name: str, person: Permitted, house: TheHouse) -> None:
    """With its versions. 409 while a number or another route leads to it."""
    await designable(house, person, name)
    numbers = [number.number for number in house.plan.numbers.values() if number.route == name]
    if numbers:
        raise Problem(409, f"the number {numbers[0]} leads to this route; give it another one first")
    if users := house.routes.judge.users_of(name):
        raise Problem(409, f"the route {users[0]} calls this one; change that first")
    await house.ask(RemoveRoute(name, person.id))
    await house.routes.remove(name)


@routes.put("/routes/{name}/draft")
async def save(name: str, wish: DraftWish, person: Permitted, house: TheHouse) -> RouteText:
    """409 with the other's name and text when somebody else has saved or published meanwhile."""
    route = await designable(house, person, name)
    draft, newest = await house.routes.records.draft(name), await house.routes.newest(name)
    base = draft or newest
    if wish.etag != etag_of(draft, newest):
        raise await stale(house, route)
    text = wish.text if wish.text is not None else base.text if base else ""
    tests = wish.tests if wish.tests is not None else base.tests if base else ""
    layout = wish.layout if wish.layout is not None else base.layout if base else {}
    new = Draft(name, text, tests, layout, secrets.token_hex(8), house.clock(), person.id)
    try:
        await house.routes.records.save(new, draft.etag if draft else None)
    except Stale:
        raise await stale(house, route) from None
    return await text_of(house, person, route)


@routes.delete("/routes/{name}/draft")
async def throw_away(name: str, person: Permitted, house: TheHouse) -> RouteText:
    """Back to the newest version. 409 for a route that has none."""
    route = await designable(house, person, name)
    if await house.routes.newest(name) is None:
        raise Problem(409, "this route was never published; delete the route instead")
    await house.routes.records.drop(name, None)
    return await text_of(house, person, route)


@routes.post("/routes/{name}/test")
async def test(name: str, wish: TestWish, person: Permitted, house: TheHouse) -> TestReport:
    """Play the tests in virtual time. 422 with the complaints when the route or its tests cannot be read."""
    route = await readable(house, person, name)
    shown = await text_of(house, person, route)
    reading = await house.routes.read(shown.text if wish.text is None else wish.text, route.service, name)
    if reading.linked is None:
        raise faulty(reading.complaints, "this route has errors; it can be tested when they are gone")
    report = await asyncio.to_thread(play, reading.linked, shown.tests if wish.tests is None else wish.tests)
    if isinstance(report, list):
        raise faulty(report, "the tests cannot be read")
    return report
