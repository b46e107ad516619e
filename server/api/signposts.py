"""Which router a path can belong to, seen at a glance: to ask each of some sixty took a fifth of a request."""

from fastapi import APIRouter
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

PARTS = 2  # of a path: `api/tickets` of `/api/tickets/7`


def put_up(included: BaseRoute, router: APIRouter) -> None:
    """included: the router as the app has it, which is asked whether a path is one of its own."""
    areas = frozenset(area_of(str(getattr(route, "path", "/{any}"))) for route in router.routes)
    if any("{" in area for area in areas):
        return
    asked = included.matches

    def matches(scope: Scope) -> tuple[Match, Scope]:
        return asked(scope) if area_of(str(scope["path"])) in areas else (Match.NONE, {})

    setattr(included, "matches", matches)  # noqa: B010  # the app looks for its routers by their class, so this stays one
    setattr(included, "asked", asked)  # noqa: B010


def build(included: BaseRoute, nowhere: Scope) -> None:
    """Its routes are built when it is asked for the first time."""
    getattr(included, "asked", included.matches)(nowhere)


def area_of(path: str) -> str:
    return "/".join(path.split("/", PARTS + 1)[1 : PARTS + 1])
