"""Those in charge set the state of an agent; the agent reads who did and why."""

import pytest

from cti import facts
from cti.plan import Person
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready

STATE = "/api/agents/agent1/state"
BREAK = {"state": "break", "value": "meal", "reason": "Please eat something"}


async def me(page: Page) -> dict[str, object]:
    return dict((await page.get("/api/present"))["me"])


async def test_a_forced_break_is_there_at_once_with_who_and_why(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as boss:
        await ready(house, agent)
        told = (await boss.send("PUT", STATE, BREAK)).json()
        assert (told["state"], told["reason"]) == ("break", "meal")
        mine = await me(agent)
    assert (mine["state"], mine["by"], mine["note"]) == ("break", "박서연", "Please eat something")
    entry = (await house.house.history.of("agent:agent1"))[-1]
    assert isinstance(entry.fact, facts.AgentStateChanged)
    assert (entry.fact.by, entry.fact.note) == ("supervisor", "Please eat something")


async def test_why_is_between_the_agent_and_those_in_charge(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("agent2") as other, house.page("supervisor") as boss:
        await ready(house, agent)
        await boss.send("PUT", STATE, BREAK)
        seen = next(each for each in (await other.get("/api/agents"))["items"] if each["id"] == "agent1")
        assert (seen["state"], seen["note"]) == ("break", "")
        present = (await other.get("/api/present"))["agents"]
        assert all(each["note"] == "" for each in present)


async def test_in_a_talk_it_is_refused_or_kept_for_after_the_call(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as boss:
        await ready(house, agent)
        await house.caller()
        await agent.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.1)
        refused = await boss.send("PUT", STATE, BREAK)
        assert (refused.status_code, refused.json()["code"]) == (409, "in_a_call")
        await boss.send("PUT", STATE, BREAK | {"after_call": True})
        pending = (await me(agent))["pending"]
        assert pending == {"state": "break", "reason": "meal", "by": "박서연", "note": "Please eat something"}
        await agent.send("POST", "/api/calls/c1/hangup")
        await house.settle()
        mine = await me(agent)
    assert (mine["state"], mine["pending"], mine["by"]) == ("break", None, "박서연")


async def test_what_was_set_for_after_the_call_can_be_taken_back(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as boss:
        await ready(house, agent)
        await house.caller()
        await boss.send("PUT", STATE, BREAK | {"after_call": True})
        assert (await boss.send("DELETE", "/api/agents/agent1/pending-state")).json()["pending"] is None
        assert (await boss.send("DELETE", "/api/agents/agent1/pending-state")).status_code == 409
        await agent.send("POST", "/api/calls/c1/cancel")
        assert (await me(agent))["state"] == "ready"


@pytest.mark.parametrize(
    ("wish", "status"),
    [({"state": "talking", "reason": "x"}, 422), ({"state": "break", "reason": "  "}, 422), ({"state": "break"}, 422)],
)
async def test_a_state_that_nobody_can_choose_or_without_words_is_refused(
    house: Web, wish: dict[str, str], status: int
) -> None:
    async with house.page("supervisor") as boss:
        assert (await boss.send("PUT", STATE, wish)).status_code == status


async def test_who_is_logged_out_cannot_be_made_ready_from_elsewhere(house: Web) -> None:
    async with house.page("supervisor") as boss:
        refused = await boss.send("PUT", STATE, {"state": "ready", "reason": "many wait"})
    assert (refused.status_code, refused.json()["code"]) == (409, "logged_out")


async def test_agents_of_other_services_are_not_theirs(house: Web) -> None:
    boss = Person("boss", "Boss", frozenset({"supervisor"}), frozenset({"sales"}))
    await house.house.people.add(boss, "cordboard")
    async with house.page("boss") as page:
        assert (await page.send("PUT", STATE, BREAK)).status_code == 404
        assert (await page.send("PUT", "/api/agents/agent3/state", BREAK)).status_code == 409
