"""Who may do what: every operation of the OpenAPI document by every right. One that is not listed here fails."""

from dataclasses import replace

import pytest
from fastapi import APIRouter

from cti.plan import Person
from cti.rights import ORGANISATION, Right, completed
from server.api.app import create_app
from server.rights import OPERATIONS, may_ask
from server.rights.operations import SOCKETS
from tests.server.web import organisation_rights, ticket_rights
from tests.server.web.desk import Web, app_of

R = Right
ANYBODY = {
    "POST /api/session": 422,
    "POST /api/password": 422,
    "POST /api/password/forgotten": 422,
    "GET /api/health": 200,
    "GET /api/asyncapi.json": 200,
    "GET /api/session/single": 200,
    "GET /api/session/single/begin": 404,
    "GET /api/session/single/back": 303,
}
SIGNED_IN = {
    "GET /api/me": 200,
    "GET /api/me/performance": 200,
    "GET /api/me/profile": 200,
    "PATCH /api/me/profile": 200,
    "PUT /api/me/password": 422,
    "POST /api/me/second-factor": 422,
    "PUT /api/me/second-factor": 422,
    "POST /api/me/second-factor/codes": 422,
    "POST /api/me/second-factor/remove": 422,
    "GET /api/me/sessions": 200,
    "DELETE /api/me/sessions/{id}": 404,
    "PUT /api/me/language": 422,
    "DELETE /api/session": 204,
    "GET /api/present": 200,
    "GET /api/agents": 200,
    "GET /api/queues": 200,
    "GET /api/calls": 200,
    "GET /api/calls/{id}": 404,
    "GET /api/calls/{id}/quality": 404,
    "GET /api/calls/{id}/timeline": 404,
    "GET /api/calls/{id}/steps": 404,
    "GET /api/calls/{id}/why": 404,
    "POST /api/demo/call": 202,
    "GET /api/routes/schema": 200,
}
WITH_TICKETS = {
    **ticket_rights.LISTS,
    "GET /api/tickets": 200,
    "GET /api/tickets/counts": 200,
    "GET /api/tickets/{id}": 404,
    "GET /api/tickets/{id}/events": 404,
    "POST /api/tickets/{id}/fetch": 404,
    "POST /api/tickets/{id}/forward": 404,
    "POST /api/tickets/{id}/process": 422,
    "GET /api/templates": 200,
    "POST /api/templates/{id}/fill": 422,
    "POST /api/tickets/{id}/templates/{template}": 404,
    "GET /api/tickets/{id}/attachments": 404,
    "POST /api/tickets/{id}/attachments": 404,
    "GET /api/tickets/{id}/attachments/{file}": 404,
    "DELETE /api/tickets/{id}/attachments/{file}": 404,
    "GET /api/tickets/{id}/firings": 404,
    "GET /api/tickets/{id}/masks": 404,
    "POST /api/tickets/{id}/masks": 422,
    "GET /api/tickets/{id}/quality": 404,
    "PATCH /api/tickets/{id}": 404,
    "GET /api/recordings": 200,
    "GET /api/recordings/{id}": 404,
    "GET /api/recordings/{id}/audio": 404,
    "GET /api/recordings/{id}/waveform": 404,
    "GET /api/incidents": 200,
    "GET /api/incidents/{id}": 404,
    "PATCH /api/incidents/{id}": 404,
    "GET /api/conduct/callers/{number}": 200,
    "GET /api/tickets/{id}/customer": 404,
    "PUT /api/tickets/{id}/customer": 422,
    "GET /api/calls/{id}/customer": 404,
    "GET /api/calls/{id}/lookup": 404,
}
SEES_CUSTOMERS = {
    "GET /api/customers": 200,
    "GET /api/customers/{id}": 404,
    "POST /api/customers/{id}/values": 422,
    "POST /api/customers/{id}/notes": 422,
    "GET /api/customers/{id}/history": 404,
    "GET /api/customers/{id}/candidates": 404,
    "POST /api/customers/{id}/merge": 422,
    "POST /api/customers/{id}/split": 422,
    "GET /api/customer-settings": 200,
    "GET /api/customer-apis": 200,
    "POST /api/customer-apis/{service}/lookup": 404,
    "GET /api/customers/{id}/lookup": 404,
}
KEEPS_CUSTOMERS = {
    "POST /api/customers": 422,
    "POST /api/customers/{id}/values/remove": 404,
    "PUT /api/customer-settings/{service}": 422,
    "GET /api/customers/{id}/erasure": 404,
    "POST /api/customers/{id}/erase": 422,
    "GET /api/customer-erasures": 200,
    "PUT /api/customer-apis/{service}": 422,
    "POST /api/customer-apis/{service}/key": 404,
    "POST /api/customer-apis/{service}/cipher": 404,
    "POST /api/customer-apis/{service}/cipher/show": 404,
    "POST /api/customer-apis/{service}/addresses": 422,
    "POST /api/customer-apis/{service}/test": 404,
    "POST /api/customer-exports": 422,
    "GET /api/customer-exports/{id}": 404,
    "GET /api/customer-exports/{id}/file": 404,
    "DELETE /api/customer-exports/{id}": 404,
}
LEADS_TICKETS = {
    **ticket_rights.SETUP,
    "POST /api/tickets/{id}/masks/{number}/show": 404,
    "DELETE /api/tickets/{id}/masks/{number}": 404,
    "POST /api/templates": 422,
    "PUT /api/templates/{id}": 422,
    "DELETE /api/templates/{id}": 404,
    "GET /api/triggers/{service}": 404,
    "GET /api/triggers/{service}/kinds": 404,
    "POST /api/triggers/{service}": 422,
    "PUT /api/triggers/{service}/order": 422,
    "POST /api/triggers/{service}/try": 422,
    "PUT /api/triggers/{service}/{id}": 422,
    "DELETE /api/triggers/{service}/{id}": 404,
    "GET /api/triggers/{service}/{id}/firings": 404,
}
EXTRA_WORK = {
    "GET /api/callbacks": 200,
    "GET /api/callbacks/choices": 200,
    "GET /api/events": 200,
    "GET /api/events/kinds": 200,
}
ASSIGNS_CALLBACKS = {
    "GET /api/callbacks/takers": 422,
    "POST /api/callbacks/assign": 422,
    "POST /api/callbacks/unassign": 422,
    "GET /api/callbacks/status": 200,
}
MANAGERS = {
    "GET /api/webhooks": 200,
    "POST /api/webhooks": 422,
    "PATCH /api/webhooks/{id}": 404,
    "DELETE /api/webhooks/{id}": 404,
    "POST /api/webhooks/{id}/secret": 404,
    "POST /api/webhooks/{id}/test": 404,
    "POST /api/webhooks/{id}/now": 404,
    "GET /api/webhooks/{id}/failures": 404,
    "POST /api/webhooks/{id}/failures/again": 404,
    "POST /api/webhooks/{id}/failures/{failure}/again": 404,
}
WITH_PHONE = {
    "GET /api/me/phone": 200,
    "PUT /api/me/phone": 422,
    "POST /api/me/phone/ring": 409,
    "POST /api/calls": 422,
    "GET /api/numbers": 422,
    "GET /api/caller-ids/choices": 200,
    "POST /api/callbacks/{id}/connect": 404,
    "POST /api/callbacks/{id}/complete": 404,
    "PUT /api/callbacks/{id}/due": 422,
    "PUT /api/me/state": 422,
    "POST /api/calls/{id}/confirm": 409,
    "POST /api/calls/{id}/cancel": 409,
    "POST /api/calls/{id}/hold": 409,
    "POST /api/calls/{id}/resume": 409,
    "POST /api/calls/{id}/hangup": 409,
    "POST /api/calls/{id}/mute": 422,
    "POST /api/calls/{id}/dismiss": 409,
    "POST /api/calls/{id}/digits": 422,
    "GET /api/calls/{id}/targets": 404,
    "POST /api/calls/{id}/consult": 422,
    "POST /api/calls/{id}/swap": 409,
    "POST /api/calls/{id}/complete": 409,
    "POST /api/calls/{id}/conference": 409,
    "POST /api/calls/{id}/drop": 422,
    "POST /api/calls/{id}/end": 409,
    "POST /api/calls/{id}/abandon": 409,
    "POST /api/calls/{id}/transfer": 422,
    "POST /api/calls/{id}/warn": 422,
    "POST /api/calls/{id}/withdraw": 422,
    "POST /api/calls/{id}/record": 422,
}
IN_CHARGE = {
    "GET /api/caller-ids": 200,
    "GET /api/dial-rules/{service}": 404,
    "GET /api/transfer-targets/{service}": 404,
    "PUT /api/transfer-targets/{service}": 422,
    "GET /api/skills": 422,
    "POST /api/skills": 422,
    "DELETE /api/skills/{id}": 404,
    "PUT /api/skills/people/{id}": 422,
    "PUT /api/dial-rules/{service}": 404,
    "POST /api/caller-ids": 422,
    "PATCH /api/caller-ids/{id}": 422,
    "PUT /api/caller-ids/{id}/certificate": 422,
    "POST /api/caller-ids/{id}/decision": 422,
    "DELETE /api/caller-ids/{id}": 404,
    "GET /api/caller-ids/{id}/certificate": 404,
    "GET /api/recordings/{id}/plays": 404,
    "GET /api/calls/{id}/witness": 404,
    "PATCH /api/recordings/{id}": 422,
    "DELETE /api/recordings/{id}": 422,
    "POST /api/calls/{id}/clear": 409,
    "POST /api/incidents/{id}/review": 404,
    "GET /api/conduct/restrictions": 200,
    "POST /api/conduct/restrictions/{id}/lift": 422,
    "GET /api/conduct/policies": 200,
    "PUT /api/conduct/policies/{service}": 422,
    "GET /api/conduct/figures": 200,
    "GET /api/figures": 200,
    "POST /api/figures/file": 422,
    "GET /api/simulations/start": 422,
    "POST /api/simulations": 422,
    "GET /api/simulations/{id}": 404,
    "DELETE /api/simulations/{id}": 404,
    "POST /api/services/{service}/switch": 422,
    "POST /api/calendars/{id}/force": 422,
    "PUT /api/agents/{id}/state": 422,
    "DELETE /api/agents/{id}/pending-state": 404,
    "POST /api/queues": 422,
    "PATCH /api/queues/{id}": 422,
    "DELETE /api/queues/{id}": 404,
    "GET /api/queues/{id}/members": 404,
    "PUT /api/queues/{id}/members": 422,
    "GET /api/queues/{id}/settings": 404,
    "PUT /api/queues/{id}/settings": 422,
}
STAFFING = {
    "GET /api/people": 200,
    "PATCH /api/people/{id}": 404,
    "PUT /api/people/{id}/rights/{service}": 422,
    "GET /api/groups": 200,
    "POST /api/groups": 422,
    "PUT /api/groups/{id}": 422,
    "DELETE /api/groups/{id}": 404,
    "GET /api/services": 200,
}
SEES_CONNECTIONS = {
    "GET /api/connections": 200,
}
SEES_NUMBERS = {
    "GET /api/routes/numbers": 200,
}
READERS_OF_ROUTES = {
    "GET /api/routes": 200,
    "POST /api/routes/check": 422,
    "GET /api/routes/{name}": 404,
    "POST /api/routes/{name}/test": 404,
    "POST /api/routes/{name}/try": 404,
    "POST /api/routes/{name}/impact": 404,
    "GET /api/routes/{name}/figures": 404,
    "GET /api/routes/{name}/versions": 404,
    "GET /api/routes/{name}/versions/{version}": 404,
    "GET /api/routes/{name}/diff": 422,
    "GET /api/routes/{name}/export": 404,
    "GET /api/services/switches": 200,
    "GET /api/prompts": 200,
    "GET /api/prompts/{name}": 404,
    "GET /api/prompts/{name}/{language}/sound": 404,
    "GET /api/prompts/spoken/{id}": 422,
    "POST /api/prompts/speak": 422,
    "GET /api/calendars": 200,
    "GET /api/calendars/{id}": 404,
}
DESIGNERS = {
    "POST /api/routes": 422,
    "POST /api/routes/import": 422,
    "POST /api/prompts": 422,
    "DELETE /api/prompts/{name}": 404,
    "PUT /api/prompts/{name}/{language}/text": 422,
    "PUT /api/prompts/{name}/{language}/use": 422,
    "POST /api/prompts/{name}/{language}/recording": 404,
    "PUT /api/routes/numbers/{number}": 422,
    "PATCH /api/routes/{name}": 404,
    "DELETE /api/routes/{name}": 404,
    "PUT /api/routes/{name}/draft": 422,
    "DELETE /api/routes/{name}/draft": 404,
    "POST /api/routes/{name}/publish": 404,
    "POST /api/routes/{name}/rollback": 422,
    "DELETE /api/routes/{name}/schedule": 404,
    "PUT /api/calendars/{id}": 422,
    "DELETE /api/calendars/{id}": 404,
}

# Which group of operations each right opens, and nothing else (ORG-22). The phone needs a CTI id too.
GROUPS: dict[str, dict[str, int]] = {
    "signed in": SIGNED_IN,
    "tickets": WITH_TICKETS,
    "customers": SEES_CUSTOMERS,
    "keeps": KEEPS_CUSTOMERS,
    "leads tickets": LEADS_TICKETS,
    "extra work": EXTRA_WORK,
    "assigns": ASSIGNS_CALLBACKS,
    "manages": MANAGERS,
    "phone": WITH_PHONE,
    "in charge": IN_CHARGE,
    "org admins": organisation_rights.ORG_ADMINS,
    "staffing": STAFFING,
    "connections": SEES_CONNECTIONS,
    "numbers": SEES_NUMBERS,
    "reads routes": READERS_OF_ROUTES,
    "designs": DESIGNERS,
}
LEADING = (
    "customers, keeps, tickets, leads tickets, extra work, assigns, manages, staffing, in charge, numbers, reads routes"
)
OPENS: dict[Right, str] = {
    R.OWNER: "org admins, staffing, connections, numbers",
    R.ORG_ADMIN: "org admins, staffing, connections, numbers",
    R.ADMIN_TICKET: "customers, keeps, tickets, leads tickets, extra work, assigns, manages, staffing",
    R.ADMIN_PHONE: f"{LEADING}, phone",
    R.ADMIN_CHAT: "customers, keeps, extra work, assigns, manages, staffing",
    R.AGENT_TICKET: "customers, tickets, extra work",
    R.AGENT_PHONE: "customers, tickets, extra work, phone",
    R.AGENT_CHAT: "extra work",
    R.CALLBACKS: "extra work, assigns",
    R.DESIGN: "connections, numbers, reads routes, designs",
}
ALL = ANYBODY | {operation: status for group in GROUPS.values() for operation, status in group.items()}
UNSEEN = {"GET /metrics", "GET /api/docs"}  # not in the OpenAPI document


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


@pytest.mark.spec("ORG-20", "ORG-21", "ORG-22", "ORG-23", "ORG-24", "ORG-25", "ORG-27")
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
