"""Callbacks over HTTP: who sees them, who is given them, who calls, and what is counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from cti.plan import Person
from cti.rights import Right, completed
from storage.organisation import Group
from tests.server.web.desk import Page, Web
from ticketing.commands import AskCallback
from ticketing.facts import CallbackReason

R = Right
CARD = ("Payments", "Card")


async def owed(house: Web, most: int = 4, service: str = "support") -> list[int]:
    """So many callbacks that nobody has, to a number each."""
    first = house.core.book.next_callback
    for at in range(first, first + most):
        ask = AskCallback(f"c{at}", service, "general", f"0101111000{at}", CallbackReason.ASKED, CARD[: at % 3])
        await house.core.ask(ask)
    return list(range(first, first + most))


@asynccontextmanager
async def who(house: Web, right: Right, cti: bool = False, login: str = "kim") -> AsyncIterator[Page]:
    """Somebody with this one right in `support`."""
    person = Person(login, "Kim", frozenset(), cti=cti, rights=completed({("support", right.value)}))
    await house.house.people.add(person, "cordboard")
    house.house.plan.people[login] = person
    async with house.page(login) as page:
        yield page


async def assigned(page: Page, to: dict[str, list[int]]) -> None:
    for agent, callbacks in to.items():
        wish = {"callbacks": callbacks, "agents": [agent], "how": "manual"}
        answer = await page.send("POST", "/api/callbacks/assign", wish)
        assert answer.status_code == 200, answer.text


async def listed(page: Page, query: str = "") -> list[int]:
    return [each["id"] for each in (await page.get(f"/api/callbacks?{query}"))["items"]]


@pytest.mark.spec("CB-03", "CB-05", "CB-06", "IVR-03", "IVR-06")
async def test_admins_see_all_and_narrow_them_and_an_agent_sees_only_what_is_theirs(house: Web) -> None:
    await owed(house)
    async with house.page("supervisor") as boss, house.page("agent1") as agent:
        await assigned(boss, {"agent1": [1, 2], "agent2": [3]})
        assert await listed(agent) == [2, 1]
        assert await listed(agent, "assignee=agent2") == []
        for query, found in (
            ("", [4, 3, 2, 1]),
            ("state=registered", [4]),
            ("state=unprocessed", [3, 2, 1]),
            ("assignee=agent2", [3]),
            ("assigner=supervisor", [3, 2, 1]),
            ("caller=111-1000-2", [2]),
            ("path=Payments+%3E+Card", [2]),
            ("mine=true", []),
            ("limit=2&cursor=3", [2, 1]),
            ("to=2020-01-01", []),
        ):
            assert await listed(boss, query) == found, query
        choices = await boss.get("/api/callbacks/choices")
        assert choices["paths"] == ["Payments", "Payments > Card"]
        assert [each["id"] for each in choices["assignees"]] == ["agent1", "agent2"]
        (line,) = (await boss.get("/api/callbacks?assignee=agent2"))["items"]
    assert (line["assigner"], line["attempts"], line["state"], line["path"]) == ("supervisor", 0, "unprocessed", [])


@pytest.mark.spec("CB-04")
async def test_nobody_calls_or_completes_for_another_not_even_an_admin(house: Web) -> None:
    await owed(house, 2)
    async with (
        house.page("supervisor") as boss,
        house.page("agent2") as other,
        who(house, R.ADMIN_PHONE, True) as admin,
    ):
        await assigned(boss, {"agent1": [1]})
        for id, code in ((1, "callback_of_another"), (2, "callback_of_nobody")):
            for method, path, body in (
                ("POST", "connect", {}),
                ("POST", "complete", {}),
                ("PUT", "due", {"due_at": 0}),
            ):
                refused = await admin.send(method, f"/api/callbacks/{id}/{path}", body)
                assert (refused.status_code, refused.json()["code"]) == (409, code)
                assert (await other.send(method, f"/api/callbacks/{id}/{path}", body)).status_code == 404
            dialled = await admin.send("POST", "/api/calls", {"to": "01011112222", "callback": id})
            assert (dialled.status_code, dialled.json()["code"]) == (409, code)
        await assigned(boss, {"kim": [2]})  # who may take calls can be given some, admin or not
        assert (await admin.send("POST", "/api/callbacks/2/connect", {})).status_code == 200
        assert [each["attempts"] for each in (await boss.get("/api/callbacks"))["items"]] == [1, 0]


@pytest.mark.spec("CB-07", "CB-08")
async def test_attempts_are_counted_and_who_has_it_completes_it_with_what_came_of_it(house: Web) -> None:
    await owed(house, 1)
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await assigned(boss, {"agent1": [1]})
        for attempts in (1, 2):
            assert (await page.send("POST", "/api/callbacks/1/connect", {})).json()["attempts"] == attempts
        done = (
            await page.send("POST", "/api/callbacks/1/complete", {"result": "not reached", "note": " twice "})
        ).json()
        assert (done["state"], done["result"], done["note"], done["closed_by"]) == (
            *("complete", "not reached", "twice"),
            "agent1",
        )
        assert done["closed_at"] is not None
        for path in ("connect", "complete"):
            over = await page.send("POST", f"/api/callbacks/1/{path}", {})
            assert (over.status_code, over.json()["code"]) == (409, "callback_closed")
        assert (await page.send("POST", "/api/callbacks/1/complete", {"result": "lost"})).status_code == 422


@pytest.mark.spec("CB-10", "CB-16", "CB-20", "CB-24", "ORG-26")
@pytest.mark.parametrize("right", [R.ADMIN_TICKET, R.ADMIN_PHONE, R.ADMIN_CHAT, R.CALLBACKS, R.AGENT_PHONE])
async def test_an_admin_right_or_the_right_to_assign_opens_what_is_beyond_the_list(house: Web, right: Right) -> None:
    await owed(house, 1)
    may = right is not R.AGENT_PHONE
    async with who(house, right) as page:
        wish = {"callbacks": [1], "agents": ["agent1"], "how": "manual"}
        answers = [
            await page.send("GET", "/api/callbacks/takers?service=support"),
            await page.send("GET", "/api/callbacks/status"),
            await page.send("POST", "/api/callbacks/assign", wish),
            await page.send("POST", "/api/callbacks/unassign", {"callbacks": [1]}),
        ]
        assert [each.status_code for each in answers] == [200 if may else 403] * 4
        assert await listed(page) == ([1] if may else [])


@pytest.mark.spec("CB-12", "CB-18", "TEL-17")
async def test_candidates_have_the_phone_right_and_it_is_told_who_is_signed_in_and_what_they_have(house: Web) -> None:
    await owed(house, 3)
    await house.house.records.organisation.put_group(Group(0, "support", "Payments", ["agent1"]))
    house.house.plan.people["mail"] = Person("mail", "Mai", frozenset({"agent"}), frozenset({"support"}))
    paper = completed({("support", "agent-ticket")})  # with a CTI id that is left over, and without the right
    house.house.plan.people["paper"] = Person("paper", "Pia", frozenset(), cti=True, rights=paper)
    await house.phone("agent2")
    async with house.page("agent2") as page:
        await page.send("PUT", "/api/me/state", {"state": "idle"})
    async with house.page("supervisor") as boss:
        await assigned(boss, {"agent1": [1, 2]})
        takers = {each["id"]: each for each in (await boss.get("/api/callbacks/takers?service=support"))["items"]}
        assert not {"mail", "paper"} & takers.keys()
        assert (takers["agent1"]["groups"], takers["agent1"]["unfinished"], takers["agent1"]["here"]) == (
            *(["Payments"], 2),
            False,
        )
        assert takers["agent2"]["here"]
        for strange in ("mail", "paper", "supervisor", "nobody"):
            refused = await boss.send("POST", "/api/callbacks/assign", {"callbacks": [3], "agents": [strange]})
            assert (refused.status_code, refused.json()["code"]) == (422, "callback_no_taker")


@pytest.mark.spec("CB-13", "CB-14")
async def test_several_are_spread_evenly_after_a_look_and_what_somebody_has_is_left(house: Web) -> None:
    ids = await owed(house, 5)
    async with house.page("supervisor") as boss:
        await assigned(boss, {"agent1": [2]})
        wish = {"callbacks": ids, "agents": ["agent1", "agent2"]}
        look = (await boss.send("POST", "/api/callbacks/assign", wish | {"look": True})).json()
        assert look == {"to": {"1": "agent2", "3": "agent1", "4": "agent2", "5": "agent1"}, "left": [2]}
        assert await listed(boss, "state=unprocessed") == [2]
        assert (await boss.send("POST", "/api/callbacks/assign", wish)).json() == look
        again = await boss.send("POST", "/api/callbacks/assign", wish)
        assert (again.status_code, again.json()["code"]) == (409, "callback_assigned")
        two = await boss.send("POST", "/api/callbacks/assign", wish | {"how": "manual"})
        assert (two.status_code, two.json()["code"]) == (422, "callback_one_taker")


@pytest.mark.spec("CB-17", "CB-19")
async def test_only_what_is_not_complete_is_taken_back_and_its_attempts_stay(house: Web) -> None:
    await owed(house, 3)
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await assigned(boss, {"agent1": [1, 2]})
        await page.send("POST", "/api/callbacks/1/complete", {})
        await page.send("POST", "/api/callbacks/2/connect", {})
        assert await listed(boss, "state=unprocessed") == [2]
        back = await boss.send("POST", "/api/callbacks/unassign", {"callbacks": [1, 2, 3]})
        assert back.json() == {"items": [2], "left": [1, 3]}
        (line,) = (await boss.get("/api/callbacks?caller=0002"))["items"]
        assert (line["state"], line["assignee"], line["assigner"], line["attempts"]) == ("registered", "", "", 1)
        assert (await boss.send("POST", "/api/callbacks/unassign", {"callbacks": [1]})).status_code == 409
        assert (await boss.send("POST", "/api/callbacks/unassign", {"callbacks": [99]})).status_code == 404


@pytest.mark.spec("CB-20", "CB-21", "CB-22", "CB-23")
async def test_the_counts_are_by_day_and_path_and_the_rate_is_of_the_sums(house: Web) -> None:
    await owed(house, 7)
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await assigned(boss, {"agent1": [1, 2, 3, 4, 5, 6]})
        for id in (1, 2):
            await page.send("POST", f"/api/callbacks/{id}/complete", {})
        told = await boss.get("/api/callbacks/status")
        lines = [(each["path"], *each["counts"].values()) for each in told["items"]]
        assert lines == [
            ("", 2, 0, 2, "0.000", 0),
            ("Payments", 2, 1, 1, "50.00", 1),
            ("Payments > Card", 2, 1, 1, "50.00", 0),
        ]
        assert told["all"] == {"assigned": 6, "completed": 2, "unprocessed": 4, "rate": "33.33", "waiting": 1}
        assert {each["day"] for each in told["items"]} == {told["first"]}
        month = await boss.get("/api/callbacks/status?by=month&path=Payments")
        assert [(each["day"], each["counts"]["assigned"]) for each in month["items"]] == [(told["first"][:7], 2)]
        assert (await boss.get("/api/callbacks/status?assignee=agent2"))["all"]["rate"] == ""
        assert (await boss.send("GET", "/api/callbacks/status?from=2020-01-01")).status_code == 422


@pytest.mark.spec("CB-01", "ORG-15", "TEL-02")
async def test_without_callbacks_in_the_contract_nobody_sees_or_assigns_any(house: Web) -> None:
    await owed(house, 2)
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await assigned(boss, {"agent1": [1]})
        known = house.house.plan.services["support"]
        house.house.plan.services["support"] = replace(known, functions=known.functions - {"callback"})
        assert await listed(boss) == await listed(page) == []
        wish = {"callbacks": [2], "agents": ["agent1"]}
        assert (await boss.send("POST", "/api/callbacks/assign", wish)).status_code == 404
        assert (await boss.send("GET", "/api/callbacks/takers?service=support")).status_code == 404
        assert (await page.send("POST", "/api/callbacks/1/connect", {})).status_code == 404
        services: list[dict[str, Any]] = (await page.get("/api/me"))["services"]
        assert ["callback" in each["functions"] for each in services if each["id"] == "support"] == [False]


async def test_a_time_is_kept_reminds_its_agent_and_is_not_in_the_past(house: Web) -> None:
    await owed(house, 1)
    async with house.page("supervisor") as boss, house.page("agent1") as page:
        await assigned(boss, {"agent1": [1]})
        for wrong in (house.now[0], house.now[0] + 100 * 86_400):
            refused = await page.send("PUT", "/api/callbacks/1/due", {"due_at": wrong})
            assert (refused.status_code, refused.json()["code"]) == (422, "callback_time")
        later = house.now[0] + 3.0
        mine = "/api/callbacks?mine=true&state=unprocessed&timed=true"
        assert (await page.get(mine))["items"] == []  # those without a time are not due
        assert (await page.send("PUT", "/api/callbacks/1/due", {"due_at": later})).json()["due_at"] is not None
        assert [each["id"] for each in (await page.get(mine))["items"]] == [1]
        await house.advance(3.5)
        facts = await house.house.history.of("call:c1")
        assert [type(each.fact).__name__ for each in facts[-2:]] == ["CallbackTimed", "CallbackFellDue"]
        assert (await house.house.records.callbacks.promises())[1].reminded
