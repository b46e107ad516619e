"""Categories and fields: who keeps them, what tickets ask by them, and what becomes of the answers."""

from typing import Any

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import ids, talk


async def add(page: Page, name: str, parent: int = 0, tree: str = "receipt") -> int:
    wish = {"service": "support", "tree": tree, "parent": parent, "name": name}
    made = await page.send("POST", "/api/ticket-categories", wish)
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


async def ask(page: Page, name: str, kind: str, **more: object) -> int:
    wish = {"service": "support", "name": name, "kind": kind, **more}
    made = await page.send("POST", "/api/ticket-fields", wish)
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


async def tree(page: Page) -> list[tuple[str, int]]:
    items = (await page.get("/api/ticket-categories?service=support"))["items"]
    return [(each["name"], each["parent"]) for each in items]


async def fields(page: Page, id: int) -> dict[str, Any]:
    return {each["name"]: each["value"] for each in (await page.get(f"/api/tickets/{id}/fields"))["items"]}


@pytest.mark.spec("TKT-31", "TKT-32", "ISS-06")
async def test_a_tree_is_built_renamed_moved_ordered_and_hidden_by_who_leads(house: Web) -> None:
    async with house.page("supervisor") as page:
        payments, returns = await add(page, "결제"), await add(page, "반품")
        card = await add(page, "Card", payments)
        await page.send("PATCH", f"/api/ticket-categories/{card}", {"name": "카드"})
        await page.send("PATCH", f"/api/ticket-categories/{returns}", {"place": 0})
        assert await tree(page) == [("반품", 0), ("결제", 0), ("카드", payments)]
        moved = await page.send("PATCH", f"/api/ticket-categories/{card}", {"parent": returns, "active": False})
        assert moved.json()["active"] is False
        assert await tree(page) == [("반품", 0), ("카드", returns), ("결제", 0)]
        looped = await page.send("PATCH", f"/api/ticket-categories/{returns}", {"parent": card})
        assert looped.json()["code"] == "category_loop"
    async with house.page("agent1") as agent:
        assert ("카드", returns) in await tree(agent)  # hidden from the help centre only
        told = {"service": "support", "subject": "x", "receipt": card}
        assert (await agent.send("POST", "/api/tickets", told)).json()["receipt"] == card
        assert (await agent.send("PATCH", "/api/tickets/1", {"receipt": 0})).json()["receipt"] == 0
        assert (await agent.send("PATCH", "/api/tickets/1", {"receipt": card})).json()["receipt"] == card
        assert card in [each["id"] for each in (await agent.get("/api/ticket-choices"))["categories"]]
        assert (await agent.send("PATCH", f"/api/ticket-categories/{card}", {"name": "x"})).status_code == 403


@pytest.mark.spec("TKT-31", "TKT-53", "TKT-09", "TKT-10")
async def test_an_agent_chooses_categories_and_the_history_and_the_search_know_it(house: Web) -> None:
    async with house.page("supervisor") as page:
        payments = await add(page, "결제")
        card = await add(page, "카드", payments)
        done = await add(page, "환불", tree="processing")
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        await page.send("PATCH", "/api/tickets/1", {"receipt": card, "processing": done, "priority": "high"})
        wrong = await page.send("PATCH", "/api/tickets/1", {"receipt": done})
        assert wrong.json()["code"] == "category_unknown"
        assert await ids(page, f"receipt={payments}") == [1]
        assert await ids(page, f"processing={done}&priority=high") == [1]
        assert await ids(page, f"processing={payments}") == []
        (event,) = (await page.get("/api/tickets/1/events"))["items"]
        assert (event["step"], event["changes"][0]) == (
            "change",
            {"what": "receipt", "before": "", "after": "결제 > 카드"},
        )
    async with house.page("supervisor") as page:
        assert (await page.send("DELETE", f"/api/ticket-categories/{card}")).json()["code"] == "category_used"


@pytest.mark.spec("TKT-40", "TKT-41", "TKT-42", "TKT-44", "TKT-46", "ISS-09")
async def test_fields_are_asked_by_receipt_type_and_must_be_filled_in_before_a_ticket_is_solved(house: Web) -> None:
    async with house.page("supervisor") as page:
        payments = await add(page, "결제")
        consent = await ask(page, "동의", "consent")
        account = await ask(page, "계좌번호", "text", category=payments, required=True, example="123-1234")
        await ask(page, "Bank", "choice", options=["KB", "NH"], phone_only=True)
        order = {"service": "support", "audience": "agent", "ids": [consent, account]}
        assert (await page.send("PUT", "/api/ticket-fields/order", order)).json()["code"] == "fields_changed"
        second = await page.send("POST", "/api/ticket-fields", {"service": "support", "name": "x", "kind": "consent"})
        assert second.json()["code"] == "field_one_consent"
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        assert await fields(page, 1) == {"Bank": None, "동의": None}
        await page.send("PATCH", "/api/tickets/1", {"receipt": payments})
        assert list(await fields(page, 1)) == ["계좌번호", "Bank", "동의"]
        early = await page.send("POST", "/api/tickets/1/process", {"kind": "solve"})
        assert (early.json()["code"], early.json()["values"]) == ("ticket_fields_missing", {"fields": "계좌번호"})
        await page.send("PATCH", "/api/tickets/1", {"values": {str(account): "110-22-3333"}})
        assert (await fields(page, 1))["계좌번호"] == "110-22-3333"
        assert await ids(page, "q=22-33") == [1]
        wrong = await page.send("PATCH", "/api/tickets/1", {"values": {str(account): 5}})
        assert wrong.json()["code"] == "field_value"
        assert (await page.send("POST", "/api/tickets/1/process", {"kind": "solve"})).json()["state"] == "solved"
    async with house.page("supervisor") as page:
        kind = {"service": "support", "name": "x", "kind": "number"}
        assert (await page.send("PUT", f"/api/ticket-fields/{account}", kind)).json()["code"] == "field_kind_stays"
        await page.send("DELETE", f"/api/ticket-fields/{account}")
        assert list(await fields(page, 1)) == ["Bank", "동의"]


async def test_what_one_can_choose_is_told_of_ones_own_services_only(house: Web) -> None:
    async with house.page("admin") as page:
        wish = {"service": "sales", "tree": "receipt", "name": "주문"}
        assert (await page.send("POST", "/api/ticket-categories", wish)).status_code == 201
        await add(page, "결제")
    async with house.page("agent1") as page:
        told = await page.get("/api/ticket-choices")
        assert [each["id"] for each in told["services"]] == ["support"]
        assert [each["name"] for each in told["categories"]] == ["결제"]
        assert "agent1" in [each["id"] for each in told["people"]["support"]]
        assert (await page.send("GET", "/api/ticket-categories?service=sales")).status_code == 403


@pytest.mark.spec("CUS-08", "CUS-09", "CUS-10")
async def test_fields_are_filled_from_the_customer_and_what_is_written_is_added_there(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        more = {"audience": "customer", "required": True}
        mail = await ask(boss, "Address", "text", known_as="email", **more)
        await ask(boss, "Name of the caller", "text", known_as="name", **more)
        wish = {"service": "support", "name": "x", "kind": "text", "known_as": "shoe"}
        assert (await boss.send("POST", "/api/ticket-fields", wish)).json()["code"] == "field_of_nobody"
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        await page.send("POST", "/api/customers/1/values", {"field": "name", "value": "홍길동"})
        told = {each["name"]: (each["value"], each["filled"]) for each in await told_of(page, 1)}
        assert told == {"Address": (None, False), "Name of the caller": ("홍길동", True)}
        assert (await solve(page)) == (409, {"fields": "Address"})
        half = await page.send("PATCH", "/api/tickets/1", {"values": {mail: "hong@"}})
        assert (half.status_code, half.json()["code"]) == (409, "customer_value")
        await page.send("PATCH", "/api/tickets/1", {"values": {mail: "hong@example.org"}})
        known = (await page.get("/api/customers/1"))["values"]
        assert ("email", "hong@example.org") in {(each["field"], each["value"]) for each in known}
        assert (await solve(page)) == (200, {})
        assert [each["filled"] for each in await told_of(page, 1)] == [False, False]  # kept with the ticket now
        assert await ids(page, "q=홍길동") == [1]


async def told_of(page: Page, id: int) -> list[dict[str, Any]]:
    items = (await page.get(f"/api/tickets/{id}/fields"))["items"]
    assert isinstance(items, list)
    return items


async def solve(page: Page) -> tuple[int, dict[str, str]]:
    answer = await page.send("POST", "/api/tickets/1/process", {"kind": "solve"})
    return answer.status_code, answer.json().get("values", {})
