"""A call is stepped through: what was so at each of its entries, told when it is long over."""

from typing import Any

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready


async def at(page: Page, kind: str, call: str = "c1") -> dict[str, Any]:
    """The step at the first entry of this kind."""
    entries = (await page.get(f"/api/calls/{call}/timeline"))["items"]
    steps = (await page.get(f"/api/calls/{call}/steps"))["items"]
    assert [each["number"] for each in entries] == [each["number"] for each in steps]
    return next(step for entry, step in zip(entries, steps, strict=True) if entry["kind"] == kind)


async def two_wait_and_one_is_served(house: Web, page: Page) -> None:
    """c2 stands behind c1 until agent1 is ready and takes c1."""
    for call, number in (("c1", "01012345678"), ("c2", "01087654321")):
        await house.caller(call, number)
        await house.advance(5)
    await ready(house, page)
    await page.send("POST", "/api/calls/c1/confirm")
    await house.advance(1)
    await page.send("POST", "/api/calls/c1/hangup")
    await house.settle()


@pytest.mark.spec("TEL-18")
async def test_each_step_tells_the_line_and_the_agents_of_its_moment(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        await two_wait_and_one_is_served(house, page)
        waiting = await at(boss, "Queued", "c2")
        assert (waiting["state"], waiting["line"]["waiting"], waiting["line"]["position"]) == ("queued", 2, 2)
        assert [place["call"] for place in waiting["line"]["items"]] == ["c1", "c2"]
        assert (waiting["agents"], set(waiting["counts"])) == ([], {"off"})
        offered = await at(boss, "Offered", "c1")
        assert (offered["state"], offered["line"]["items"][0]["rings"]) == ("offered", True)
        assert [(agent["id"], agent["state"]) for agent in offered["agents"]] == [("agent1", "ready")]
        talking = await at(boss, "Established", "c1")
        assert (talking["state"], talking["line"], talking["parties"]) == ("talking", None, ["agent1"])
        assert (await at(boss, "Cleared", "c1"))["state"] == "cleared"


async def test_an_agent_sees_the_places_of_others_and_not_who_they_are(house: Web) -> None:
    async with house.page("agent1") as page, house.page("agent2") as other:
        await two_wait_and_one_is_served(house, page)
        offered = await at(page, "Offered", "c1")
        assert [place["call"] for place in offered["line"]["items"]] == ["c1", ""]
        assert (await other.send("GET", "/api/calls/c1/steps")).status_code == 404


async def test_a_call_that_never_waited_has_no_line(house: Web) -> None:
    async with house.page("supervisor") as boss:
        house.switch.arrive("c1", "01012345678", "0700000001")
        await house.settle()
        assert (await at(boss, "Arrived"))["line"] is None
