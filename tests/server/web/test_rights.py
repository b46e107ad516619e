"""Who may do what: every operation of the OpenAPI document by every right. One that is not listed here fails."""

import re
from dataclasses import replace

import pytest
from fastapi import APIRouter

from cti.plan import Person
from cti.rights import ORGANISATION, Right, completed
from server.api.app import create_app
from server.rights import OPERATIONS, may_ask
from server.rights.operations import SOCKETS
from tests.server.web.desk import Web, app_of
from tests.server.web.operations import (
    ANYBODY,
    ASSIGNS_CALLBACKS,
    DESIGNERS,
    EXTRA_WORK,
    IN_CHARGE,
    KEEPS_CUSTOMERS,
    LEADS_TICKETS,
    ORG_ADMINS,
    READERS_OF_ROUTES,
    SEES_CONNECTIONS,
    SEES_CUSTOMERS,
    SIGNED_IN,
    STAFFING,
    WITH_PHONE,
    WITH_TICKETS,
)

R = Right
LOGINS = ("", "agent1", "designer", "supervisor", "admin", "owner")


# Which group of operations each right opens, and nothing else (ORG-22). The phone needs a CTI id too.
GROUPS: dict[str, dict[str, int]] = {
    "signed in": SIGNED_IN,
    "tickets": WITH_TICKETS,
    "customers": SEES_CUSTOMERS,
    "keeps": KEEPS_CUSTOMERS,
    "leads tickets": LEADS_TICKETS,
    "extra work": EXTRA_WORK,
    "assigns": ASSIGNS_CALLBACKS,
    "phone": WITH_PHONE,
    "in charge": IN_CHARGE,
    "org admins": ORG_ADMINS,
    "staffing": STAFFING,
    "connections": SEES_CONNECTIONS,
    "reads routes": READERS_OF_ROUTES,
    "designs": DESIGNERS,
}
OPENS: dict[Right, str] = {
    R.OWNER: "org admins, staffing, connections",
    R.ORG_ADMIN: "org admins, staffing, connections",
    R.ADMIN_TICKET: "customers, keeps, tickets, leads tickets, extra work, assigns, staffing",
    R.ADMIN_PHONE: "customers, keeps, tickets, leads tickets, extra work, assigns, staffing, phone, in charge, "
    "reads routes",
    R.ADMIN_CHAT: "customers, keeps, extra work, assigns, staffing",
    R.AGENT_TICKET: "customers, tickets, extra work",
    R.AGENT_PHONE: "customers, tickets, extra work, phone",
    R.AGENT_CHAT: "extra work",
    R.CALLBACKS: "extra work, assigns",
    R.DESIGN: "connections, reads routes, designs",
}
DEMO = {
    "agent1": "customers, tickets, extra work, phone",
    "designer": "connections, reads routes, designs",
    "supervisor": "customers, keeps, tickets, leads tickets, extra work, assigns, staffing, in charge, reads routes",
    "admin": "customers, keeps, tickets, leads tickets, extra work, assigns, staffing, in charge, org admins, "
    "connections, reads routes, designs",
    "owner": "customers, keeps, tickets, leads tickets, extra work, assigns, staffing, in charge, org admins, "
    "connections, reads routes, designs",
}
ALL = ANYBODY | {operation: status for group in GROUPS.values() for operation, status in group.items()}
UNSEEN = {"GET /metrics", "GET /api/docs"}  # not in the OpenAPI document
FILL = {
    "{id}": "1",
    "{template}": "1",
    "{file}": "1",
    "{number}": "1",
    "{service}": "x",
    "{name}": "x",
    "{language}": "en",
    "{version}": "1",
}


def filled(path: str) -> str:
    return "".join(FILL.get(part, part) for part in re.split(r"(\{\w+\})", path))


def opened(groups: str) -> set[str]:
    """groups: their names; being signed in opens a few by itself."""
    return {operation for name in ("signed in", *filter(None, groups.split(", "))) for operation in GROUPS[name]}


def has(right: Right, service: str = "support") -> Person:
    """Somebody with this one right and a CTI id."""
    there = ORGANISATION if right in (R.OWNER, R.ORG_ADMIN) else service
    grants = completed({(there, right.value)})
    return Person("kim", "Kim", frozenset(), cti=right in (R.ADMIN_PHONE, R.AGENT_PHONE), rights=grants)


def test_every_operation_is_listed_here_and_in_the_table_that_refuses_all_others(house: Web) -> None:
    paths = app_of(house.house).openapi()["paths"]
    operations = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert operations == set(ALL) == set(OPERATIONS) - UNSEEN


@pytest.mark.spec("ORG-20", "ORG-22", "ORG-23", "ORG-24", "ORG-25", "ORG-27")
@pytest.mark.parametrize("right", Right)
def test_each_right_opens_its_operations_and_no_other(right: Right) -> None:
    assert {operation for operation in ALL if may_ask(has(right), operation)} == opened(OPENS[right]) | set(ANYBODY)


@pytest.mark.spec("ORG-20")
@pytest.mark.parametrize("right", Right)
def test_rights_add_up(right: Right) -> None:
    for other in Right:
        both = replace(has(right), rights=has(right).rights | has(other).rights, cti=has(right).cti or has(other).cti)
        mine = opened(OPENS[right]) | opened(OPENS[other]) | set(ANYBODY)
        assert {operation for operation in ALL if may_ask(both, operation)} == mine


def test_who_is_not_signed_in_may_come_in_and_nothing_else() -> None:
    assert {operation for operation in ALL if may_ask(None, operation)} == set(ANYBODY)


async def test_a_request_that_is_not_listed_is_refused_even_to_the_owner(house: Web) -> None:
    more = APIRouter()
    more.add_api_route("/api/unlisted", lambda: "told")
    async with house.page("owner", app=create_app(house.house, [more])) as page:
        answer = await page.send("GET", "/api/unlisted")
    assert (answer.status_code, "not listed" in answer.text) == (403, True)


def test_every_socket_is_listed(house: Web) -> None:
    assert {"WS /api/live", "WS /api/softphone"} == SOCKETS


@pytest.mark.spec("TEL-07")
@pytest.mark.parametrize("login", LOGINS)
async def test_each_role_may_do_what_is_listed_and_nothing_else(house: Web, login: str) -> None:
    mine = opened(DEMO[login]) if login else set()
    async with house.page(login) as page:
        for operation in sorted(ALL, key=lambda each: each == "DELETE /api/session"):
            method, path = operation.split(" ")
            answer = await page.send(method, filled(path), None if method in ("GET", "DELETE") else {})
            refused = 403 if login else 401
            expected = ALL[operation] if operation in mine or operation in ANYBODY else refused
            assert answer.status_code == expected, f"{login or 'nobody'}: {operation}"
