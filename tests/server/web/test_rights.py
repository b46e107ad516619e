"""Who may do what: every operation of the OpenAPI document by every role. One that is not listed here fails."""

import re

import pytest

from tests.server.web.desk import Web, app_of

LOGINS = ("", "agent1", "designer", "supervisor", "admin", "owner")
ANYBODY = {"POST /api/session": 422, "GET /api/health": 200}
SIGNED_IN = {
    "GET /api/me": 200,
    "PUT /api/me/language": 422,
    "DELETE /api/session": 204,
    "GET /api/present": 200,
    "GET /api/agents": 200,
    "GET /api/queues": 200,
    "GET /api/calls": 200,
    "GET /api/calls/{id}": 404,
    "GET /api/calls/{id}/quality": 404,
    "GET /api/calls/{id}/timeline": 404,
    "GET /api/tickets": 200,
    "GET /api/tickets/{id}": 404,
    "GET /api/tickets/{id}/quality": 404,
    "PATCH /api/tickets/{id}": 404,
    "GET /api/callbacks": 200,
    "GET /api/recordings": 200,
    "GET /api/recordings/{id}": 404,
    "GET /api/recordings/{id}/audio": 404,
    "GET /api/recordings/{id}/waveform": 404,
    "POST /api/demo/call": 202,
    "GET /api/incidents": 200,
    "GET /api/incidents/{id}": 404,
    "PATCH /api/incidents/{id}": 404,
    "GET /api/conduct/callers/{number}": 200,
    "GET /api/routes/schema": 200,
}
WITH_PHONE = {
    "GET /api/me/phone": 200,
    "PUT /api/me/phone": 422,
    "POST /api/me/phone/ring": 409,
    "POST /api/calls": 422,
    "GET /api/numbers": 422,
    "GET /api/caller-ids/choices": 200,
    "POST /api/callbacks/{id}/connect": 404,
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
OVERSEERS = {
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
    "PATCH /api/recordings/{id}": 422,
    "DELETE /api/recordings/{id}": 422,
    "POST /api/calls/{id}/clear": 409,
    "POST /api/incidents/{id}/review": 404,
    "GET /api/conduct/restrictions": 200,
    "POST /api/conduct/restrictions/{id}/lift": 422,
    "GET /api/conduct/policies": 200,
    "PUT /api/conduct/policies/{service}": 422,
    "GET /api/conduct/figures": 200,
    "POST /api/services/{service}/switch": 422,
    "POST /api/calendars/{id}/force": 422,
    "PUT /api/agents/{id}/state": 422,
    "DELETE /api/agents/{id}/pending-state": 404,
    "GET /api/queues/{id}/settings": 404,
    "PUT /api/queues/{id}/settings": 422,
}
ADMINS = {
    "PUT /api/connections/{name}": 422,
    "DELETE /api/connections/{name}": 404,
    "POST /api/connections/{name}/test": 404,
    "GET /api/extensions": 200,
    "POST /api/extensions": 422,
    "DELETE /api/extensions/{id}": 404,
    "GET /api/phones": 200,
    "POST /api/phones": 422,
    "POST /api/phones/{id}/secret": 404,
    "DELETE /api/phones/{id}": 404,
}
READERS_OF_ROUTES = {
    "GET /api/routes": 200,
    "POST /api/routes/check": 422,
    "GET /api/routes/numbers": 200,
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
    "GET /api/connections": 200,
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
BY_ROLES = {
    "designer supervisor admin owner": READERS_OF_ROUTES,
    "designer admin owner": DESIGNERS,
}
ALL = ANYBODY | SIGNED_IN | WITH_PHONE | OVERSEERS | ADMINS | READERS_OF_ROUTES | DESIGNERS


FILL = {"{id}": "1", "{number}": "010", "{service}": "x", "{name}": "x", "{language}": "en", "{version}": "1"}


def filled(path: str) -> str:
    return "".join(FILL.get(part, part) for part in re.split(r"(\{\w+\})", path))


def expected(login: str, operation: str) -> int:
    if operation in ANYBODY or (login and operation in SIGNED_IN):
        return ALL[operation]
    if not login:
        return 401
    if operation in ADMINS:
        return ALL[operation] if login in ("admin", "owner") else 403
    for roles, operations in BY_ROLES.items():
        if operation in operations:
            return ALL[operation] if login in roles.split() else 403
    may = login == "agent1" if operation in WITH_PHONE else login in ("supervisor", "admin", "owner")
    return ALL[operation] if may else 403


def test_every_operation_is_listed_here(house: Web) -> None:
    paths = app_of(house.house).openapi()["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == set(ALL)


@pytest.mark.spec("TEL-07")
@pytest.mark.parametrize("login", LOGINS)
async def test_each_role_may_do_what_is_listed_and_nothing_else(house: Web, login: str) -> None:
    for operation in ALL:
        method, path = operation.split(" ")
        async with house.page(login) as page:
            answer = await page.send(
                method,
                filled(path),
                None if method in ("GET", "DELETE") else {},
            )
        assert answer.status_code == expected(login, operation), f"{login or 'nobody'}: {operation}"
