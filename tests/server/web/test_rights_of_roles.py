"""Who of the demo may do what: every operation is asked for by each, over HTTP. The table is that of `test_rights`."""

import re

import pytest

from tests.server.web.desk import Web
from tests.server.web.test_rights import ALL, ANYBODY, LEADING, opened

LOGINS = ("", "agent1", "designer", "supervisor", "admin", "owner")
DEMO = {
    "agent1": "customers, tickets, extra work, phone",
    "designer": "connections, numbers, reads routes, designs",
    "supervisor": LEADING,
    "admin": f"{LEADING}, org admins, connections, designs",
    "owner": f"{LEADING}, org admins, connections, designs",
}
FILL = {
    "{id}": "1",
    "{failure}": "1",
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
