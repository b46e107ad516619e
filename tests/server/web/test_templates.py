"""Answer templates over HTTP."""

from typing import Any

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import talk
from tests.server.web.test_ticket_setup import add as add_category

BANK = {
    "service": "support",
    "folder": "Money",
    "title": "Bank transfer",
    "code": "bank",
    "body": "Ticket #{ticket.number}: dear #[customer.name], #{customer.email}, #{agent.name} of #{service.name}",
}


async def add(page: Page, **over: object) -> dict[str, Any]:
    answer = await page.send("POST", "/api/templates", BANK | over)
    return {"status": answer.status_code, **answer.json()}


@pytest.mark.spec("TKT-47", "TKT-48")
async def test_a_template_is_filled_in_for_a_ticket_and_what_is_missing_is_told(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        made = await add(boss)
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        await house.house.records.customers.changing.add_value(1, "email", "lee@example.org", "agent1")
        told = (await page.send("POST", f"/api/tickets/1/templates/{made['id']}")).json()
        listed = await page.get("/api/templates")
    name = house.house.plan.people["agent1"].name
    service = house.house.plan.services["support"].name
    assert told == {
        "text": f"Ticket 1: dear #[customer.name], lee@example.org, {name} of {service}",
        "missing": ["#[customer.name]"],
    }
    assert [(each["code"], each["may_change"]) for each in listed["items"]] == [("bank", False)]
    assert "customer.number" in listed["places"]


@pytest.mark.spec("TKT-26", "TKT-48")
async def test_a_template_is_filled_in_for_a_new_ticket_and_its_number_when_it_is_made(house: Web) -> None:
    new = {"service": "support", "subject": "A loan", "caller": "0311112222"}
    body = "#{ticket.subject} from #{customer.number} (#{customer.name}), #[ticket.number], #{agent.name}"
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        made = await add(boss, body=body)
        told = (await page.send("POST", f"/api/templates/{made['id']}/fill", new)).json()
        name = house.house.plan.people["agent1"].name
        assert told["missing"] == ["#{customer.name}"]
        assert told["text"] == f"A loan from 0311112222 (#{{customer.name}}), #{{ticket.number}}, {name}"
        ticket = (await page.send("POST", "/api/tickets", new | {"note": told["text"], "fill": True})).json()
        plain = (await page.send("POST", "/api/tickets", new | {"note": told["text"]})).json()
        assert (await page.send("POST", f"/api/templates/{made['id']}/fill", {"service": "x"})).status_code == 404
    assert f"), {ticket['id']}, {name}" in ticket["note"]
    assert plain["note"] == told["text"]


@pytest.mark.spec("TKT-48")
async def test_codes_are_one_word_and_unlike_and_placeholders_exist(house: Web) -> None:
    async with house.page("supervisor") as boss:
        first = await add(boss)
        assert (await add(boss))["code"] == "template_taken"
        assert (await add(boss, code="two words"))["code"] == "template_code"
        assert (await add(boss, code="x", body="#{customer.shoe}"))["values"]["place"] == "#{customer.shoe}"
        assert (await add(boss, service="nowhere"))["status"] == 404
        changed = await boss.send("PUT", f"/api/templates/{first['id']}", BANK | {"title": "Bank"})
        assert changed.json()["title"] == "Bank"
        assert (await boss.send("DELETE", f"/api/templates/{first['id']}")).status_code == 204
        assert (await boss.send("DELETE", f"/api/templates/{first['id']}")).status_code == 404


async def test_a_template_of_another_service_is_neither_seen_nor_used(house: Web) -> None:
    async with house.page("admin") as boss, house.page("agent1") as page:
        sales = await add(boss, service="sales")
        both = await add(boss, service="", code="hello")
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        assert (await page.send("POST", f"/api/tickets/1/templates/{sales['id']}")).status_code == 404
        assert (await page.send("POST", f"/api/tickets/1/templates/{both['id']}")).status_code == 200
        mine = house.house.plan.people["agent1"].services
        seen = (await page.get("/api/templates"))["items"]
    assert {each["service"] for each in seen} <= {"", *mine}


@pytest.mark.spec("TKT-48", "TKT-49")
async def test_a_template_is_linked_to_a_processing_type_of_its_service_until_the_type_is_gone(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        made = await add(boss)
        refund, receipt = await add_category(boss, "Refund", tree="processing"), await add_category(boss, "Bank")
        path, linked = f"/api/templates/{made['id']}", BANK | {"processing": refund}
        assert (await boss.send("PUT", path, linked)).json()["processing"] == refund
        assert [each["processing"] for each in (await page.get("/api/templates"))["items"]] == [refund]
        for wrong in ({"processing": receipt}, {"processing": 99}, {"processing": refund, "service": "sales"}):
            assert (await boss.send("PUT", path, BANK | wrong)).status_code in (404, 409)
        assert (await boss.send("PUT", path, BANK | {"processing": receipt})).json()["code"] == "template_link"
        assert (await boss.send("DELETE", f"/api/ticket-categories/{refund}")).status_code == 204
        assert [each["processing"] for each in (await page.get("/api/templates"))["items"]] == [0]
