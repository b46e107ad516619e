"""Customers erased, on request and by the rule: nothing of them can be read any more, and every figure stays."""

import sqlite3
from typing import Any

import pytest
from sqlalchemy import select, text

from cti.facts import RecordingReady, RecordingStarted
from cti.queueing import Prefer
from journal import Entry
from server.customers.work import MONTH
from storage import recordings
from storage.customers.finding import Wanted
from storage.customers.traces import OF_CALLBACKS, OF_CALLS, OF_OTHERS, OF_TICKETS, PERSONAL, SEARCHED
from storage.journal import carry_out
from storage.recordings import READY
from storage.tables import entries, metadata
from storage.vocabulary import KINDS
from tests.server.web.desk import CALLER, Page, Web
from tests.server.web.test_conduct import dismissed
from tests.server.web.test_customers import add, calls, rows
from tests.server.web.test_records import talk
from tests.server.web.test_triggers import row, wish
from tests.support.databases import KINDS as DATABASES
from ticketing.customers.words import customer_number

NUMBER, OTHER = "01011112222", "01033334444"
SECRETS = ("01011112222", "821011112222", "Hong Gildong", "hong@example.org", "wants a refund", "call him later")


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def erase(page: Page, id: int, status: int = 200) -> dict[str, Any]:
    answer = await page.send("POST", f"/api/customers/{id}/erase", {"number": customer_number(id)})
    assert answer.status_code == status, answer.text
    return dict(answer.json())


async def furnish(house: Web) -> None:
    """A customer with a talk, a call that left nothing, a callback, notes and words on a ticket; and another one."""
    await calls(house, NUMBER, OTHER)
    house.switch.arrive("menu", "+821011112222", "0700000001")
    await house.settle()
    house.switch.hang_up("menu")
    await house.settle()
    await house.caller("gave-up", NUMBER)
    house.switch.hang_up("gave-up")
    await house.settle()
    async with house.page("admin") as boss:
        await boss.send("PATCH", "/api/people/agent2", {"email": "two@example.org"})
    mail = {"do": "mail", "to": "agent2", "subject": "#{customer.name}", "text": "#{customer.number}"}
    async with house.page("supervisor") as boss:
        await boss.send("POST", "/api/triggers/support", wish(row("event", "is", "commented"), do=[mail]))
    async with house.page("agent1") as page:
        await page.send("PATCH", "/api/tickets/1", {"note": "wants a refund", "subject": "Hong Gildong"})
        await page.send("PATCH", "/api/tickets/2", {"note": "stays"})
        await add(page, 1, "name", "Hong Gildong")
        await add(page, 1, "email", "hong@example.org")
        await page.send("POST", "/api/tickets/1/process", {"kind": "comment", "text": "call him later"})
        await house.house.triggers.drained()
        await page.send("POST", "/api/customers/1/notes", {"text": "Hong Gildong wants a refund"})


async def journal(house: Web) -> list[tuple[int, float, str, str]]:
    of = entries.c
    async with house.database.reading() as connection:
        rows = await connection.execute(select(of.number, of.at, of.kind, of.subject).order_by(of.number))
        return [tuple(row) for row in rows]


async def left(house: Web) -> list[str]:
    """Of the secrets those that stand anywhere in the database; of SQLite as bytes: also in pages that are free."""
    held = _bytes_of_sqlite(house) if house.database.is_sqlite else await _rows_of_postgres(house)
    return [each for each in SECRETS if each in held]


def _bytes_of_sqlite(house: Web) -> str:
    with sqlite3.connect(house.folder / "web.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (house.folder / "web.db").read_bytes().decode(errors="replace")


async def _rows_of_postgres(house: Web) -> str:
    async with house.database.reading() as connection:
        known = await connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        rows = [await connection.scalars(text(f'SELECT row::text FROM "{name}" AS row')) for name in known]
    return "\n".join(row for each in rows for row in each)


async def test_nothing_of_an_erased_customer_can_be_read_and_the_journal_keeps_its_shape(house: Web) -> None:
    await furnish(house)
    before = await journal(house)
    assert await left(house) == list(SECRETS)
    assert "Hong Gildong" in [mail.subject for mail in await house.house.post.mails.newest()]
    async with house.page("supervisor") as page:
        ahead = await page.get("/api/customers/1/erasure")
        assert (ahead["tickets"], ahead["callbacks"], ahead["calls"]) == (2, 1, 3)
        done = await erase(page, 1)
        assert (await page.get("/api/customers/1"))["erased"] is True
        assert [each["id"] for each in await rows(page)] == [2]
        assert await rows(page, "q=Gildong") == []
        assert (await page.get("/api/tickets/1"))["caller"] == ""
        assert (await page.get("/api/tickets/2"))["note"] == "stays"
        listed = (await page.get("/api/customer-erasures"))["items"]
        assert (await erase(page, 1, 409))["code"] == "customer_erased"
    assert listed == [done]
    assert (done["by"], done["why"], done["waits"], done["done"]["calls"]) == ("supervisor", "request", 0, 3)
    assert await left(house) == []
    assert await house.house.post.mails.newest() == []
    after = await journal(house)
    assert after[: len(before)] == before
    assert [kind for _, _, kind, _ in after[len(before) :]] == ["CallbackClosed"]
    async with house.page("agent1") as page:
        await page.get("/api/calls/c0/timeline")  # can still be read


async def test_lists_tell_who_was_erased_from_who_withheld_a_number(house: Web) -> None:
    async with house.page("agent1") as page:
        await dismissed(house, page, "hostile")
        await talk(house, page, "nobody", "")
    await house.caller("gave-up", CALLER)
    house.switch.hang_up("gave-up")
    await house.settle()

    async def erased(page: Page, path: str) -> dict[str, bool]:
        return {each["call"]: each["erased"] for each in (await page.get(path))["items"]}

    async with house.page("supervisor") as page:
        lists = "/api/tickets", "/api/tickets?q=a", "/api/callbacks", "/api/incidents?mine=false"
        told = [await erased(page, path) for path in lists]
        assert not any(gone for each in told for gone in each.values())
        await erase(page, 1)
        tickets, callbacks, incidents = [await erased(page, path) for path in (lists[0], *lists[2:])]
        closed = [each["result"] for each in (await page.get(lists[2]))["items"]]
        calls = [(await page.get(f"/api/calls/{call}/timeline"))["erased"] for call in ("hostile", "nobody")]
    assert tickets == {"hostile": True, "gave-up": True, "nobody": False}
    assert closed == ["not wanted"]
    assert (callbacks, incidents, calls) == ({"gave-up": True}, {"hostile": True}, [True, False])


async def test_figures_are_the_same_after_an_erasing(house: Web) -> None:
    await furnish(house)
    async with house.page("supervisor") as page:
        before = await page.get("/api/figures")
        tickets = (await page.get("/api/tickets"))["items"]
        await erase(page, 1)
        assert await page.get("/api/figures") == before
        assert [each["id"] for each in (await page.get("/api/tickets"))["items"]] == [each["id"] for each in tickets]


async def test_the_next_call_of_the_number_is_a_new_customer_whom_nobody_knows(house: Web) -> None:
    await furnish(house)
    async with house.page("supervisor") as page:
        await erase(page, 1)
        await house.caller("again", NUMBER)
        assert (await page.get("/api/calls/again/customer"))["id"] == 0
        house.switch.hang_up("again")
        await house.settle()
        assert [each["id"] for each in await rows(page)] == [3, 2]
    known = house.core.acquaintances
    assert [bool(known.agent(Prefer.LAST_AGENT, "support", each)) for each in (NUMBER, OTHER)] == [False, True]


async def test_who_is_on_the_line_is_not_erased_and_a_wrong_number_erases_nobody(house: Web) -> None:
    await calls(house, NUMBER)
    async with house.page("supervisor") as page:
        assert (await page.send("POST", "/api/customers/1/erase", {"number": "U000002C"})).status_code == 422
        await house.caller("now", NUMBER)
        assert (await erase(page, 1, 409))["code"] == "customer_on_the_line"
        assert len(await rows(page)) == 1


async def test_merged_records_go_together(house: Web) -> None:
    await calls(house, NUMBER, OTHER)
    async with house.page("supervisor") as page:
        await page.send("POST", "/api/customers/2/merge", {"into": 1})
        await erase(page, 1)
        assert (await page.send("POST", "/api/customers/1/split", {"record": 2})).json()["code"] == "customer_erased"
        assert [each["caller"] for each in (await page.get("/api/tickets"))["items"]] == ["", ""]


async def test_evidence_and_restrictions_in_force_wait_and_go_by_themselves_later(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as chief:
        for at in range(2):
            await dismissed(house, page, f"c{at}")
        facts = (
            RecordingStarted("c1", "c1-1", "agent1", "general", "support", 90),
            RecordingReady("c1", "c1-1", 5.0, 9, "x"),
        )
        async with house.database.writing() as connection:
            for fact in facts:
                for statement in recordings.keep(Entry(9_000, house.now[0], None, fact)):
                    await connection.run_sync(carry_out, statement)
        await chief.send("PATCH", "/api/recordings/c1-1", {"locked": True, "reason": "police"})
        restricted = (await chief.get("/api/conduct/restrictions"))["items"]
        id = (await rows(chief))[0]["id"]
        done = await erase(chief, id)
        assert done["waits"] == 1 + len(restricted)
        assert all(each["caller"] == "" for each in (await chief.get("/api/incidents?mine=false"))["items"])
        await chief.send("PATCH", "/api/recordings/c1-1", {"locked": False, "reason": "done"})
    house.now[0] += 400 * 86_400
    await house.house.customers.finish_all()
    async with house.page("supervisor") as chief:
        assert (await chief.get("/api/customer-erasures"))["items"][0]["waits"] == 0
        assert (await house.house.records.recordings.get("c1-1")).state != READY  # type: ignore[union-attr]  # it is there


async def kept(house: Web) -> list[int]:
    return await house.house.records.customers.finding.find(Wanted(frozenset({"support"})), 9)


async def test_customers_go_when_their_time_is_over_unless_something_is_open(house: Web) -> None:
    await calls(house, NUMBER, OTHER)
    async with house.page("agent1") as page, house.page("supervisor") as chief:
        await page.send("PATCH", "/api/tickets/1", {"state": "solved"})
        await chief.send("PUT", "/api/customer-settings/support", {"fields": [], "months": 6})
    house.now[0] += 5.9 * MONTH
    await house.house.customers.retain()
    assert await kept(house) == [2, 1]
    house.now[0] += 0.2 * MONTH
    await house.house.customers.retain()
    assert await kept(house) == [2]
    async with house.page("supervisor") as chief:
        assert [each["why"] for each in (await chief.get("/api/customer-erasures"))["items"]] == ["retention"]


async def test_contacts_of_before_there_were_customers_are_filed(house: Web) -> None:
    await house.caller("before", NUMBER)
    house.switch.hang_up("before")
    await house.settle()
    await calls(house, "anonymous", "+821011112222")
    async with house.database.writing() as connection:
        for table in ("customer_contacts", "customer_numbers", "customers"):
            await connection.execute(metadata.tables[table].delete())
    await house.house.customers.file_all()
    await house.house.customers.file_all()
    async with house.page("supervisor") as page:
        (only,) = await rows(page)
        history = (await page.get(f"/api/customers/{only['id']}/history"))["items"]
    assert [(each["kind"], each["id"]) for each in history] == [("ticket", 3), ("callback", 1), ("ticket", 1)]


KEPT = {  # of tables that belong to a ticket, callback or call: what says nothing about the customer
    "tickets": "call kind state service queue code agent result path assigned_by channel priority",
    "ticket_events": "by step state agent",
    "ticket_flags": "flag",
    "callbacks": "call service queue code reason state assignee path assigner closed_by result",
    "survey_answers": "call question",
    "incidents": "call service queue agent category reviewed_by",
    "recordings": "id call queue service by state how sha256 reason kind",  # the sound goes, the row stays
    "quality": "call side agent",
    "customer_contacts": "kind call",
    "mask_log": "by what",
    "ticket_tags": "tag",
}


def test_every_text_of_a_ticket_a_callback_or_a_call_is_erased_or_said_to_stay() -> None:
    erased = {place.table.name: place.blank for place in (*OF_TICKETS, SEARCHED, *OF_CALLBACKS, *OF_CALLS)}
    forgotten = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        if table.name in KEPT or {"ticket", "callback", "call"} & set(table.c.keys())
        for column in table.c
        if str(column.type) in ("TEXT", "JSON")
        and table.name not in [name for name, blank in erased.items() if blank is None]
        if column.name not in (erased.get(table.name) or ()) and column.name not in KEPT.get(table.name, "").split()
    ]
    assert forgotten == []


def test_every_field_of_a_fact_that_sounds_personal_is_erased_or_said_to_stay() -> None:
    sounds = {
        "caller",
        "number",
        "name",
        "note",
        "reason",
        "values",
        "send",
        "digit",
        "digits",
        "text",
        "words",
        "title",
    }
    forgotten = [
        f"{kind}.{name}"
        for kind, fact in KINDS.items()
        for name, field in fact.__dataclass_fields__.items()
        if name in sounds and field.type is not int and field.type is not float
        if name not in (*PERSONAL.get(kind, ()), *OF_OTHERS.get(kind, ()))
    ]
    assert forgotten == []
    assert set(PERSONAL) <= set(KINDS)
