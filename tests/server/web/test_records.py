"""Tickets and callbacks over HTTP."""

import pytest

from cti.queueing import Prefer
from storage import tickets
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from ticketing.acquainted import Known


async def talk(house: Web, page: Page, call: str, caller: str) -> None:
    await page.send("PUT", "/api/me/state", {"state": "ready"})
    await house.caller(call, caller)
    await page.send("POST", f"/api/calls/{call}/confirm")
    await house.advance(0.1)
    await page.send("POST", f"/api/calls/{call}/hangup")
    await house.settle()


async def ids(page: Page, query: str) -> list[int]:
    items = (await page.get(f"/api/tickets?{query}"))["items"]
    assert isinstance(items, list)
    return [item["id"] for item in items]


def only(listed: dict[str, object]) -> dict[str, object]:
    items = listed["items"]
    assert isinstance(items, list)
    assert len(items) == 1
    return dict(items[0])


@pytest.mark.spec("TEL-20", "TEL-22", "TEL-23")
async def test_a_talk_leaves_a_ticket_in_the_called_service(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        ticket = await page.get("/api/tickets/1")
    assert (ticket["kind"], ticket["service"], ticket["agent"], ticket["caller"]) == (
        *("answered", "support", "agent1", "0311112222"),
    )


async def test_lists_go_on_by_cursor_and_are_narrowed(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        for number in range(1, 6):
            await talk(house, page, f"c{number}", f"031111000{number % 2}")
        first = await page.get("/api/tickets?limit=2")
        assert await ids(page, "limit=2") == [5, 4]
        assert await ids(page, f"limit=2&cursor={first['next']}") == [3, 2]
        assert await ids(page, "caller=0311110001") == [5, 3, 1]
        assert await ids(page, "mine=true&limit=1") == [5]
        assert (await page.send("GET", "/api/tickets?cursor=abc")).status_code == 422


async def test_what_is_written_on_a_ticket_is_kept_and_found(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        await page.send("PATCH", "/api/tickets/1", {"note": "환불을 원함", "state": "solved"})
        assert (await page.get("/api/tickets/1"))["state"] == "solved"
    known = house.house.acquaintances
    assert known.agent(Prefer.TICKET_OWNER, "support", "0311112222") == ""
    assert known.agent(Prefer.LAST_AGENT, "support", "0311112222") == "agent1"
    assert await tickets.Tickets(house.database).acquaintances(9) == [
        Known(1, "support", "0311112222", "agent1", is_open=False)
    ]
    async with house.page("agent1") as page:
        assert await ids(page, "q=환불") == [1]
        assert await ids(page, "state=open") == []
        assert (await page.send("PATCH", "/api/tickets/1", {"state": "lost"})).status_code == 422


async def test_tickets_of_another_service_are_not_seen(house: Web) -> None:
    async with house.page("agent3") as page:
        await ready(house, page, "agent3")
        house.switch.arrive("s1", "0311112222", "0700000002")
        await house.settle()
        await house.advance(30)
        await page.send("POST", "/api/calls/s1/confirm")
        await house.advance(0.1)
        assert await ids(page, "limit=9") == [1]
    async with house.page("agent1") as other:
        assert await ids(other, "limit=9") == []
        assert (await other.send("GET", "/api/tickets/1")).status_code == 404
        assert (await other.send("PATCH", "/api/tickets/1", {"note": "x"})).status_code == 404


async def test_who_gives_up_while_waiting_leaves_a_ticket_and_a_callback(house: Web) -> None:
    await house.caller("c1", "0311112222")
    house.switch.hang_up("c1")
    await house.settle()
    async with house.page("supervisor") as page:
        callback = only(await page.get("/api/callbacks"))
        ticket = only(await page.get("/api/tickets"))
    assert (callback["reason"], callback["queue"]) == ("abandoned", "general")
    assert ticket["kind"] == "abandoned"
