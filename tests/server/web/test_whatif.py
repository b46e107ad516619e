"""Simulations that are asked for on a page: begun, watched, stopped, refused."""

from dataclasses import replace
from typing import Any

from cti.plan import Person
from cti.queueing import Limits, Overflow, To, When
from tests.server.web.desk import Web

CALLS = [0.0] * 18 + [20.0, 20.0] + [0.0] * 28
AGENTS = [0] * 18 + [3, 3, 3] + [0] * 27
MORE = {"name": "one more", "agents": 1, "begins": 32_400, "ends": 39_600}
WISH: dict[str, Any] = {"queue": "general", "name": "today", "calls": CALLS, "agents": AGENTS, "talk": 120, "runs": 2}


async def test_a_question_is_answered_in_the_background_with_intervals_side_by_side(house: Web) -> None:
    async with house.page("supervisor") as page, house.page("admin") as other:
        begun = await page.send("POST", "/api/simulations", {**WISH, "changes": [MORE]})
        assert (begun.status_code, begun.json()["of"]) == (202, 4)
        busy = await page.send("POST", "/api/simulations", WISH)
        assert (busy.status_code, busy.json()["code"]) == (409, "simulation_runs")
        await house.house.simulations.settled()
        path = f"/api/simulations/{begun.json()['id']}"
        told = await page.get(path)
        assert (told["state"], told["done"]) == ("done", 4)
        today, more = told["report"]["outcomes"]
        assert today["all"]["answered"]["mean"] > 20
        assert more["difference"]["asa"]["mean"] <= 0
        assert (await other.send("GET", path)).status_code == 404  # nobody else's


async def test_rules_of_the_queue_are_played_and_can_be_changed(house: Web) -> None:
    known = house.house.plan.queues["general"]
    limits = Limits("", (Overflow(When.WAIT, To.GOODBYE, 5.0),))
    house.house.plan.queues["general"] = replace(known, limits=limits)
    changes = [{"name": "kept", "overflow": 0}, {"name": "english", "skilled": 2, "ring": 20}]
    asked = {**WISH, "agents": [1 if n else 0 for n in AGENTS], "asking": 0.5, "skilled": 1, "changes": changes}
    async with house.page("supervisor") as page:
        begun = await page.send("POST", "/api/simulations", asked)
        assert begun.status_code == 202, begun.text
        await house.house.simulations.settled()
        today, kept, _ = (await page.get(f"/api/simulations/{begun.json()['id']}"))["report"]["outcomes"]
        assert today["all"]["left"]["mean"] > 0.1
        assert (kept["all"]["left"]["mean"], kept["difference"]["left"]["mean"] < -0.1) == (0, True)
        wrong = await page.send("POST", "/api/simulations", {**asked, "skilled": 0})
        assert (wrong.status_code, "how many agents have it" in wrong.text) == (422, True)


async def test_a_question_that_is_stopped_makes_room_for_the_next(house: Web) -> None:
    async with house.page("supervisor") as page:
        begun = (await page.send("POST", "/api/simulations", {**WISH, "runs": 50})).json()
        assert (await page.send("DELETE", f"/api/simulations/{begun['id']}")).status_code == 204
        await house.house.simulations.settled()
        assert (await page.get(f"/api/simulations/{begun['id']}"))["state"] == "stopped"


async def test_a_question_begins_with_the_figures_of_a_day(house: Web) -> None:
    async with house.page("supervisor") as page:
        told = await page.get("/api/simulations/start?queue=general")
        assert (len(told["calls"]), len(told["agents"]), told["within"]) == (48, 48, 20)
        assert (told["strategy"], told["rings"], told["limits"]) == ("longest idle", 0, 0)
        assert (await page.send("POST", "/api/simulations", {**WISH, "calls": told["calls"]})).status_code == 422


async def test_nobody_asks_about_queues_of_a_service_that_is_not_theirs(house: Web) -> None:
    await house.house.people.add(Person("lead", "Lee", frozenset({"supervisor"}), frozenset({"sales"})), "cordboard")
    async with house.page("lead") as lead:
        assert (await lead.send("GET", "/api/simulations/start?queue=general")).status_code == 404
        assert (await lead.send("POST", "/api/simulations", WISH)).status_code == 404
