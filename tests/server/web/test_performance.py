"""My performance by HTTP: own figures, in one service, up to this moment."""

import pytest

from tests.server.web.desk import Web
from tests.server.web.test_callbacks import assigned, owed
from tests.server.web.test_calls import ready


@pytest.mark.spec("ME-01", "ME-02", "ME-03")
async def test_a_day_is_told_as_it_was_and_to_nobody_else(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        await ready(house, page)
        await house.advance(5)
        await page.send("PUT", "/api/me/state", {"state": "ready"})
        await house.advance(3)
        await house.caller("c1", "0311112222")
        await page.send("POST", "/api/calls/c1/confirm")
        await house.advance(10)
        await page.send("POST", "/api/calls/c1/hangup")
        await house.settle()
        await house.advance(2)
        solved = await page.send("POST", "/api/tickets/1/process", {"kind": "internal_solve"})
        assert solved.status_code == 200, solved.text
        await owed(house, 1)
        await assigned(boss, {"agent1": [1]})
        now = await page.get("/api/me/performance?service=support")
        today = now["today"]
        assert (today["inbound"], today["solved"], now["callbacks"], now["tickets"]) == (1, 1, 1, {"solved": 1})
        assert round(today["inbound_seconds"]) == 10
        assert (now["running"], round(today["after_seconds"])) == ("after_seconds", 2)
        await page.send("POST", "/api/callbacks/1/complete", {})
        assert (await page.get("/api/me/performance?service=support"))["today"]["callbacks"] == 1
        assert (await boss.get("/api/me/performance?service=support"))["today"] == {}
        assert (await page.send("GET", "/api/me/performance?service=nowhere")).status_code == 404


async def test_other_days_are_averaged_over_those_that_were_worked(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await page.send("PUT", "/api/me/state", {"state": "ready"})
        await house.advance(1)
        await page.send("PUT", "/api/me/state", {"state": "off"})
    house.now[0] += 2 * 86_400
    async with house.page("agent1") as page:
        later = await page.get("/api/me/performance?service=support")
    assert (later["days"], later["today"], later["running"]) == (1, {}, "")
    assert round(later["usual"]["ready_seconds"]) == 1
