"""Figures of queues and agents by HTTP."""

from datetime import date, timedelta

import pytest

from cti.plan import Person
from tests.server.web.desk import Web
from tests.server.web.test_transfers import talking


async def test_figures_of_today_are_told_by_half_hour_and_by_day(house: Web) -> None:
    async with house.page("supervisor") as page:
        async with talking(house):
            pass
        told = await page.get("/api/figures?queue=general")
        whole = told["queues"][0]["whole"]
        assert (whole["answered"], round(whole["asa"], 2), whole["service_level"]) == (1, 0.1, 1)
        assert [span["figures"]["answered"] for span in told["all"]["spans"]] == [1]
        assert {"agent1"} <= {each["id"] for each in told["agents"]}
        today = told["first"]
        before = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
        days = await page.get(f"/api/figures?from={before}&to={today}&by=day")
        assert [span["figures"]["answered"] for span in days["all"]["spans"]] == [1]


@pytest.mark.parametrize("query", ["from=2026-02-30", "from=2026-03-02&to=2026-03-01", "from=2020-01-01&to=2026-01-01"])
async def test_days_that_cannot_be_are_refused_with_a_remedy(house: Web, query: str) -> None:
    async with house.page("supervisor") as page:
        answer = await page.send("GET", f"/api/figures?{query}")
        assert answer.status_code == 422
        assert "2026-11-28" in answer.text or "choose days" in answer.text


async def test_figures_of_a_service_that_is_not_ones_own_are_not_there(house: Web) -> None:
    await house.house.people.add(Person("lead", "Lee", frozenset({"supervisor"}), frozenset({"sales"})), "cordboard")
    async with house.page("lead") as lead:
        assert (await lead.send("GET", "/api/figures?queue=general")).status_code == 404
        told = await lead.get("/api/figures")
        assert "general" not in {each["id"] for each in told["queues"]}
