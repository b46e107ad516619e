"""Solved tickets are completed by time: after the days that their service says, with a line in the history."""

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_ticket_work import gives_up

DAY = 86_400.0
PATH = "/api/ticket-completing/support"


async def solved(house: Web, page: Page, *ids: int) -> None:
    await gives_up(house, *(f"c{id}" for id in ids))
    for id in ids:
        await page.send("POST", f"/api/tickets/{id}/fetch")
        assert (await page.send("POST", f"/api/tickets/{id}/process", {"kind": "solve"})).status_code == 200


async def after(house: Web, days: float) -> None:
    house.now[0] += days * DAY
    await house.house.triggers.look_at_times()


async def state(house: Web, id: int) -> str:
    known = await house.house.records.tickets.get(id)
    return known.state if known else ""


@pytest.mark.spec("TKT-04")
async def test_a_ticket_that_stays_solved_for_a_week_is_completed_and_its_history_says_by_what(house: Web) -> None:
    async with house.page("agent1") as page:
        await solved(house, page, 1, 2)
        await page.send("POST", "/api/tickets/2/process", {"kind": "reopen"})
    await after(house, 6.9)
    assert await state(house, 1) == "solved"
    await after(house, 0.2)
    assert [await state(house, id) for id in (1, 2)] == ["completed", "open"]
    async with house.page("agent1") as page:
        last = (await page.get("/api/tickets/1/events"))["items"][-1]
        assert (last["step"], last["by"], last["agent"]) == ("complete", "days:7", "agent1")
        again = await page.send("POST", "/api/tickets/1/process", {"kind": "reopen"})
        assert again.json()["code"] == "ticket_completed"


@pytest.mark.spec("TKT-04")
async def test_each_service_says_after_how_many_days_and_none_is_never(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        await solved(house, page, 1)
        for wrong in (-1, 366, "x"):
            assert (await boss.send("PUT", PATH, {"days": wrong})).status_code == 422
        assert (await boss.send("PUT", PATH, {"days": 0})).json() == {"service": "support", "days": 0}
        assert {"service": "support", "days": 0} in (await boss.get("/api/ticket-completing"))["items"]
        assert (await page.send("PUT", PATH, {"days": 1})).status_code == 403
    await after(house, 1000)
    assert await state(house, 1) == "solved"
    async with house.page("supervisor") as boss:
        assert (await boss.send("PUT", "/api/ticket-completing/nowhere", {"days": 1})).status_code == 404
        await boss.send("PUT", PATH, {"days": 2})
    await after(house, 0)
    assert await state(house, 1) == "completed"


@pytest.mark.spec("TKT-04", "TKT-34")
async def test_triggers_hear_of_what_was_completed_by_time(house: Web) -> None:
    is_over = {"need": "all", "conditions": [{"field": "state", "op": "is", "value": "completed"}]}
    wish = {"title": "x", "blocks": [is_over], "actions": [{"do": "tag", "to": "over"}]}
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        assert (await boss.send("POST", "/api/triggers/support", wish)).status_code == 201
        await solved(house, page, 1)
    await after(house, 8)
    assert await house.house.records.triggers.tags(1) == {"over"}
