"""Many tickets at once, groups, the spam box, tickets made by hand, and matters handed to an issue service."""

from typing import Any

import pytest

from storage.organisation import Group
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import ids, talk


async def gives_up(house: Web, *calls: str) -> None:
    for call in calls:
        await house.caller(call, f"03111122{call[1:]:0>2}")
        house.switch.hang_up(call)
        await house.settle()


async def steps(page: Page, id: int) -> list[tuple[str, str, str]]:
    done = (await page.get(f"/api/tickets/{id}/events"))["items"]
    assert isinstance(done, list)
    return [(each["step"], each["state"], each["text"]) for each in done]


async def groups(house: Web, *wanted: tuple[str, list[str]]) -> list[int]:
    put = house.house.records.organisation.put_group
    return [await put(Group(0, "support", name, members)) for name, members in wanted]


async def open_issue_service(house: Web, person: str) -> None:
    new = {"id": "repairs", "name": "Repairs", "kind": "issue", "functions": ["ticket"]}
    async with house.page("owner") as owner:
        assert (await owner.send("POST", "/api/services", new)).status_code == 201
        made = await house.house.records.organisation.put_group(Group(0, "repairs", "Bench", [person]))
        rights = {"rights": ["agent-ticket"], "groups": [made]}
        given = await owner.send("PUT", f"/api/people/{person}/rights/repairs", rights)
        assert given.status_code == 200, given.text


@pytest.mark.spec("TKT-23")
async def test_of_a_batch_each_ticket_is_done_or_refused_on_its_own(house: Web) -> None:
    await gives_up(house, "c1", "c2")
    async with house.page("agent1") as page:
        await page.send("POST", "/api/tickets/1/fetch")
        wish = {"ids": [1, 2, 99, 1], "kind": "solve", "text": "전화로 해결"}
        results = (await page.send("POST", "/api/tickets/batch", wish)).json()["items"]
        assert [(each["id"], each["done"], each["code"]) for each in results] == [
            (1, True, ""),
            (2, False, "ticket_not_now"),
            (99, False, "ticket_gone"),
        ]
        assert (await steps(page, 1))[-1] == ("solve", "solved", "전화로 해결")
        assert await ids(page, "q=전화로") == [1]  # what is said with it is found


@pytest.mark.spec("TKT-18", "TKT-21")
async def test_what_is_solved_internally_needs_no_fields_and_nobody_is_written_to(house: Web) -> None:
    await gives_up(house, "c1")
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        field = {"service": "support", "name": "Account", "kind": "text", "required": True}
        assert (await boss.send("POST", "/api/ticket-fields", field)).status_code == 201
        await page.send("POST", "/api/tickets/1/fetch")
        await boss.send("POST", "/api/customers/1/values", {"field": "email", "value": "kim@example.org"})
        solved = await page.send("POST", "/api/tickets/1/process", {"kind": "solve", "text": "refunded"})
        assert solved.json()["code"] == "ticket_fields_missing"
        done = await page.send("POST", "/api/tickets/1/process", {"kind": "internal_solve", "text": "a test call"})
        assert done.json()["state"] == "solved"
    assert await house.house.post.mails.newest() == []


@pytest.mark.spec("TKT-13", "TKT-05")
async def test_who_belongs_to_several_groups_chooses_one_when_fetching(house: Web) -> None:
    await gives_up(house, "c1", "c2")
    payments, _ = await groups(house, ("Payments", ["agent1"]), ("Returns", ["agent1", "agent2"]))
    async with house.page("agent1") as page:
        asked = await page.send("POST", "/api/tickets/1/fetch")
        assert (asked.status_code, asked.json()["code"]) == (409, "ticket_which_group")
        assert (await page.send("POST", "/api/tickets/1/fetch", {"group": payments})).json()["group"] == payments
        other = await page.send("POST", "/api/tickets/2/fetch", {"group": 99})
        assert other.json()["code"] == "ticket_other_group"
        assert await ids(page, "view=groups") == [1]
    async with house.page("agent2") as page:
        assert await ids(page, "view=groups") == []
        assert (await page.send("POST", "/api/tickets/2/fetch")).json()["agent"] == "agent2"  # one group, no question


@pytest.mark.spec("TKT-15")
async def test_a_ticket_is_passed_to_a_group_whose_people_fetch_it(house: Web) -> None:
    await gives_up(house, "c1")
    (returns,) = await groups(house, ("Returns", ["agent2"]))
    async with house.page("agent1") as page:
        await page.send("POST", "/api/tickets/1/fetch")
        assert (await page.send("POST", "/api/tickets/1/forward", {})).json()["code"] == "ticket_no_group"
        given = (await page.send("POST", "/api/tickets/1/forward", {"group": returns})).json()
    assert (given["state"], given["agent"], given["group"]) == ("unassigned", "", returns)
    async with house.page("agent2") as page:
        assert await ids(page, "view=groups") == [1]
        assert (await page.send("POST", "/api/tickets/1/fetch")).json()["group"] == returns


@pytest.mark.spec("TKT-05")
async def test_spam_is_in_no_list_but_its_box_and_comes_out_again(house: Web) -> None:
    await gives_up(house, "c1", "c2")
    async with house.page("agent1") as page:
        await page.send("POST", "/api/tickets/1/process", {"kind": "spam"})
        assert (await ids(page, "view=all"), await ids(page, "view=spam")) == ([2], [1])
        assert (await page.get("/api/tickets/counts"))["unassigned"] == 1
        await page.send("POST", "/api/tickets/1/process", {"kind": "restore"})
        assert await ids(page, "view=unassigned") == [2, 1]


@pytest.mark.spec("TKT-25", "TKT-02", "TKT-16")
async def test_a_ticket_made_by_hand_belongs_to_its_maker_and_tells_where_it_came_from(house: Web) -> None:
    await gives_up(house, "c1")
    async with house.page("agent1") as page:
        wish = {"service": "support", "subject": "추가 문의", "note": "메일로 답변", "after": 1, "caller": "0311112222"}
        made = await page.send("POST", "/api/tickets", wish)
        new = made.json()
        assert (made.status_code, new["channel"], new["state"], new["agent"]) == (201, "manual", "open", "agent1")
        assert (new["after"], new["id"]) == (1, 2)
        assert await ids(page, "q=추가 메일로&channel=manual") == [2]
        assert await ids(page, f"name={new['name']}") == [2]
        elsewhere = await page.send("POST", "/api/tickets", {"service": "nowhere", "subject": "x"})
        assert elsewhere.status_code == 403


@pytest.mark.spec("TKT-27", "TKT-28", "TKT-29", "TKT-30", "ISS-12", "ISS-23")
@pytest.mark.parametrize("kind", ["hold", "solve", "internal_solve"])
async def test_a_matter_handed_to_an_issue_service_comes_back_with_its_answer(house: Web, kind: str) -> None:
    await open_issue_service(house, "agent2")
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        wish = {"service": "support", "text": "x"}
        assert (await page.send("POST", "/api/tickets/1/transfer", wish)).json()["code"] == "ticket_no_issue_service"
        wish = {"service": "repairs", "subject": "화면이 깜빡임", "text": "부품이 있습니까?"}
        assert (await page.send("POST", "/api/tickets/1/transfer", wish)).json()["state"] == "transferred"
        assert (await page.send("GET", "/api/tickets/2")).status_code == 404
    async with house.page("agent2") as issue:
        there = await issue.get("/api/tickets/2")
        assert (there["service"], there["channel"], there["state"]) == ("repairs", "transfer", "unassigned")
        assert (there["subject"], there["note"], there["after"]) == ("화면이 깜빡임", "부품이 있습니까?", 1)
        await issue.send("POST", "/api/tickets/2/fetch")
        await issue.send("POST", "/api/tickets/2/process", {"kind": kind, "text": "내일 도착합니다"})
    async with house.page("agent1") as page:
        assert (await page.get("/api/tickets/1"))["state"] == "replied"
        assert (await steps(page, 1))[-1] == ("answer", "replied", "내일 도착합니다")
        await page.send("POST", "/api/tickets/1/process", {"kind": "solve"})
    async with house.page("agent2") as issue:
        again = {"kind": "reopen"} if kind != "hold" else {"kind": "comment"}
        await issue.send("POST", "/api/tickets/2/process", again)
        await issue.send("POST", "/api/tickets/2/process", {"kind": "solve", "text": "더 있음"})
    async with house.page("agent1") as page:  # what is solved meanwhile stays solved, and the answer is there
        assert (await steps(page, 1))[-1] == ("comment", "solved", "더 있음")


@pytest.mark.spec("TKT-29", "TKT-43", "ISS-06")
async def test_an_issue_service_asks_its_own_customer_fields_by_receipt_type_when_a_matter_is_handed_over(
    house: Web,
) -> None:
    await open_issue_service(house, "agent2")
    async with house.page("owner") as owner:
        rights = {"rights": ["admin-ticket"], "groups": []}
        given = await owner.send("PUT", "/api/people/supervisor/rights/repairs", rights)
        assert given.status_code == 200, given.text
    async with house.page("supervisor") as boss:
        wish = {"service": "repairs", "tree": "receipt", "name": "Broken"}
        broken = (await boss.send("POST", "/api/ticket-categories", wish)).json()["id"]
        base = {"service": "repairs", "kind": "text", "category": broken, "audience": "customer"}
        made = await boss.send("POST", "/api/ticket-fields", base | {"name": "Serial number", "required": True})
        serial = made.json()["id"]
        await boss.send("POST", "/api/ticket-fields", base | {"name": "Bench", "audience": "agent"})
        await boss.send("POST", "/api/ticket-fields", base | {"name": "Called from", "phone_only": True})
    async with house.page("agent1") as page:
        await ready(house, page)
        await talk(house, page, "c1", "0311112222")
        there = "/api/tickets/1/transfer-fields?service=repairs"
        assert (await page.get(there))["items"] == []
        assert [each["name"] for each in (await page.get(f"{there}&receipt={broken}"))["items"]] == ["Serial number"]
        matter: dict[str, Any] = {"service": "repairs", "text": "부품 문의", "receipt": broken, "values": {}}
        refused = await page.send("POST", "/api/tickets/1/transfer", matter)
        assert (refused.json()["code"], refused.json()["values"]) == (
            *("ticket_fields_missing", {"fields": "Serial number"}),
        )
        assert (await page.get("/api/tickets/1"))["state"] == "open"
        matter["values"] = {serial: "SN-4711"}
        assert (await page.send("POST", "/api/tickets/1/transfer", matter)).json()["state"] == "transferred"
    async with house.page("agent2") as issue:
        asked = (await issue.get("/api/tickets/2/fields"))["items"]
        assert {each["name"]: each["value"] for each in asked} == {"Serial number": "SN-4711", "Bench": None}
        assert await ids(issue, "q=4711") == [2]


@pytest.mark.spec("TKT-26")
async def test_a_ticket_is_made_for_somebody_of_a_group_with_a_receipt_type(house: Web) -> None:
    payments, returns = await groups(house, ("Payments", ["agent2"]), ("Returns", ["agent1"]))
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        category = {"service": "support", "tree": "receipt", "name": "환불"}
        receipt = (await boss.send("POST", "/api/ticket-categories", category)).json()["id"]
        wish = {"service": "support", "subject": "환불 문의", "agent": "agent2", "group": payments, "receipt": receipt}
        made = (await page.send("POST", "/api/tickets", wish)).json()
        assert {key: made[key] for key in ("agent", "group", "receipt", "state")} == {
            "agent": "agent2",
            "group": payments,
            "receipt": receipt,
            "state": "open",
        }
        for wrong, code in (
            ({"group": returns}, "ticket_other_group"),
            ({"agent": "nobody"}, "ticket_no_taker"),
            ({"receipt": 99}, "category_unknown"),
        ):
            answer = await page.send("POST", "/api/tickets", {**wish, **wrong})
            assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert await ids(page, "") == [1]
