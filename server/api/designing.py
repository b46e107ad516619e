"""What all requests about routes share: who may, which route, and how the no is said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from cti.plan import Person
from ivr.complaint import Complaint
from server.api.problems import Problem
from server.house import House
from server.rights import may_design, may_read_routes
from server.routes.outline import complaint_view
from server.routes.presenting import Presenting, etag_of
from server.times import rfc3339
from server.views import ComplaintView, RouteText, RouteView
from storage.routes import Draft, Route

FARTHEST = 366 * 86400.0  # s
SLACK = 60.0  # s that the clock of a page may be behind


async def readable(house: House, person: Person, name: str) -> Route:
    route = await house.routes.records.get(name)
    if route is None or not may_read_routes(person, route.service):
        raise Problem(404, "there is no such route, or it is in a service that is not yours")
    return route


async def designable(house: House, person: Person, name: str) -> Route:
    route = await readable(house, person, name)
    if not may_design(person, route.service):
        raise Problem(403, "your account has no right to edit this route")
    return route


def presenting(house: House) -> Presenting:
    return Presenting(house.plan, house.routes.library, house.clock)


async def line_of(house: House, route: Route, draft: Draft | None) -> RouteView:
    shown = draft or await house.routes.newest(route.name)
    problems = await house.routes.problems(route, shown.text if shown else "")
    return replace(presenting(house).route(route, draft, problems), used_by=house.routes.judge.users_of(route.name))


async def text_of(house: House, person: Person, route: Route) -> RouteText:
    draft, newest = await house.routes.records.draft(route.name), await house.routes.newest(route.name)
    count = await house.routes.records.count(route.name)
    return presenting(house).text(route, draft, newest, count, may_design(person, route.service))


async def stale(house: House, route: Route) -> Problem:
    """What the other one has done, so that the page can show both."""
    draft, newest = await house.routes.records.draft(route.name), await house.routes.newest(route.name)
    by, at = (draft.updated_by, draft.updated_at) if draft else (newest.author, newest.made_at) if newest else ("", 0)
    name = presenting(house).name(by) or "the house"
    shown = draft or newest
    return Problem(
        409,
        f"{name} has changed this route meanwhile; look at both texts",
        text=shown.text if shown else "",
        tests=shown.tests if shown else "",
        name=name,
        at=rfc3339(at),
        etag=etag_of(draft, newest),
        published=draft is None,
    )


def faulty(complaints: Iterable[Complaint], sentence: str) -> Problem:
    return Problem(422, sentence, complaints=[_plain(complaint_view(each)) for each in complaints])


def _plain(view: ComplaintView) -> dict[str, object]:
    return {name: getattr(view, name) for name in ComplaintView.__dataclass_fields__}


def time_of(house: House, at: datetime | None, name: str) -> float:
    """Epoch seconds, 0.0 where no time is given. Raises a 422 for a time that is over or a year away."""
    if at is None:
        return 0.0
    told, now = at.timestamp(), house.clock()
    if not now - SLACK < told < now + FARTHEST:
        raise Problem(422, f"{name}: choose a time from now on, within a year")
    return max(told, now)
