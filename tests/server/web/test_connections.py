"""Connections by HTTP: who may, what is refused, and that a secret never comes back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.lookups.customer import Customers
from storage.callbacks import Callbacks
from storage.tickets import Tickets
from tests.server.web.desk import CALLER, Page, Web

SHOP: dict[str, Any] = {"url": "https://shop.example/orders", "header": "X-Key", "secret": "s3cret"}


@pytest.fixture
async def admin(house: Web) -> AsyncIterator[Page]:
    async with house.page("admin") as page:
        yield page


@pytest.fixture
async def shop() -> AsyncIterator[TestServer]:
    async def order(request: web.Request) -> web.Response:
        return web.json_response({"state": request.query["number"], "key": request.headers["X-Key"]})

    app = web.Application()
    app.router.add_get("/order", order)
    started = TestServer(app, host="127.0.0.1")
    await started.start_server()
    yield started
    await started.close()


async def test_a_connection_is_named_and_its_secret_is_never_told(house: Web, admin: Page) -> None:
    answer = await admin.send("PUT", "/api/connections/shop", SHOP)
    assert answer.status_code == 200, answer.text
    told = await admin.send("GET", "/api/connections")
    assert told.json()["items"][0] | {"updated_at": ""} == {
        "name": "shop", "service": "", "method": "GET", "url": "https://shop.example/orders", "header": "X-Key",
        "secret": "kept", "allowed": True, "updated_by": "admin", "updated_at": "",
    }  # fmt: skip
    assert "s3cret" not in answer.text + told.text
    assert "s3cret" not in house.house.lookups.connections["shop"].secret


async def test_a_secret_stays_when_it_is_not_typed_again_but_goes_to_no_other_host(admin: Page) -> None:
    await admin.send("PUT", "/api/connections/shop", SHOP)
    same = await admin.send("PUT", "/api/connections/shop", {"url": "https://shop.example/v2", "header": "X-Key"})
    assert same.json()["secret"] == "kept"
    other = await admin.send("PUT", "/api/connections/shop", {"url": "https://evil.example/", "header": "X-Key"})
    assert (other.status_code, other.json()["code"]) == (422, "lookup_secret_again")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"url": "http://shop.example/"}, "lookup_https"),
        ({"url": "ftp://shop.example/"}, "lookup_https"),
        ({"url": "file:///etc/passwd"}, "lookup_url"),
        ({"url": "https://user:word@shop.example/"}, "lookup_url"),
        ({"url": "https://shop.example/ a"}, "lookup_url"),
        ({"url": "https://[::1/"}, "lookup_url"),
        ({"url": "https://shop.example:99999/"}, "lookup_url"),
        ({"header": "Host"}, "lookup_header"),
    ],
)
async def test_what_is_not_safe_is_refused(admin: Page, change: dict[str, str], code: str) -> None:
    answer = await admin.send("PUT", "/api/connections/shop", SHOP | change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    "change",
    [{"header": "X Key"}, {"header": "X:Y"}, {"secret": "a\r\nX-Evil: 1"}, {"service": "none"}, {"method": "PUT"}],
)
async def test_what_cannot_be_is_refused(admin: Page, change: dict[str, str]) -> None:
    assert (await admin.send("PUT", "/api/connections/shop", SHOP | change)).status_code == 422


@pytest.mark.parametrize("name", ["Shop", "a_b", "a b", "x" * 65, "customer"])
async def test_a_name_is_plain(admin: Page, name: str) -> None:
    assert (await admin.send("PUT", f"/api/connections/{name}", SHOP)).status_code == 422


async def test_a_test_asks_at_once_and_tells_what_became_of_it(admin: Page, shop: TestServer) -> None:
    await admin.send("PUT", "/api/connections/shop", SHOP | {"url": str(shop.make_url("/order")), "allowed": False})
    wish = {"send": {"number": "4711"}, "into": {"state": "/state"}}
    told = (await admin.send("POST", "/api/connections/shop/test", wish)).json()
    assert (told["outcome"], told["values"], told["status"]) == ("found", {"state": "4711"}, 200)
    await shop.close()
    told = (await admin.send("POST", "/api/connections/shop/test", wish)).json()
    assert (told["outcome"], "cannot be reached" in told["why"]) == ("failed", True)


async def test_designers_see_names_admins_edit_and_others_see_nothing(house: Web, admin: Page) -> None:
    await admin.send("PUT", "/api/connections/shop", SHOP)
    async with house.page("designer") as page:
        (one,) = (await page.get("/api/connections"))["items"]
        assert (one["name"], one["url"], one["header"]) == ("shop", "", "")
        assert (await page.send("PUT", "/api/connections/shop", SHOP)).status_code == 403
        assert (await page.send("POST", "/api/connections/shop/test", {})).status_code == 403
    for login in ("supervisor", "agent1"):
        async with house.page(login) as page:
            assert (await page.send("GET", "/api/connections")).status_code == 403


async def test_a_connection_is_removed(admin: Page) -> None:
    await admin.send("PUT", "/api/connections/shop", SHOP)
    assert (await admin.send("DELETE", "/api/connections/shop")).status_code == 204
    assert (await admin.send("DELETE", "/api/connections/shop")).status_code == 404


async def test_a_caller_is_known_by_earlier_calls_tickets_and_promises_of_the_service(house: Web) -> None:
    customers = Customers(Tickets(house.database), Callbacks(house.database))
    assert (await customers.ask(CALLER, "Kim", "support", False)).outcome == "missing"
    await house.caller("c1", key="3")  # asks to be called back
    house.switch.press("c1", "1")
    await house.settle()
    answer = await customers.ask(CALLER, "Kim", "support", True)
    assert answer.outcome == "found"
    assert answer.values["waiting_callback"] != ""
    assert (answer.values["name"], answer.values["restricted"]) == ("Kim", "yes")
    assert (await customers.ask(CALLER, "Kim", "sales", False)).outcome == "missing"
    assert (await customers.ask("", "", "support", False)).values["calls"] == "0"
