"""The settings of a queue are changed while calls come in."""

from collections.abc import Mapping
from typing import Any

import pytest

from cti import facts
from cti.plan import Person, Recording
from storage.plan import load_plan
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready

PATH = "/api/queues/general/settings"


async def change(page: Page, **wish: object) -> tuple[int, Mapping[str, Any]]:
    """What the server says to the settings as they are, but for these."""
    known = await page.get(PATH)
    body = {name: known[name] for name in known if name not in ("id", "name", "service", "musics", "routes")}
    answer = await page.send("PUT", PATH, body | wish)
    return answer.status_code, answer.json()


async def test_a_change_is_there_at_once_in_the_database_and_in_the_journal(house: Web) -> None:
    async with house.page("supervisor") as page:
        status, told = await change(page, ring_seconds=42, recording="always")
    assert (status, told["ring_seconds"]) == (200, 42)
    for plan in (house.house.plan, await load_plan(house.database)):
        assert (plan.queues["general"].ring_seconds, plan.queues["general"].recording) == (42, Recording.ALWAYS)
    (entry,) = await house.house.history.of("queue:general")
    assert isinstance(entry.fact, facts.QueueChanged)
    assert (entry.fact.by, entry.fact.before.ring_seconds, entry.fact.after.ring_seconds) == ("supervisor", 20, 42)


async def test_the_next_offer_rings_as_long_as_the_queue_says_now(house: Web) -> None:
    async with house.page("supervisor") as page, house.page("agent1") as agent:
        await change(page, ring_seconds=7)
        await ready(house, agent)
        await house.caller()
        await house.advance(6.5)
        assert (await agent.get("/api/calls/c1"))["state"] == "offered"
        await house.advance(1)
        assert (await agent.get("/api/present"))["me"]["state"] == "no answer"


async def test_what_changes_nothing_is_not_written_down(house: Web) -> None:
    async with house.page("owner") as page:
        assert (await change(page))[0] == 200
    assert await house.house.history.of("queue:general") == []


@pytest.mark.parametrize(
    ("wish", "remedy"),
    [
        ({"ring_seconds": 0}, "ring_seconds must be from 5 to 300"),
        ({"wrap_up_seconds": 2}, "wrap_up_seconds must be 0 (no limit) or from 5 to 3600"),
        ({"recording_days": 0}, "recording_days must be from 1 to 3650"),
        ({"auto_answer": True, "ring_all": True}, "switch one of them off"),
        ({"music": "jazz"}, "choose one of default, waltz"),
        ({"recording": "sometimes"}, "'never', 'on demand' or 'always'"),
        ({"ring_seconds": "long"}, "ring_seconds"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_remedy(house: Web, wish: dict[str, object], remedy: str) -> None:
    async with house.page("admin") as page:
        status, told = await change(page, **wish)
    assert (status, remedy in told["detail"]) == (422, True), told["detail"]


async def test_a_queue_of_another_service_is_not_theirs_to_see_or_change(house: Web) -> None:
    boss = Person("boss", "Boss", frozenset({"supervisor"}), frozenset({"sales"}))
    await house.house.people.add(boss, "cordboard")
    async with house.page("boss") as page:
        assert (await page.send("GET", PATH)).status_code == 404
        assert (await page.send("GET", "/api/queues/sales/settings")).status_code == 200


MEMBERS = "/api/queues/general/members"


async def test_a_queue_is_made_renamed_and_removed_for_good(house: Web) -> None:
    async with house.page("supervisor") as page:
        made = (await page.send("POST", "/api/queues", {"service": "support", "name": "Returns & refunds"})).json()
        assert made == {"id": "returns-refunds", "name": "Returns & refunds", "service": "support"}
        renamed = await page.send("PATCH", "/api/queues/returns-refunds", {"name": "Returns"})
        assert renamed.json()["name"] == "Returns"
        assert (await load_plan(house.database)).queues["returns-refunds"].name == "Returns"
        assert (await page.send("DELETE", "/api/queues/returns-refunds")).status_code == 204
    assert "returns-refunds" not in (await load_plan(house.database)).queues


@pytest.mark.spec("TEL-18")
async def test_who_becomes_a_member_gets_the_caller_who_waits(house: Web) -> None:
    async with house.page("supervisor") as page, house.page("agent1") as agent:
        assert (await page.send("PUT", MEMBERS, {"levels": {}})).status_code == 200
        await ready(house, agent)
        await house.caller()
        assert (await page.get("/api/calls/c1"))["state"] == "queued"
        told = (await page.send("PUT", MEMBERS, {"levels": {"agent1": 2}, "reserve": []})).json()["items"]
        assert [(each["id"], each["level"]) for each in told if each["level"]] == [("agent1", 2)]
        await house.settle()
        assert (await agent.get("/api/calls/c1"))["state"] == "offered"


async def test_a_queue_to_which_a_route_leads_stays_and_strangers_are_no_members(house: Web) -> None:
    async with house.page("supervisor") as page:
        refused = await page.send("DELETE", "/api/queues/general")
        assert (refused.status_code, "leads to" in refused.json()["detail"]) == (409, True)
        refused = await page.send("PUT", MEMBERS, {"levels": {"nobody": 1}})
        assert (refused.status_code, "nobody of the service" in refused.json()["detail"]) == (409, True)
        refused = await page.send("PUT", MEMBERS, {"levels": {"agent1": 12}})
        assert (refused.status_code, "levels are from 1 to 9" in refused.json()["detail"]) == (409, True)
