"""Transfers over HTTP, and what both agents see of them."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from cti.plan import Person
from tests.server.web.desk import CALLER, Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_live import person, upto


@asynccontextmanager
async def talking(house: Web) -> AsyncIterator[tuple[Page, Page]]:
    """agent1 talks with c1, agent2 is ready."""
    async with house.page("agent1") as first, house.page("agent2") as second:
        await ready(house, first)
        await house.caller()
        await first.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.1)
        await ready(house, second, "agent2")
        yield first, second


async def press(house: Web, page: Page, button: str, **body: str) -> int:
    status = (await page.send("POST", f"/api/calls/c1/{button}", body or None)).status_code
    await house.advance(0.1)
    return status


@pytest.mark.spec("TEL-30", "TEL-41")
async def test_who_is_asked_sees_who_asks_and_the_callers_data(house: Web) -> None:
    async with talking(house) as (first, second):
        assert await press(house, first, "consult", agent="agent2") == 200
        seen = await second.get("/api/calls/c1")
        assert (seen["agent"], seen["consult"], seen["consult_state"]) == ("agent1", "agent2", "asked")
        assert (seen["caller"], seen["parties"]) == (CALLER, ["agent1", "agent2"])
        assert seen["consult_ring_until"] > house.now[0]
        assert (await second.get("/api/present"))["call"]["id"] == "c1"
        assert (await second.get("/api/calls/c1/timeline"))["items"]


@pytest.mark.spec("TEL-30", "TEL-41")
async def test_asked_turned_and_completed_the_ticket_is_the_colleagues(house: Web) -> None:
    async with talking(house) as (first, second):
        await press(house, first, "consult", agent="agent2")
        await press(house, second, "confirm")
        for state in ("aside", "consulting"):
            await press(house, first, "swap")
            assert (await first.get("/api/calls/c1"))["consult_state"] == state
        await press(house, first, "complete")
        seen = await second.get("/api/calls/c1")
        assert (seen["state"], seen["agent"], seen["consult"]) == ("talking", "agent2", "")
        assert (await first.get("/api/present"))["me"]["state"] == "after call"
        assert (await second.get("/api/tickets"))["items"][0]["agent"] == "agent2"


async def test_given_up_the_agent_is_back_with_the_caller(house: Web) -> None:
    async with talking(house) as (first, second):
        await press(house, first, "consult", agent="agent2")
        assert await press(house, first, "abandon") == 200
        assert (await first.get("/api/calls/c1"))["state"] == "talking"
        assert (await second.send("GET", "/api/calls/c1")).status_code == 404


async def test_handed_over_without_asking_it_rings_there(house: Web) -> None:
    async with talking(house) as (first, second):
        assert await press(house, first, "transfer", to="agent:agent2") == 200
        seen = await second.get("/api/calls/c1")
        assert (seen["state"], seen["agent"], seen["passed_by"]) == ("offered", "agent2", "agent1")


async def test_handed_to_a_queue_the_figures_of_both_queues_are_right(house: Web) -> None:
    async with talking(house) as (first, second):
        await second.send("PUT", "/api/me/state", {"state": "break"})
        await press(house, first, "transfer", to="queue:account")
        waiting = {queue["id"]: queue["waiting"] for queue in (await first.get("/api/queues"))["items"]}
        assert (waiting["account"], waiting["general"]) == (1, 0)


@pytest.mark.parametrize(
    ("button", "body", "status"),
    [
        ("consult", {"agent": "agent1"}, 409),
        ("consult", {"agent": "nobody"}, 409),
        ("transfer", {"to": "agent:agent3"}, 409),
        ("transfer", {"to": "queue:nowhere"}, 409),
        ("transfer", {"to": "somewhere"}, 422),
        ("complete", {}, 409),
        ("swap", {}, 409),
    ],
)
async def test_what_cannot_be_is_refused(house: Web, button: str, body: dict[str, str], status: int) -> None:
    async with talking(house) as (first, _):
        assert await press(house, first, button, **body) == status


async def test_targets_that_are_ready_come_first_and_the_others_say_why_not(house: Web) -> None:
    async with talking(house) as (first, _):
        found = await first.get("/api/calls/c1/targets")
        best, *others = found["agents"]
        assert (best["agent"]["id"], best["why_not"]) == ("agent2", "")
        assert {one["why_not"] for one in others} == {"state"}
        assert "agent1" not in [one["agent"]["id"] for one in found["agents"]]
        assert {"waiting", "agents_ready"} <= found["queues"][0].keys()


async def test_the_colleague_is_told_live_whose_call_it_is_from_the_question_on(house: Web) -> None:
    async with talking(house) as (first, second):
        before = house.core.engine.number
        await press(house, first, "consult", agent="agent2")
        await press(house, second, "confirm")
        async with aclosing(house.house.live.follow(person(house, "agent2"), before)) as messages:
            told = await upto(messages, house.core.engine.number)
        about = [message for message in told if str(message["kind"]).startswith("Consult")]
        assert [message["kind"] for message in about] == ["ConsultAsked", "ConsultConfirmed", "ConsultEstablished"]
        assert {message["call"]["caller"] for message in about} == {CALLER}


async def test_targets_of_somebody_elses_call_are_not_told(house: Web) -> None:
    async with talking(house) as (_, second):
        assert (await second.send("GET", "/api/calls/c1/targets")).status_code == 404


@pytest.mark.spec("TEL-30", "TEL-41")
async def test_who_is_asked_may_read_timeline_and_ticket_from_that_moment_and_nobody_else(house: Web) -> None:
    async with talking(house) as (first, second), house.page("agent3") as third:
        ticket = (await first.get("/api/calls/c1"))["ticket"]
        assert await reads(second, "/api/calls/c1/timeline", "/api/calls/c1") == [404, 404]
        await press(house, first, "consult", agent="agent2")
        assert await reads(second, "/api/calls/c1/timeline", "/api/calls/c1", f"/api/tickets/{ticket}") == [200] * 3
        assert await reads(third, "/api/calls/c1/timeline", "/api/calls/c1") == [404, 404]


async def test_a_colleague_of_another_service_may_read_the_ticket_as_long_as_asked(house: Web) -> None:
    person = Person("sam", "Sam", frozenset({"agent"}), frozenset({"sales"}), cti=True)
    await house.house.people.add(person, "cordboard")
    async with talking(house) as (first, _), house.page("sam") as sam:
        await ready(house, sam, "sam")
        ticket = (await first.get("/api/calls/c1"))["ticket"]
        for button, status in (("consult", 200), ("abandon", 404)):
            await press(house, first, button, **({"agent": "sam"} if button == "consult" else {}))
            assert await reads(sam, f"/api/tickets/{ticket}") == [status]


async def reads(page: Page, *paths: str) -> list[int]:
    return [(await page.send("GET", path)).status_code for path in paths]
