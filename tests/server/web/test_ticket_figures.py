"""Figures of tickets by HTTP, on both databases."""

from contextlib import AsyncExitStack
from datetime import date, timedelta

import pytest

from cti.plan import Person
from tests.server.web.desk import Page, Web
from tests.server.web.test_ticket_setup import add
from tests.server.web.test_ticket_work import gives_up, groups
from tests.server.web.test_transfers import talking
from tests.support.databases import KINDS

DAY = 86_400.0
HOURS = 3600.0


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def told(page: Page, **asked: str) -> dict[str, object]:
    return dict(await page.get("/api/ticket-figures?" + "&".join(f"{name}={value}" for name, value in asked.items())))


def rows(figures: dict[str, object], name: str) -> dict[str, int]:
    found = figures["rows"]
    assert isinstance(found, list)
    return {row["name"] or row["id"]: row["counts"][name] for row in found}


async def solve(page: Page, id: int) -> None:
    await page.send("POST", f"/api/tickets/{id}/fetch")
    assert (await page.send("POST", f"/api/tickets/{id}/process", {"kind": "solve"})).status_code == 200


@pytest.mark.spec("STA-03", "STA-04", "STA-05", "STA-06")
async def test_tickets_are_counted_by_type_and_by_agent_as_they_stand(house: Web) -> None:
    await gives_up(house, "c1", "c2", "c3", "c4")
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        card = await add(boss, "카드", await add(boss, "결제"))
        await page.send("PATCH", "/api/tickets/1", {"receipt": card})
        await page.send("PATCH", "/api/tickets/2", {"receipt": card})
        house.now[0] += 2 * HOURS
        await solve(page, 1)
        house.now[0] += 2 * HOURS
        await solve(page, 2)
        await page.send("POST", "/api/tickets/3/process", {"kind": "spam"})
        by_type = await told(boss)
        assert rows(by_type, "received") == {"결제 > 카드": 2, "": 1}
        assert rows(by_type, "solved") == {"결제 > 카드": 2, "": 0}
        whole = by_type["all"]
        assert isinstance(whole, dict)
        assert (whole["received"], whole["unassigned"], whole["within"][:2]) == (3, 1, [1, 1])
        assert round(whole["average"] / HOURS, 1) == 3
        assert rows(await told(boss, of="agent"), "received") == {"김민서": 2, "": 1}
        await page.send("POST", "/api/tickets/1/process", {"kind": "reopen"})
        again = await told(boss)
        assert (rows(again, "solved")["결제 > 카드"], rows(again, "open")["결제 > 카드"]) == (1, 1)


@pytest.mark.spec("STA-02", "STA-03")
async def test_a_ticket_counts_on_the_day_on_which_it_came_or_on_which_it_was_solved(house: Web) -> None:
    await gives_up(house, "c1", "c2")
    async with house.page("supervisor") as boss:
        first = str((await told(boss))["first"])
    house.now[0] += 2 * DAY
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        await solve(page, 1)
        third = (date.fromisoformat(first) + timedelta(days=2)).isoformat()
        days = {"from": first, "to": third}
        for basis, counted in (("received", [2, 0, 0]), ("solved", [0, 0, 1])):
            figures = await told(boss, basis=basis, **days)
            spans = figures["spans"]
            assert isinstance(spans, list)
            assert [span["counts"]["received"] for span in spans] == counted, basis
        assert figures["days"] == 3
        for by in ("hour", "week", "month"):
            spans = (await told(boss, by=by, **days))["spans"]
            assert isinstance(spans, list)
            assert sum(span["counts"]["received"] for span in spans) == 2, by
        assert rows(await told(boss, of="channel", **days), "received") == {"phone": 2}
        assert rows(await told(boss, of="kind", channel="manual", **days), "received") == {}


@pytest.mark.spec("TEL-36")
async def test_talk_is_told_by_service(house: Web) -> None:
    async with talking(house):
        await house.advance(9)
        house.switch.hang_up("c1")
        await house.settle()
    async with house.page("supervisor") as boss:
        talked = rows(await told(boss, of="service", by="month"), "talk")
        assert [round(seconds) for seconds in talked.values()] == [9]


@pytest.mark.spec("STA-09")
async def test_who_comes_again_within_seven_days_is_counted(house: Web) -> None:
    asked = {"service": "support", "subject": "환불", "caller": "0311112201"}
    for later, rate in ((0.0, 0), (6.9, 1), (7.1, 0)):
        house.now[0] += later * DAY
        async with house.page("agent1") as page, house.page("supervisor") as boss:
            assert (await page.send("POST", "/api/tickets", asked)).status_code == 201
            assert (await page.send("POST", "/api/tickets", {**asked, "caller": ""})).status_code == 201
            whole = (await told(boss))["all"]
            assert isinstance(whole, dict)
            assert (whole["asked"], whole["again_rate"]) == (2, rate / 2), later


@pytest.mark.spec("STA-01", "STA-06")
async def test_only_admins_of_tickets_see_them_and_only_of_their_services(house: Web) -> None:
    await gives_up(house, "c1", "c2")
    await house.house.people.add(Person("lead", "Lee", frozenset({"supervisor"}), frozenset({"sales"})), "cordboard")
    rights = frozenset({("sales", "admin-ticket"), ("support", "agent-ticket")})
    await house.house.people.add(Person("both", "Bo", frozenset(), rights=rights), "cordboard")
    (group,) = await groups(house, ("Cards", ["agent1"]))
    people = ("agent1", "lead", "both", "supervisor")
    async with AsyncExitStack() as stack:
        page, lead, part, boss = [await stack.enter_async_context(house.page(each)) for each in people]
        assert (await page.send("GET", "/api/ticket-figures")).status_code == 403
        assert rows(await told(lead, of="service"), "received") == {}
        assert (await lead.send("GET", "/api/ticket-figures?service=support")).status_code == 404
        assert rows(await told(part, of="service"), "received") == {}  # works on tickets of support, and leads none
        await boss.send("POST", "/api/tickets/1/forward", {"group": group})
        await boss.send("POST", "/api/tickets/2/forward", {"group": group})
        assert rows(await told(boss, of="group"), "received") == {"Cards": 2}
        assert rows(await told(boss, of="agent", group=str(group + 1)), "received") == {}
        wrong = await boss.send("GET", "/api/ticket-figures?by=hour&from=2026-01-01&to=2026-03-01")
        assert (wrong.status_code, "31" in wrong.text) == (422, True)
