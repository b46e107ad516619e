"""The signs before the routers lead to every operation, and to none that is not there."""

import re
from collections.abc import Iterator

from starlette.routing import Match

from server.api.app import NOWHERE, prepared
from server.api.signposts import area_of

METHODS = ("get", "put", "post", "patch", "delete")


def operations() -> Iterator[tuple[str, str]]:
    for path, item in prepared().openapi()["paths"].items():
        for method in set(METHODS) & item.keys():
            yield method.upper(), re.sub(r"{[^}]+}", "7", path)


def matched(method: str, path: str) -> Match:
    scope = {**NOWHERE, "method": method, "path": path}
    return max((route.matches(dict(scope))[0] for route in prepared().router.routes), key=lambda match: match.value)


def test_every_operation_is_found() -> None:
    every = list(operations())
    assert len(every) > 200
    assert not [each for each in every if matched(*each) is not Match.FULL]


def test_what_is_not_there_is_not_found() -> None:
    for path in ("/api/nothing", "/api", "/api/tickets7", "/nothing", "/"):
        assert matched("GET", path) is Match.NONE


def test_an_area_is_the_first_two_parts_of_a_path() -> None:
    assert [area_of(path) for path in ("/api/tickets/7/fields", "/api/tickets", "/metrics", "/")] == [
        "api/tickets",
        "api/tickets",
        "metrics",
        "",
    ]
