"""Customers over HTTP: made by calls, found, merged and split, never overwritten."""

from typing import Any

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import talk
from tests.support.databases import KINDS

WIDE = "".join(chr(ord(sign) + 0xFEE0) for sign in "YAMADA77")  # as Japanese keyboards write


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def rows(page: Page, query: str = "") -> list[dict[str, Any]]:
    items = (await page.get(f"/api/customers?{query}"))["items"]
    assert isinstance(items, list)
    return items


async def calls(house: Web, *numbers: str) -> None:
    """agent1 talks with each of these."""
    async with house.page("agent1") as page:
        await ready(house, page)
        for at, number in enumerate(numbers):
            await talk(house, page, f"c{at}", number)


async def add(page: Page, id: int, field: str, value: str, status: int = 200) -> dict[str, Any]:
    answer = await page.send("POST", f"/api/customers/{id}/values", {"field": field, "value": value})
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def values(card: dict[str, Any], field: str) -> list[str]:
    return [each["value"] for each in card["values"] if each["field"] == field]


@pytest.mark.spec("CUS-01", "CUS-02", "CUS-04", "TEL-23")
async def test_a_second_call_of_a_number_is_the_same_customer_however_it_is_written(house: Web) -> None:
    await calls(house, "01011112222", "+821011112222", "0700000011")
    async with house.page("supervisor") as page:
        first, second = await rows(page)
        history = (await page.get(f"/api/customers/{second['id']}/history"))["items"]
        assert (await page.get("/api/tickets/2/customer"))["customer"]["id"] == second["id"]
    assert (first["phone"], second["phone"]) == ("0700000011", "01011112222")
    assert [each["ticket"]["id"] for each in history] == [2, 1]
    told = history[0]["ticket"]
    assert (told["channel"], told["priority"], told["agent"], told["state"]) == ("phone", "normal", "agent1", "open")


@pytest.mark.spec("CUS-02")
async def test_a_withheld_or_impossible_number_is_nobodys(house: Web) -> None:
    await calls(house, "", "anonymous", "0000000000", "101")
    async with house.page("supervisor") as page:
        assert await rows(page) == []
        assert await page.get("/api/tickets/1/customer") == {"customer": None}


@pytest.mark.spec("CUS-02")
async def test_nothing_but_a_telephone_number_makes_two_records_one(house: Web) -> None:
    async with house.page("supervisor") as page, house.page("agent1") as agent:
        ids = [(await page.send("POST", "/api/customers", {"service": "support"})).json()["id"] for _ in range(2)]
        for id in ids:
            for field, value in (("name", "Kim"), ("email", "kim@example.org"), ("login", "kim"), ("user_key", "k1")):
                await add(page, id, field, value)
        await agent.send("POST", "/api/tickets", {"service": "support", "subject": "by hand"})
        assert await agent.get("/api/tickets/1/customer") == {"customer": None}
        assert {each["id"] for each in await rows(page)} == set(ids)


async def test_a_caller_who_gives_up_has_ticket_and_callback_in_one_history(house: Web) -> None:
    await house.caller("c1", "01011112222")
    house.switch.hang_up("c1")
    await house.settle()
    async with house.page("supervisor") as page:
        history = (await page.get("/api/customers/1/history"))["items"]
    assert {each["kind"] for each in history} == {"ticket", "callback"}


@pytest.mark.spec("CB-03")
async def test_a_callback_that_somebody_else_is_to_make_is_not_in_the_history_that_an_agent_sees(house: Web) -> None:
    await house.caller("c1", "01011112222")
    house.switch.hang_up("c1")
    await house.settle()
    async with house.page("supervisor") as boss, house.page("agent1") as one, house.page("agent2") as other:
        await boss.send("POST", "/api/callbacks/assign", {"callbacks": [1], "agents": ["agent1"], "how": "manual"})
        for page, kinds in ((one, {"ticket", "callback"}), (other, {"ticket"})):
            history = (await page.get("/api/customers/1/history"))["items"]
            assert {each["kind"] for each in history} == kinds


async def test_who_rings_is_known_by_name_with_what_was_last(house: Web) -> None:
    await calls(house, "01011112222")
    async with house.page("agent1") as page:
        await add(page, 1, "name", "홍길동")
        await page.send("PUT", "/api/me/state", {"state": "ready"})
        await house.caller("c9", "+82 10-1111-2222")
        met = await page.get("/api/calls/c9/customer")
    assert (met["name"], met["id"], [each["id"] for each in met["contacts"]]) == ("홍길동", 1, [1])
    async with house.page("agent2") as other:
        assert (await other.send("GET", "/api/calls/c9/customer")).status_code == 404


@pytest.mark.spec("CUS-10", "CUS-14")
async def test_values_are_added_and_never_overwritten(house: Web) -> None:
    await calls(house, "01011112222", "01033334444")
    async with house.page("agent1") as page:
        await add(page, 1, "email", "kim@example.org")
        await add(page, 1, "email", "kim@example.org")
        card = await add(page, 1, "email", "kim2@example.org")
        assert values(card, "email") == ["kim@example.org", "kim2@example.org"]
        assert (await add(page, 1, "email", "nonsense", 409))["code"] == "customer_value"
        taken = await add(page, 1, "phone", "010-3333-4444", 409)
        assert (taken["code"], taken["other"]) == ("customer_number_taken", 2)
        assert (await add(page, 1, "phone", "12", 422))["code"] == "customer_phone"
        await add(page, 1, "phone", "02-123-4567")
    await house.caller("c7", "+8221234567")
    async with house.page("supervisor") as page:
        assert (await page.get("/api/calls/c7/customer"))["id"] == 1
        gone = card["values"][0]["id"]
        left = (await page.send("POST", "/api/customers/1/values/remove", {"value": gone})).json()
    assert values(left, "email") == ["kim2@example.org"]
    assert "kim@example.org" not in str(left)


@pytest.mark.spec("CUS-07", "CUS-11", "CUS-12", "CUS-14")
async def test_a_merge_adds_and_keeps_both_histories_and_can_be_undone_without_a_trace(house: Web) -> None:
    await calls(house, "01011112222", "01033334444", "01055556666")
    async with house.page("agent1") as page:
        for id, mail in ((1, "a@example.org"), (2, "b@example.org"), (3, "c@example.org")):
            await add(page, id, "email", mail)
        before = [await page.get(f"/api/customers/{id}") for id in (1, 2, 3)]
        await page.send("POST", "/api/customers/1/merge", {"into": 2})
        both = (await page.send("POST", "/api/customers/2/merge", {"into": 3})).json()
        assert values(both, "email") == ["c@example.org", "a@example.org", "b@example.org"]
        assert [each["id"] for each in (await page.get("/api/customers/1/history"))["items"]] == [3, 2, 1]
        assert (await page.get("/api/customers/1"))["id"] == 3
        again = await page.send("POST", "/api/customers/1/merge", {"into": 3})
        assert again.json()["code"] == "customer_same"
        await page.send("POST", "/api/customers/3/split", {"record": 2})
        assert [each["id"] for each in (await page.get("/api/customers/2/history"))["items"]] == [2, 1]
        await page.send("POST", "/api/customers/2/split", {"record": 1})
        after = [await page.get(f"/api/customers/{id}") for id in (1, 2, 3)]
        done = await page.send("POST", "/api/customers/1/split", {"record": 1})
        assert done.json()["code"] == "customer_not_merged"
    logged = [each.pop("events") for each in (*before, *after)]
    assert before == after
    assert [each["what"] for each in logged[4]] == ["added", "took", "merged", "split", "let go"]
    await house.caller("c8", "01011112222")
    async with house.page("supervisor") as page:
        assert (await page.get("/api/calls/c8/customer"))["id"] == 1


@pytest.mark.spec("CUS-03", "CUS-06", "SEC-10")
async def test_customers_are_found_by_each_criterion_and_shown_with_stars(house: Web) -> None:
    await calls(house, "01011112222", "01033334444", "0312345678")
    async with house.page("supervisor") as page:
        wish = {"fields": [{"key": "plan", "label": "요금제", "kind": "choice", "choices": ["gold"]}], "months": 0}
        assert (await page.send("PUT", "/api/customer-settings/support", wish)).status_code == 200
        for field, value in (("name", "홍 길동"), ("email", "Gil.Dong@example.org"), ("plan", "gold")):
            await add(page, 1, field, value)
        await add(page, 2, "name", "山田太郎")
        await add(page, 2, "login", WIDE)
        await add(page, 2, "user_key", "key-9931")
        await add(page, 3, "name", "Dimitri!")
        for query, ids in {
            "q=길동": [1],
            "q=홍": [1],
            "q=田太": [2],
            "q=yamada": [2],
            "q=1111-2222": [1],
            "q=%2B82103333": [2],
            "q=031": [3],
            "q=gold": [1],
            "q=dong@": [1],
            "q=길동 2222": [1],
            "q=길동 4444": [],
            "q=U000003D": [3],
            "number=3": [3],
            "name=dimitri": [3],
            "email=gil.dong": [1],
            "login=yamada77": [2],
            "user_key=9931": [2],
            "phone=0103333": [2],
            "phone=5678": [3],
            "q=9999": [],
        }.items():
            assert [each["id"] for each in await rows(page, query)] == ids, query
        listed = {each["id"]: (each["name"], each["email"]) for each in await rows(page)}
    assert listed == {1: ("홍**동", "Gi****@example.org"), 2: ("山**郎", ""), 3: ("D******!", "")}


async def test_lists_go_on_by_cursor_the_last_contact_first(house: Web) -> None:
    await calls(house, *(f"0101111000{at}" for at in range(5)), "01011110001")
    async with house.page("supervisor") as page:
        first = await page.get("/api/customers?limit=2")
        rest = await page.get(f"/api/customers?limit=9&cursor={first['next']}")
    assert [each["id"] for each in (*first["items"], *rest["items"])] == [2, 5, 4, 3, 1]


@pytest.mark.spec("CUS-15")
async def test_agents_look_for_somebody_and_only_admins_see_the_list(house: Web) -> None:
    await calls(house, "01011112222")
    async with house.page("agent1") as page:
        assert await rows(page) == []
        assert len(await rows(page, "phone=2222")) == 1
        assert (await page.send("POST", "/api/customers", {"service": "support"})).status_code == 403


async def test_those_who_may_be_the_same_are_told_with_the_reason(house: Web) -> None:
    await calls(house, "01011112222", "01033334444", "01055556666")
    async with house.page("agent1") as page:
        await add(page, 1, "name", "Kim Min")
        await add(page, 2, "name", "KIM MIN")
        same = await page.get("/api/customers/1/candidates")
    assert ([each["id"] for each in same["items"]], same["why"]) == ([2], ["name"])


@pytest.mark.spec("CUS-22", "ORG-15")
async def test_a_service_without_the_function_makes_and_shows_no_customers_and_asks_nobody_about_them(
    house: Web,
) -> None:
    plan = house.house.plan
    async with house.page("agent1") as agent:
        assert "support" in [each["service"] for each in (await agent.get("/api/customer-apis"))["items"]]
    async with house.page("owner") as page:
        functions = sorted(plan.services["support"].functions - {"customers"})
        changed = await page.send("PUT", "/api/services/support/contract", {"functions": functions})
        assert changed.status_code == 200, changed.text
    await calls(house, "01011112222")
    async with house.page("supervisor") as page:
        assert await rows(page) == []
        assert await page.get("/api/tickets/1/customer") == {"customer": None}
        assert "support" not in [each["service"] for each in (await page.get("/api/customer-apis"))["items"]]


@pytest.mark.spec("CUS-07")
async def test_a_ticket_is_about_somebody_else_than_its_number_says_or_about_somebody_without_one(house: Web) -> None:
    await calls(house, "01011112222", "anonymous")
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        other = (await boss.send("POST", "/api/customers", {"service": "support"})).json()["id"]
        for ticket in (1, 2):
            given = await page.send("PUT", f"/api/tickets/{ticket}/customer", {"customer": other})
            assert given.json()["customer"]["id"] == other
        assert [each["id"] for each in (await page.get(f"/api/customers/{other}/history"))["items"]] == [2, 1]
        assert (await page.get("/api/customers/1/history"))["items"] == []
        await page.send("PUT", "/api/tickets/1/customer", {"customer": 1})
        assert [each["id"] for each in (await page.get("/api/customers/1/history"))["items"]] == [1]
