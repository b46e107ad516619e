"""What can be asked of calls and states over HTTP."""

import asyncio
from dataclasses import replace

import pytest

from tests.server.web.desk import CALLER, Page, Web


async def ready(house: Web, page: Page, agent: str = "agent1") -> None:
    await house.phone(agent)
    for state in ("idle", "ready"):
        assert (await page.send("PUT", "/api/me/state", {"state": state})).status_code == 200
    await house.settle()


@pytest.mark.spec("TEL-09", "TEL-11")
async def test_logging_in_to_the_cti_leads_to_idle_and_needs_a_phone(house: Web) -> None:
    async with house.page("agent1") as page:
        refused = await page.send("PUT", "/api/me/state", {"state": "idle"})
        assert refused.status_code == 409
        assert "phone" in refused.json()["detail"]
        await house.phone("agent1")
        assert (await page.send("PUT", "/api/me/state", {"state": "idle"})).json()["state"] == "idle"


@pytest.mark.spec("TEL-13", "TEL-15")
async def test_a_break_takes_one_of_the_configured_reasons(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        assert (await page.send("PUT", "/api/me/state", {"state": "break", "reason": "meal"})).json()[
            "reason"
        ] == "meal"
        wrong = await page.send("PUT", "/api/me/state", {"state": "break", "reason": "fishing"})
        assert wrong.status_code == 409
        assert "meal" in wrong.json()["detail"]


@pytest.mark.spec("TEL-19", "TEL-20", "TEL-32", "TEL-33", "TEL-34")
async def test_a_call_is_confirmed_held_resumed_and_hung_up(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        offered = await page.get("/api/calls/c1")
        assert (offered["state"], offered["caller"]) == ("offered", CALLER)
        for button, state in [("confirm", "connecting"), ("hold", "held"), ("resume", "talking")]:
            told = await page.send("POST", f"/api/calls/c1/{button}")
            assert told.json()["state"] == state
            await house.advance(0.1)
        assert (await page.send("POST", "/api/calls/c1/hangup")).status_code in (200, 204)
        await house.settle()
        assert (await page.get("/api/present"))["me"]["state"] == "after call"
        assert (await page.send("GET", "/api/calls/c1")).status_code == 404


async def test_who_oversees_a_call_that_waits_reads_why_of_each_agent(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as board:
        await ready(house, page)
        await house.caller()
        rings = await board.get("/api/calls/c1/why")
        assert (rings["waits"], rings["agents"]) == (False, [])
        await page.send("POST", "/api/calls/c1/cancel")
        known = await board.get("/api/calls/c1/why")
        assert (known["waits"], known["place"], known["of"]) == (True, 1, 1)
        told = {each["agent"]: (each["state"], each["why"]) for each in known["agents"]}
        assert told["agent1"] == ("ready", "said no")
        assert set(told.values()) == {("ready", "said no"), ("off", "not ready")}


@pytest.mark.spec("TEL-21")
async def test_a_cancelled_call_waits_again_and_the_agent_is_ready(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        assert (await page.send("POST", "/api/calls/c1/cancel")).json()["state"] == "queued"


async def test_what_is_not_possible_now_is_refused_with_a_sentence(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        refused = await page.send("POST", "/api/calls/c1/hold")
        assert refused.status_code == 409
        assert refused.json()["detail"] == "Hold is not possible while the call is offered"
        assert (refused.json()["code"], refused.json()["values"]) == ("call_state", {"call_state": "offered"})


async def test_nobody_else_confirms_or_sees_a_call_that_rings_at_a_colleague(house: Web) -> None:
    async with house.page("agent1") as page, house.page("agent2") as other:
        await ready(house, page)
        await house.caller()
        assert (await other.send("POST", "/api/calls/c1/confirm")).status_code == 409
        assert (await other.send("GET", "/api/calls/c1")).status_code == 404
        assert (await other.send("GET", "/api/calls/c1/timeline")).status_code == 404
        assert (await other.get("/api/calls"))["items"] == []


@pytest.mark.spec("TEL-31")
async def test_digits_and_dismissal_are_for_the_talk_alone(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        assert (await page.send("POST", "/api/calls/c1/digits", {"digits": "1"})).status_code == 409
        await page.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.1)
        assert (await page.send("POST", "/api/calls/c1/digits", {"digits": "12#"})).status_code == 200
        assert (await page.send("POST", "/api/calls/c1/digits", {"digits": "hello"})).status_code == 409
        await page.send("POST", "/api/calls/c1/dismiss", {"reason": "abuse"})
        assert (await page.get("/api/present"))["me"]["state"] == "work"


async def test_the_timeline_tells_each_step_with_its_cause_after_the_call_too(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await house.caller()
        await page.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.1)
        await page.send("POST", "/api/calls/c1/hangup")
        await house.settle()
        items = (await page.get("/api/calls/c1/timeline"))["items"]
    assert isinstance(items, list)
    kinds = [item["kind"] for item in items]
    assert [kind for kind in kinds if kind in ("Arrived", "Queued", "Offered", "Established", "Cleared")] == [
        *("Arrived", "Queued", "Offered", "Established", "Cleared")
    ]
    numbers = {item["number"] for item in items}
    assert next(item for item in items if item["kind"] == "Offered")["cause"] in numbers
    assert all(item["at"].endswith("Z") for item in items)


async def test_of_two_who_confirm_at_once_one_has_the_call_and_the_other_is_told_who(house: Web) -> None:
    house.house.plan.queues["general"] = replace(house.house.plan.queues["general"], ring_all=True)
    async with house.page("agent1") as page, house.page("agent2") as other:
        await ready(house, page, "agent1")
        await ready(house, other, "agent2")
        await house.caller()
        both = await asyncio.gather(*(one.send("POST", "/api/calls/c1/confirm") for one in (page, other)))
        assert sorted(answer.status_code for answer in both) == [200, 409]
        refused = next(answer.json() for answer in both if answer.status_code == 409)
        await house.advance(0.1)
        has = (await page.get("/api/agents"))["items"]
    assert refused["code"] == "faster"
    assert [one["id"] for one in has if one["state"] == "talking"] == [refused["values"]["agent"]]
    assert len([one for one in has if one["state"] == "ready"]) == 1
