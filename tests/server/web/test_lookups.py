"""A caller in a route that asks outside: the answer is heard, and no answer leaves nobody standing."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from tests.server.web.desk import CALLER, Page, Web
from tests.server.web.test_routes import published

ASKING = """route: support
languages: [en]
start: ask
steps:
  ask:
    lookup: shop
    send: {number: "4711"}
    into: {state: /state}
    then: tell
    missing: closed
    failed: closed
  tell:
    say: {text: {en: "It is {state}."}}
    then: bye
  closed: {say: system.closed, then: bye}
  bye: {goodbye: system.goodbye}
"""


@pytest.fixture
async def shop() -> BaseTestServer:
    async def order(request: web.Request) -> web.Response:
        return web.json_response({"state": f"number {request.query['number']}"})

    app = web.Application()
    app.router.add_get("/order", order)
    started = TestServer(app, host="127.0.0.1")
    await started.start_server()
    return started


async def asks(house: Web, page: Page, url: str) -> None:
    """A caller arrives in the route that asks this address."""
    answer = await page.send("PUT", "/api/connections/shop", {"url": url, "allowed": True})
    assert answer.status_code == 200, answer.text
    await published(page, ASKING)
    house.switch.arrive("c1", CALLER, "0700000001")


async def hears(house: Web, what: str) -> None:
    async with asyncio.timeout(20):
        while house.switch.hears("c1") != what:  # the switch has no event
            await house.settle()
            await asyncio.sleep(0.01)


async def test_a_caller_hears_what_another_system_answered(house: Web, shop: BaseTestServer) -> None:
    async with house.page("owner") as page:
        await asks(house, page, str(shop.make_url("/order")))
        await hears(house, "text:It is number 4711.")
        await shop.close()


async def test_a_system_that_is_away_leads_to_the_way_for_a_failure(house: Web, shop: BaseTestServer) -> None:
    url = str(shop.make_url("/order"))
    await shop.close()
    async with house.page("owner") as page:
        await asks(house, page, url)
        await hears(house, "system.closed")


async def test_a_route_that_asks_what_no_admin_has_allowed_is_not_published(house: Web) -> None:
    async with house.page("designer") as page:
        told = (await page.send("POST", "/api/routes/check", {"text": ASKING, "service": "support"})).json()
        assert "no-connection" in [each["code"] for each in told["complaints"]]
