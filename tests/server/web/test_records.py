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
    assert callback["ticket"] == ticket["id"]


@pytest.mark.spec("TKT-05", "TKT-06", "TKT-13")
async def test_a_ticket_that_nobody_has_is_counted_fetched_and_solved_and_its_history_says_who(house: Web) -> None:
    await house.caller("c1", "0311112222")
    house.switch.hang_up("c1")
    await house.settle()
    async with house.page("agent1") as page:
        nothing: dict[str, object] = {"unassigned": 0, "mine_open": 0, "mine_held": 0, "mine_solved": 0}
        assert await page.get("/api/tickets/counts") == nothing | {"unassigned": 1}
        assert await ids(page, "view=unassigned") == [1]
        assert (await page.send("POST", "/api/tickets/1/process", {"kind": "solve"})).status_code == 409
        assert (await page.send("POST", "/api/tickets/1/fetch")).json()["agent"] == "agent1"
        assert (await page.send("POST", "/api/tickets/1/fetch")).json()["code"] == "ticket_not_now"
        assert await page.get("/api/tickets/counts") == nothing | {"mine_open": 1}
        await page.send("POST", "/api/tickets/1/process", {"kind": "hold", "text": "내일 다시"})
        assert await ids(page, "view=mine_held") == [1]
        assert await ids(page, "view=mine_held&state=open") == [1]  # a view is never widened
        await page.send("PATCH", "/api/tickets/1", {"state": "solved"})
        done = (await page.get("/api/tickets/1/events"))["items"]
    assert isinstance(done, list)
    assert [(each["by"], each["step"], each["state"], each["text"]) for each in done] == [
        ("agent1", "fetch", "open", ""),
        ("agent1", "hold", "held", "내일 다시"),
        ("agent1", "solve", "solved", ""),
    ]


async def test_beside_a_ticket_of_somebody_elses_call_nothing_is_told_and_nothing_fails(house: Web) -> None:
    await house.caller("c1", "0311112222")
    house.switch.hang_up("c1")
    await house.settle()
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        steps = "/api/calls/c1/timeline"
        assert (await page.send("GET", steps)).status_code == 404
        assert await page.get(f"{steps}?ticket=1") == {"items": [], "talked": 0.0, "erased": False}
        assert (await page.send("GET", f"{steps}?ticket=2")).status_code == 404
        assert (await page.send("GET", "/api/calls/c2/timeline?ticket=1")).status_code == 404
        assert (await boss.get(f"{steps}?ticket=1"))["items"]
    async with house.page("designer") as other:
        assert (await other.send("GET", f"{steps}?ticket=1")).status_code == 404


@pytest.mark.spec("TKT-15")
async def test_a_ticket_is_passed_on_only_to_who_works_there_and_by_who_has_it_or_leads(house: Web) -> None:
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        outside = await page.send("POST", "/api/tickets/1/forward", {"agent": "nobody"})
        assert (outside.status_code, outside.json()["code"]) == (409, "ticket_no_taker")
        given = await page.send("POST", "/api/tickets/1/forward", {"agent": "agent2"})
        assert given.json()["agent"] == "agent2"
        back = await page.send("POST", "/api/tickets/1/forward", {"agent": "agent1"})
        assert (back.status_code, back.json()["code"]) == (409, "ticket_not_yours")
    assert house.house.acquaintances.agent(Prefer.LAST_AGENT, "support", "0311112222") == "agent2"
    async with house.page("supervisor") as leads:
        assert (await leads.send("POST", "/api/tickets/1/forward", {"agent": "agent1"})).status_code == 200
