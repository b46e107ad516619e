"""Incidents, restricted numbers and the policy of conduct as pages ask for them."""

from typing import Any

import pytest

from cti.plan import Person
from server.conduct import month_of
from tests.server.web.desk import CALLER, Page, Web

POLICY: dict[str, Any] = {
    "steps": [
        {"step": "warning1", "prompt": "conduct.warning1", "after": 0},
        {"step": "termination", "prompt": "system.dismissal", "after": 20},
    ],
    "incidents": 1,
    "window_days": 10,
    "restricted_days": 3,
    "answer": "queue",
    "prompt": "conduct.greeting",
    "queue": "general",
    "never": ["0109990*"],
    "recovery_seconds": 60,
}


async def dismissed(house: Web, agent: Page, call: str, login: str = "agent1") -> None:
    """The whole story of one call that is terminated at once."""
    if house.house.desk.agent(login).state == "off":
        await house.phone(login)
        await agent.send("PUT", "/api/me/state", {"state": "idle"})
    await agent.send("PUT", "/api/me/state", {"state": "ready"})
    await house.caller(call)
    await house.settle()
    await agent.send("POST", f"/api/calls/{call}/confirm")
    await house.advance(0.2)
    answer = await agent.send("POST", f"/api/calls/{call}/dismiss", {"reason": "threat"})
    assert answer.status_code == 200, answer.text
    await house.advance(3)


async def test_a_dismissal_leaves_an_incident_that_its_agent_words(house: Web) -> None:
    async with house.page("agent1") as agent:
        await dismissed(house, agent, "c1")
        incident = (await agent.get("/api/incidents?mine=true"))["items"][0]
        assert (incident["category"], incident["caller"], incident["agent"]) == ("threat", CALLER, "agent1")
        assert [(step["step"], step["by"]) for step in incident["steps"]] == [("termination", "agent:agent1")]
        assert incident["ticket"] == 1
        changed = await agent.send("PATCH", f"/api/incidents/{incident['id']}", {"note": "He shouted."})
        assert (changed.json()["note"], changed.json()["category"]) == ("He shouted.", "threat")
        assert (await agent.get("/api/me"))["id"] == "agent1"


async def test_an_incident_of_somebody_else_is_not_there_but_for_supervisors(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("agent2") as other, house.page("supervisor") as supervisor:
        await dismissed(house, agent, "c1")
        assert (await other.get("/api/incidents"))["items"] == []
        assert (await other.send("GET", "/api/incidents/1")).status_code == 404
        assert (await other.send("PATCH", "/api/incidents/1", {"note": "x"})).status_code == 404
        assert len((await supervisor.get("/api/incidents?unseen=true"))["items"]) == 1
        await supervisor.send("POST", "/api/incidents/1/review")
        assert (await supervisor.get("/api/incidents?unseen=true"))["items"] == []


async def test_the_agent_sees_a_countdown_and_may_end_the_recovery(house: Web) -> None:
    async with house.page("agent1") as agent:
        await dismissed(house, agent, "c1")
        me = (await agent.get("/api/present"))["me"]
        assert (me["state"], me["reason"], bool(me["recovery_until"])) == ("work", "recovery", True)
        await agent.send("PUT", "/api/me/state", {"state": "ready"})
        assert (await agent.get("/api/present"))["me"]["recovery_until"] is None
        assert (await agent.get("/api/incidents/1"))["recovery_seconds"] == pytest.approx(3.0)


async def test_the_second_incident_restricts_and_a_supervisor_lifts_it_with_a_reason(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as supervisor:
        await dismissed(house, agent, "c1")
        await dismissed(house, agent, "c2")
        known = await agent.get(f"/api/conduct/callers/{CALLER}")
        assert (known["incidents"], known["until"] is not None) == (2, True)
        await house.caller("c3")
        assert house.switch.hears("c3") == "conduct.refusal"
        listed = (await supervisor.get("/api/conduct/restrictions"))["items"][0]
        assert (listed["number"], listed["met"], listed["incidents"]) == (CALLER, 1, 2)
        path = f"/api/conduct/restrictions/{listed['id']}/lift"
        assert (await supervisor.send("POST", path, {"reason": ""})).status_code == 422
        assert (await supervisor.send("POST", path, {"reason": "he apologised"})).status_code == 204
        assert (await supervisor.send("POST", path, {"reason": "again"})).status_code == 409
        assert (await agent.get(f"/api/conduct/callers/{CALLER}"))["until"] is None
        lifted = (await supervisor.get("/api/conduct/restrictions"))["items"][0]
        assert (lifted["lifted_by"], lifted["lifted_why"]) == ("supervisor", "he apologised")


async def test_the_same_customer_however_the_number_is_written(house: Web) -> None:
    async with house.page("agent1") as agent:
        await dismissed(house, agent, "c1")
        assert (await agent.get(f"/api/conduct/callers/%2B82{CALLER[1:]}"))["incidents"] == 1


async def test_a_changed_policy_counts_at_once_and_is_on_record(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as supervisor:
        answer = await supervisor.send("PUT", "/api/conduct/policies/support", POLICY)
        assert answer.status_code == 200, answer.text
        await dismissed(house, agent, "c1")
        await house.caller("c2")
        assert house.switch.hears("c2") == "conduct.greeting"
        changes = await house.house.history.of("conduct:support")
        assert [getattr(entry.fact, "by", "") for entry in changes] == ["supervisor"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"steps": POLICY["steps"][:1]}, "the termination last"),
        ({"steps": POLICY["steps"][::-1]}, "in their order"),
        ({"steps": [{"step": "termination", "prompt": "system.dismissal", "after": 5}]}, "by an agent only"),
        ({"prompt": "nothing"}, "no prompt nothing"),
        ({"queue": "sales"}, "queue of this service"),
        ({"never": ["abc"]}, "never"),
    ],
)
async def test_a_policy_that_cannot_work_is_refused_with_a_sentence(
    house: Web, change: dict[str, Any], complaint: str
) -> None:
    async with house.page("supervisor") as supervisor:
        answer = await supervisor.send("PUT", "/api/conduct/policies/support", POLICY | change)
    assert answer.status_code == 422
    assert complaint in answer.json()["detail"]


async def test_the_figures_of_a_month(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as supervisor:
        await dismissed(house, agent, "c1")
        month = month_of("", house.house.clock())[0]
        told = await supervisor.get(f"/api/conduct/figures?month={month}")
        assert told["services"][0]["reached"]["termination"] == 1
        assert told["agents"][0]["agent"] == "agent1"
        assert (await supervisor.get("/api/conduct/figures?month=2001-01"))["services"] == []


async def test_a_warning_shows_on_the_call_and_can_be_taken_back(house: Web) -> None:
    async with house.page("agent1") as agent:
        await house.phone("agent1")
        for state in ("idle", "ready"):
            await agent.send("PUT", "/api/me/state", {"state": state})
        await house.caller("c1")
        await agent.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.2)
        told = (await agent.send("POST", "/api/calls/c1/warn", {"step": "warning1"})).json()["warnings"]
        assert (told["saying"], told["next"]) == ("warning1", "warning2")
        again = await agent.send("POST", "/api/calls/c1/warn", {"step": "warning1"})
        assert (again.status_code, again.json()["code"]) == (409, "warning_plays")
        await house.advance(2.5)
        assert (await agent.get("/api/calls/c1"))["warnings"]["heard"] == ["warning1"]
        await agent.send("POST", "/api/calls/c1/withdraw", {"step": "warning1"})
        assert (await agent.get("/api/calls/c1"))["warnings"]["heard"] == []
        assert (await agent.get("/api/incidents/1"))["steps"][0]["withdrawn"] is True


async def test_who_is_not_in_charge_of_a_service_has_nothing_of_its_incidents(house: Web) -> None:
    lead_of_sales = Person("lead", "Lee", frozenset({"supervisor"}), frozenset({"sales"}))
    await house.house.people.add(lead_of_sales, "cordboard")
    async with house.page("agent1") as agent, house.page("lead") as lead:
        await dismissed(house, agent, "c1")
        await dismissed(house, agent, "c2")
        assert (await lead.get("/api/incidents"))["items"] == []
        assert (await lead.get("/api/conduct/restrictions"))["items"] == []
        assert [each["service"] for each in (await lead.get("/api/conduct/policies"))["items"]] == ["sales"]
        assert (await lead.get("/api/conduct/figures"))["services"] == []
        for method, path, wish in (
            ("GET", "/api/incidents/1", None),
            ("POST", "/api/incidents/1/review", None),
            ("POST", "/api/conduct/restrictions/1/lift", {"reason": "mine?"}),
            ("PUT", "/api/conduct/policies/support", POLICY),
        ):
            assert (await lead.send(method, path, wish)).status_code == 404, path


async def test_who_ends_a_call_that_a_colleague_has_warned_in_words_the_incident_and_recovers(house: Web) -> None:
    async with house.page("agent1") as first, house.page("agent2") as second:
        for page, login in ((first, "agent1"), (second, "agent2")):
            await house.phone(login)
            await page.send("PUT", "/api/me/state", {"state": "idle"})
        await first.send("PUT", "/api/me/state", {"state": "ready"})
        await house.caller("c1")
        await first.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.2)
        await first.send("POST", "/api/calls/c1/warn", {"step": "warning1"})
        await house.advance(3)
        await second.send("PUT", "/api/me/state", {"state": "ready"})
        await first.send("POST", "/api/calls/c1/transfer", {"to": "agent:agent2"})
        await second.send("POST", "/api/calls/c1/confirm")
        await house.advance(0.2)
        assert (await second.send("POST", "/api/calls/c1/dismiss", {"reason": "abuse"})).status_code == 200
        await house.advance(3)
        for page in (first, second):
            mine = (await page.get("/api/incidents?mine=true"))["items"]
            assert [step["agent"] for step in mine[0]["steps"]] == ["agent1", "agent2"]
        assert (await second.send("PATCH", "/api/incidents/1", {"note": "He shouted."})).status_code == 200
        await second.send("PUT", "/api/me/state", {"state": "ready"})
    async with house.page("supervisor") as supervisor:
        told = (await supervisor.get("/api/conduct/figures"))["agents"]
        assert {each["agent"]: each["recovery_seconds"] > 0 for each in told} == {"agent1": False, "agent2": True}


async def test_the_ticket_asks_for_the_incident_of_its_call(house: Web) -> None:
    async with house.page("agent1") as agent:
        await dismissed(house, agent, "c1")
        await dismissed(house, agent, "c2")
        found = (await agent.get("/api/incidents?call=c1"))["items"]
        assert [each["call"] for each in found] == ["c1"]
