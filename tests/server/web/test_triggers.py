"""Triggers over HTTP: written, tried, fired; what they gave to somebody only an admin passes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from cti.plan import Person
from server.staff.post import Post
from storage.organisation import Group
from storage.triggers import Triggers
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import talk

PATH = "/api/triggers/support"


def row(field: str, op: str, value: str = "") -> dict[str, str]:
    return {"field": field, "op": op, "value": value}


def wish(*rows: dict[str, str], do: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    return {"title": "x", "blocks": [{"need": "all", "conditions": list(rows)}], "actions": do, **more}


TO_AGENT2 = wish(row("note", "contains", "refund"), do=[{"do": "assign", "to": "agent2"}])
TAGGED = {"do": "tag", "to": "x"}


async def add(page: Page, body: dict[str, Any]) -> int:
    answer = await page.send("POST", PATH, body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def a_ticket(house: Web, page: Page) -> None:
    await ready(house, page)
    await talk(house, page, "c1", "0311112222")
    await house.house.triggers.drained()


@pytest.mark.spec("TKT-01", "TKT-14", "TKT-15", "TKT-16", "TKT-34", "TKT-37")
async def test_what_a_trigger_gave_to_somebody_only_an_admin_passes_on(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page, house.page("agent2") as other:
        await add(boss, TO_AGENT2)
        await a_ticket(house, page)
        told = (await page.send("PATCH", "/api/tickets/1", {"note": "wants a refund"})).json()
        assert (told["agent"], told["state"], told["assigned_by"]) == ("agent2", "open", "trigger")
        answer = await other.send("POST", "/api/tickets/1/forward", {"agent": "agent1"})
        assert (answer.status_code, answer.json()["code"]) == (409, "ticket_by_trigger")
        many = {"ids": [1], "kind": "forward", "agent": "agent1"}
        (each,) = (await other.send("POST", "/api/tickets/batch", many)).json()["items"]
        assert (each["done"], each["code"]) == (False, "ticket_by_trigger")
        for kind in ("hold", "reopen"):  # whatever is done between, a trigger's word stays
            assert (await other.send("POST", "/api/tickets/1/process", {"kind": kind})).status_code == 200
        assert (await other.send("POST", "/api/tickets/1/forward", {"agent": "agent1"})).status_code == 409
        assert (await boss.send("POST", "/api/tickets/1/forward", {"agent": "agent1"})).json()["agent"] == "agent1"
        log = (await page.get("/api/tickets/1/firings"))["items"]
    assert [(each["title"], each["effects"][0]["to"], each["trouble"]) for each in log] == [("x", "agent2", "")]
    assert log[0]["because"][0]["conditions"][0] == {
        "condition": row("note", "contains", "refund"),
        "holds": True,
        "found": "",  # words of a note may be masked later, so the log has none
    }


@pytest.mark.spec("TKT-01", "TKT-39")
async def test_tickets_of_callers_who_gave_up_go_round_a_group(house: Web) -> None:
    group = await house.house.records.organisation.put_group(Group(0, "support", "Payments", ["agent1", "agent2"]))
    in_turn = {"do": "assign", "group": group, "share": "in_turn"}
    async with house.page("supervisor") as boss:
        await add(boss, wish(row("kind", "is", "abandoned"), do=[in_turn]))
        for call in ("c1", "c2", "c3"):
            await house.caller(call, f"03111122{call[1]}0")
            house.switch.hang_up(call)
            await house.settle()
            await house.house.triggers.drained()
        items = (await boss.get("/api/tickets"))["items"]
    assert [(each["agent"], each["group"]) for each in reversed(items)] == [
        *(("agent1", group), ("agent2", group), ("agent1", group)),
    ]


@pytest.mark.spec("TKT-17", "TKT-39")
async def test_who_takes_no_tickets_is_left_out(house: Web) -> None:
    group = await house.house.records.organisation.put_group(Group(0, "support", "Payments", ["agent1", "agent2"]))
    async with house.page("agent1") as page, house.page("supervisor") as boss:
        await page.send("PATCH", "/api/me/profile", {"takes_tickets": False})
        await add(boss, wish(row("note", "contains", "x"), do=[{"do": "assign", "group": group, "share": "in_turn"}]))
        await a_ticket(house, page)
        assert (await page.send("PATCH", "/api/tickets/1", {"note": "x"})).json()["agent"] == "agent2"


@pytest.mark.spec("TKT-35")
async def test_a_mail_and_a_comment_are_filled_in_and_leave_by_the_post(house: Web) -> None:
    async with house.page("admin") as boss, house.page("agent1") as page:
        await boss.send("PATCH", "/api/people/agent2", {"email": "two@example.org"})
        text = "From #{customer.number}, #{customer.name}"
        mail = {"do": "mail", "to": "agent2", "subject": "Ticket #{ticket.number}", "text": text}
        comment = {"do": "comment", "text": "#{customer.name}?"}
        await add(boss, wish(row("event", "is", "answered"), do=[mail, comment]))
        await a_ticket(house, page)
        await page.send("POST", "/api/tickets/1/process", {"kind": "hold"})
        events = (await page.get("/api/tickets/1/events"))["items"]
    sent = [(each.to, each.subject, each.body.strip()) for each in await house.house.post.mails.newest()]
    assert ("two@example.org", "Ticket 1", "From 0311112222, -") in sent
    assert [(each["by"], each["text"]) for each in events][-1] == ("trigger:1", "#{customer.name}?")


@pytest.mark.spec("TKT-35")
async def test_a_mail_that_does_not_leave_is_told_where_the_trigger_fired(house: Web) -> None:
    async with house.page("admin") as boss, house.page("agent1") as page:
        await boss.send("PATCH", "/api/people/agent2", {"email": "two@example.org"})
        mail = {"do": "mail", "to": "agent2", "subject": "x", "text": "x"}
        id = await add(boss, wish(row("event", "is", "answered"), do=[mail]))
        await add(boss, wish(row("event", "is", "answered"), do=[TAGGED]))
        await a_ticket(house, page)
        await page.send("POST", "/api/tickets/1/process", {"kind": "hold"})
        await house.house.triggers.drained()
        log = (await page.get("/api/tickets/1/firings"))["items"]
        assert [each["unsent"] for each in log] == [None, {"trouble": "", "next_at": None}]
    house.house = replace(house.house, settings=replace(house.house.settings, mail="smtp://127.0.0.1:1"))
    post = Post(house.house.post.mails, "smtp://127.0.0.1:1", "desk@example.org", house.house.clock)
    await post.deliver()
    async with house.page("supervisor") as boss:
        (fired,) = (await boss.get(f"{PATH}/{id}/firings"))["items"]
        assert "Connection refused" in fired["unsent"]["trouble"]
        assert fired["unsent"]["next_at"] is not None
        (sent,) = [each for each in await post.mails.newest() if each.ticket]
        await post.mails.sent(sent.id, house.now[0])
        assert (await boss.get(f"{PATH}/{id}/firings"))["items"][0]["unsent"] is None


async def test_what_could_not_be_done_stands_in_the_log_and_the_rest_is_done(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        nobody = {"do": "mail", "to": "agent5", "subject": "x", "text": "x"}
        await add(boss, wish(row("event", "is", "commented"), do=[nobody, {"do": "set_priority", "to": "high"}]))
        await a_ticket(house, page)
        told = await page.send("POST", "/api/tickets/1/process", {"kind": "comment", "text": "x"})
        assert told.json()["priority"] == "high"
        log = (await page.get("/api/tickets/1/firings"))["items"]
    assert "has an address" in log[0]["trouble"]


async def test_a_time_without_a_change_is_noticed(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await add(boss, wish(row("since_changed", "at_least", "2"), row("state", "is", "open"), do=[TAGGED]))
        await a_ticket(house, page)
        for hours in (1, 3, 5):
            house.now[0] += hours * 3600
            await house.house.triggers.look_at_times()
            fired = await Triggers(house.database).fired(ticket=1)
            assert len(fired) == (0 if hours == 1 else 1), hours
    assert await Triggers(house.database).tags(1) == {"x"}


@pytest.mark.spec("TKT-36")
async def test_a_trigger_is_tried_before_it_is_kept_and_says_which_row_holds(house: Web) -> None:
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await a_ticket(house, page)
        body = wish(row("kind", "is", "answered"), row("caller", "begins", "02"), do=[TAGGED], ticket=1)
        told = (await boss.send("POST", f"{PATH}/try", body)).json()
        assert (told["holds"], told["effects"]) == (False, [])
        assert [each["holds"] for each in told["because"][0]["conditions"]] == [True, False]
        body["blocks"][0]["need"] = "any"
        told = (await boss.send("POST", f"{PATH}/try", body)).json()
        assert (told["holds"], told["effects"][0]["to"]) == (True, "x")
        assert await Triggers(house.database).tags(1) == frozenset()
        assert (await page.send("POST", f"{PATH}/try", body)).status_code == 403


@pytest.mark.spec("TKT-38")
async def test_triggers_are_counted_ordered_switched_off_and_removed(house: Web) -> None:
    async with house.page("supervisor") as boss:
        one, two = [await add(boss, TO_AGENT2 | {"title": title}) for title in ("one", "two")]
        told = (await boss.send("PUT", f"{PATH}/order", {"ids": [two, one]})).json()
        assert ([each["title"] for each in told["items"]], told["active"]) == (["two", "one"], 2)
        await boss.send("PUT", f"{PATH}/{one}", TO_AGENT2 | {"active": False})
        assert (await boss.get(PATH))["active"] == 1
        assert (await boss.send("PUT", f"{PATH}/order", {"ids": [one]})).json()["code"] == "trigger_others"
        assert (await boss.send("DELETE", f"{PATH}/{two}")).status_code == 204
        wrong = await boss.send("POST", PATH, wish(row("moon", "is", "full"), do=[TAGGED]))
        assert (wrong.status_code, wrong.json()["values"]) == (409, {"row": "1"})
        kinds = await boss.get(f"{PATH}/kinds")
    queue = next(each for each in kinds["fields"] if each["id"] == "queue")
    assert {"id": "payments", "name": "Payments"} in queue["choices"]


@pytest.mark.spec("TKT-35")
async def test_a_mail_with_a_word_that_no_ticket_fills_is_refused_by_its_name_and_with_those_there_are(
    house: Web,
) -> None:
    mail = {"do": "mail", "to": "agent2", "subject": "#{ticket.nmber}", "text": "Hello #{customer.name}"}
    written = wish(row("event", "is", "answered"), do=[TAGGED, mail])
    async with house.page("supervisor") as boss:
        for path, more in ((PATH, {}), (f"{PATH}/try", {"ticket": 1})):
            told = await boss.send("POST", path, written | more)
            assert (told.status_code, told.json()["code"]) == (409, "trigger_place")
        values = told.json()["values"]
        assert (values["row"], values["field"], values["place"]) == ("2", "subject", "#{ticket.nmber}")
        assert values["places"].startswith("#{ticket.number}, ")
        assert "action 2: there is no placeholder #{ticket.nmber}" in told.json()["detail"]
        assert (await boss.get(PATH))["items"] == []
        places = (await boss.get(f"{PATH}/kinds"))["places"]
        right = mail | {"subject": " ".join(f"#{{{each}}}" for each in places)}
        await add(boss, wish(row("event", "is", "answered"), do=[right]))


@pytest.mark.spec("TKT-12", "TKT-34")
async def test_what_a_trigger_or_a_colleague_does_is_told_to_open_pages_of_who_may_read_it(house: Web) -> None:
    live, guest = house.house.live, Person("guest", "Guest", frozenset())
    urgent = wish(row("note", "contains", "refund"), do=[{"do": "set_priority", "to": "urgent"}])
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await add(boss, urgent | {"title": "Refunds first"})
        await a_ticket(house, page)
        reader = house.house.plan.people["supervisor"]
        async with aclosing(live.follow(reader, None)) as hers, aclosing(live.follow(guest, None)) as others:
            for messages in (hers, others):
                assert json.loads(await anext(messages))["type"] == "present"
            await page.send("PATCH", "/api/tickets/1", {"note": "wants a refund"})
            told = await told_of_ticket(hers)
            assert (told["id"], told["priority"], told["note"]) == (1, "urgent", "wants a refund")
            await page.send("POST", "/api/tickets/1/process", {"kind": "hold"})
            assert (await told_of_ticket(hers))["state"] == "held"
            await house.caller("c2")
            assert json.loads(await anext(others))["type"] == "fact"
        history = (await page.get("/api/tickets/1/events"))["items"]
        assert [(each["by"], each["trigger"]) for each in history] == [("trigger:1", "Refunds first"), ("agent1", "")]
        assert (await page.get("/api/me"))["colleagues"]["supervisor"] == reader.name


async def told_of_ticket(messages: AsyncIterator[str]) -> dict[str, Any]:
    async with asyncio.timeout(60):
        async for text in messages:
            if (message := json.loads(text))["type"] == "ticket":
                return dict(message["ticket"])
    raise AssertionError("the messages ended")
