"""Questions to a real HTTP server on this machine: slow, huge, garbled, failing, leading elsewhere."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from cti.facts import LookupAnswered
from cti.orders import LookUp
from server.lookups.addresses import Resolve, resolve
from server.lookups.asking import Lookups
from server.lookups.breaker import FAILURES
from server.lookups.calling import FAILED, FOUND, MISSING, SOCKETS, Answer, Caller
from server.lookups.seal import Seal
from storage.connections import Connection, Connections
from storage.database import open
from storage.migrate import migrate_open

ORDER = {"order": {"state": "sent"}}
INTO = {"state": "/order/state"}


def question(**told: Any) -> LookUp:  # noqa: ANN401  # its fields
    plain = LookUp("c1", "order", 7, "shop", {}, INTO, 2.0, 1)
    return replace(plain, **told)


class Shop:
    """What is asked. heard: every request, as (method, query, body, secret)."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], str, str]] = []
        self.statuses: list[int] = []
        self.waiting = asyncio.Event()
        self.go_on = asyncio.Event()

    async def order(self, request: web.Request) -> web.Response:
        body, secret = (await request.read()).decode(), request.headers.get("X-Key", "")
        self.heard.append((request.method, dict(request.query), body, secret))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(ORDER, status=status)

    async def slow(self, request: web.Request) -> web.Response:
        self.waiting.set()
        await self.go_on.wait()
        return web.json_response(ORDER)

    async def huge(self, request: web.Request) -> web.Response:
        return web.json_response({"order": {"state": "x" * 100_000}})

    async def endless(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b" " * 65536)

    async def garbage(self, request: web.Request) -> web.Response:
        return web.Response(body=b"\xff<html>no</html>", content_type="application/json")

    async def deep(self, request: web.Request) -> web.Response:
        return web.Response(text="[" * 30_000)

    async def elsewhere(self, request: web.Request) -> web.Response:
        raise web.HTTPFound("http://169.254.169.254/latest/meta-data")

    async def nothing(self, request: web.Request) -> web.Response:
        raise web.HTTPNotFound


PAGES = ("order", "slow", "huge", "endless", "garbage", "deep", "elsewhere", "nothing")


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
async def server(shop: Shop) -> AsyncIterator[TestServer]:
    app = web.Application()
    for name in PAGES:
        app.router.add_route("*", f"/{name}", getattr(shop, name))
    started = TestServer(app, host="127.0.0.1")
    await started.start_server()
    yield started
    shop.go_on.set()
    await started.close()


def connection(
    url: str, name: str = "shop", method: Literal["GET", "POST"] = "GET", service: str = "", allowed: bool = True
) -> Connection:
    return Connection(name, service, method, url, "X-Key", Seal("key").close("s3cret"), allowed)


async def ask(url: str, asked: LookUp | None = None, allowed: str = "127.0.0.1", resolve: Resolve = resolve) -> Answer:
    """One question, to a connection of its own."""
    asked, caller = asked or question(), Caller(connection(url), "s3cret", [allowed], lambda: 0.0, resolve)
    try:
        return await caller.ask(asked.send, asked.into, asked.wait, asked.tries)
    finally:
        await caller.close()


async def test_an_answer_becomes_variables_and_the_secret_goes_along(server: TestServer, shop: Shop) -> None:
    answer = await ask(str(server.make_url("/order")), question(send={"number": "4711", "name": "a&b=c"}))
    assert (answer.outcome, answer.values) == (FOUND, {"state": "sent"})
    assert shop.heard == [("GET", {"number": "4711", "name": "a&b=c"}, "", "s3cret")]


async def test_a_post_sends_json_and_is_never_sent_twice(server: TestServer, shop: Shop) -> None:
    shop.statuses = [500]
    caller = Caller(connection(str(server.make_url("/order")), method="POST"), "", ["127.0.0.1"], lambda: 0.0)
    assert (await caller.ask({"number": "4711"}, INTO, 2.0, 3)).outcome == FAILED
    await caller.close()
    assert [(method, json.loads(body)) for method, _, body, _ in shop.heard] == [("POST", {"number": "4711"})]


async def test_a_get_is_tried_again_when_the_other_side_has_trouble(server: TestServer, shop: Shop) -> None:
    shop.statuses = [503, 502]
    assert (await ask(str(server.make_url("/order")), question(tries=3))).outcome == FOUND
    assert len(shop.heard) == 3


async def test_a_get_that_was_understood_and_refused_is_not_tried_again(server: TestServer, shop: Shop) -> None:
    shop.statuses = [403]
    answer = await ask(str(server.make_url("/order")), question(tries=3))
    assert (answer.outcome, answer.status, len(shop.heard)) == (FAILED, 403, 1)


@pytest.mark.parametrize(
    ("page", "outcome", "why"),
    [
        ("nothing", MISSING, ""),
        ("huge", FAILED, "larger than 64 kB"),
        ("endless", FAILED, "larger than 64 kB"),
        ("garbage", FAILED, "no JSON"),
        ("deep", FAILED, "no JSON"),
        ("elsewhere", FAILED, "302"),
    ],
)
async def test_whatever_comes_back_there_is_an_answer(server: TestServer, page: str, outcome: str, why: str) -> None:
    answer = await ask(str(server.make_url(f"/{page}")))
    assert (answer.outcome, why in answer.why, answer.values) == (outcome, True, {})


async def test_what_is_asked_for_and_not_in_the_answer_is_missing(server: TestServer) -> None:
    answer = await ask(str(server.make_url("/order")), question(into={"x": "/nowhere"}))
    assert answer.outcome == MISSING


async def test_a_slow_answer_is_not_waited_for(server: TestServer) -> None:
    answer = await ask(str(server.make_url("/slow")), question(wait=0.1))
    assert (answer.outcome, answer.why) == (FAILED, "no answer in time")


async def test_nobody_there_is_a_failure_that_tells_nothing_of_what_was_asked() -> None:
    answer = await ask("http://127.0.0.1:9/order", question(send={"number": "01012345678"}))
    assert answer.outcome == FAILED
    assert "0101234" not in answer.why


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
async def test_this_machine_is_not_reached_unless_the_settings_name_it(
    server: TestServer, shop: Shop, host: str
) -> None:
    answer = await ask(f"http://{host}:{server.port}/order", allowed="crm.internal")
    assert (answer.outcome, "may reach" in answer.why) == (FAILED, True)
    assert shop.heard == []


async def test_a_name_is_resolved_once_and_what_was_judged_is_connected_to(server: TestServer, shop: Shop) -> None:
    answers = [["127.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    url = f"http://crm.internal:{server.port}/order"
    assert (await ask(url, allowed="crm.internal", resolve=rebinding)).outcome == FOUND
    assert (await ask(url, allowed="crm.internal", resolve=rebinding)).outcome == FAILED
    assert asked == ["crm.internal"] * 2
    assert len(shop.heard) == 1


async def test_a_public_name_that_leads_into_the_own_network_is_refused(server: TestServer, shop: Shop) -> None:
    async def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    answer = await ask(f"http://example.org:{server.port}/order", question(tries=3), resolve=inside)
    assert (answer.outcome, "may reach" in answer.why, shop.heard) == (FAILED, True, [])


async def test_proxies_of_the_environment_are_not_used(server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert (await ask(str(server.make_url("/order")))).outcome == FOUND


# --- many questions ---------------------------------------------------------------------------------------------------


@dataclass
class Desk:
    """told: every answer, in order."""

    lookups: Lookups
    told: "asyncio.Queue[LookupAnswered]"

    async def answer(self, asked: LookUp) -> LookupAnswered:
        self.lookups.obey(asked)
        return await self.told.get()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await open(f"sqlite:///{tmp_path / 'lookups.db'}")
    await migrate_open(database)

    async def about(call: str) -> Answer:
        return Answer(FOUND, {"calls": "3"})

    lookups = Lookups(Connections(database), Seal("key"), ["127.0.0.1"], about, lambda call: "support", lambda: 0.0)
    desk = Desk(lookups, asyncio.Queue())
    lookups.tell = lambda fact: desk.told.put_nowait(cast(LookupAnswered, fact))
    yield desk
    await lookups.close()
    await database.close()


async def test_the_answer_is_told_for_the_visit_that_asked(desk: Desk, server: TestServer) -> None:
    await desk.lookups.records.put(connection(str(server.make_url("/order"))))
    await desk.lookups.load()
    assert await desk.answer(question()) == LookupAnswered("c1", 7, FOUND, {"state": "sent"})
    assert await desk.answer(question(what="customer")) == LookupAnswered("c1", 7, FOUND, {"calls": "3"})


async def test_what_is_not_there_not_allowed_or_of_another_service_fails_at_once(
    desk: Desk, server: TestServer, shop: Shop
) -> None:
    url = str(server.make_url("/order"))
    await desk.lookups.records.put(connection(url, "off", allowed=False))
    await desk.lookups.records.put(connection(url, "sales", service="sales"))
    await desk.lookups.load()
    for name in ("none", "off", "sales"):
        assert (await desk.answer(question(what=name))).outcome == FAILED
    assert shop.heard == []


async def test_a_slow_connection_holds_up_nobody_who_asks_another_one(
    desk: Desk, server: TestServer, shop: Shop
) -> None:
    await desk.lookups.records.put(connection(str(server.make_url("/slow")), "slow"))
    await desk.lookups.records.put(connection(str(server.make_url("/order"))))
    await desk.lookups.load()
    for number in range(SOCKETS * 3):
        desk.lookups.obey(question(what="slow", call=f"s{number}", wait=10.0))
    await shop.waiting.wait()
    assert (await desk.answer(question())).outcome == FOUND
    shop.go_on.set()
    answers = [await desk.told.get() for _ in range(SOCKETS * 3)]
    assert {each.outcome for each in answers} == {FOUND}


async def test_a_connection_that_is_changed_lets_questions_under_way_end(
    desk: Desk, server: TestServer, shop: Shop
) -> None:
    await desk.lookups.records.put(connection(str(server.make_url("/slow"))))
    await desk.lookups.load()
    desk.lookups.obey(question(wait=10.0))
    await shop.waiting.wait()
    await desk.lookups.records.put(connection("http://127.0.0.1:9/"))
    await desk.lookups.load()
    shop.go_on.set()
    assert (await desk.told.get()).outcome == FOUND
    assert (await desk.answer(question())).outcome == FAILED


async def test_a_system_that_is_down_is_left_alone(desk: Desk, server: TestServer, shop: Shop) -> None:
    await desk.lookups.records.put(connection(str(server.make_url("/order"))))
    await desk.lookups.load()
    shop.statuses = [500] * FAILURES
    for _ in range(FAILURES + 3):
        assert (await desk.answer(question())).outcome == FAILED
    assert len(shop.heard) == FAILURES


async def test_nothing_personal_and_no_secret_stands_in_the_log(
    desk: Desk, server: TestServer, shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.lookups.records.put(connection(str(server.make_url("/garbage")) + "?token=hidden"))
    await desk.lookups.load()
    await desk.answer(question(send={"number": "01012345678"}))
    assert "shop failed" in caplog.text
    for word in ("01012345678", "s3cret", "hidden"):
        assert word not in caplog.text


def test_a_sealed_secret_opens_with_its_key_only() -> None:
    sealed = Seal("key").close("s3cret")
    assert "s3cret" not in sealed
    assert Seal("key").open(sealed) == "s3cret"
    assert Seal("other").open(sealed) is None
    assert (Seal("key").close(""), Seal("key").open("")) == ("", "")
