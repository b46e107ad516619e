"""Skills of agents, numbers for routes and messages of callers, by those who are in charge of the service."""

import pytest

from cti import commands, facts
from cti.facts import MessageEnd
from storage.plan import load_plan
from tests.server.web.desk import Page, Web


async def put(page: Page, path: str, body: object) -> tuple[int, str]:
    answer = await page.send("PUT", path, body)
    return answer.status_code, answer.text


async def test_a_skill_is_added_given_and_deleted(house: Web) -> None:
    async with house.page("supervisor") as page:
        made = (await page.send("POST", "/api/skills", {"service": "support", "name": "Sign language"})).json()
        assert made == {"id": "sign-language", "name": "Sign language"}
        levels = {"sign-language": 7, "cards": 2}
        assert (await put(page, "/api/skills/people/agent1", {"levels": levels}))[0] == 200
        for plan in (house.house.plan, await load_plan(house.database)):
            assert plan.levels["agent1"] == levels
        assert (await page.send("DELETE", "/api/skills/sign-language")).status_code == 204
        matrix = await page.get("/api/skills?service=support")
        assert "sign-language" not in {skill["id"] for skill in matrix["skills"]}
        assert not [person for person in matrix["people"] if "sign-language" in person["levels"]]
    (given, taken) = await house.house.history.of("skills:agent1")
    assert isinstance(given.fact, facts.SkillsChanged)
    assert isinstance(taken.fact, facts.SkillsChanged)
    assert (given.fact.by, given.fact.after, taken.fact.before) == ("supervisor", levels, levels)


async def test_a_name_without_latin_letters_has_an_id_too(house: Web) -> None:
    async with house.page("supervisor") as page:
        ids = [
            (await page.send("POST", "/api/skills", {"service": "support", "name": name})).json()["id"]
            for name in ("수어", "手話")
        ]
    assert ids == ["skill", "skill-2"]


@pytest.mark.parametrize("levels", [{"english": 11}, {"english": 0}, {"nothing": 1}])
async def test_what_cannot_be_is_refused_with_a_sentence(house: Web, levels: dict[str, int]) -> None:
    async with house.page("supervisor") as page:
        await page.send("POST", "/api/skills", {"service": "support", "name": "English"})
        status, text = await put(page, "/api/skills/people/agent1", {"levels": levels})
    assert status == 422
    assert "level" in text or "add it first" in text


async def test_numbers_for_routes_are_kept_as_they_are_dialled(house: Web) -> None:
    async with house.page("admin") as page:
        wish = {"items": [{"number": "02-1234-5678", "name": "Office"}]}
        assert (await put(page, "/api/transfer-targets/support", wish))[0] == 200
        assert (await page.get("/api/transfer-targets/support"))["items"] == [
            {"number": "0212345678", "name": "Office"}
        ]
        for plan in (house.house.plan, await load_plan(house.database)):
            assert plan.transfer_targets["support"] == {"0212345678": "Office"}
        wrong = await put(page, "/api/transfer-targets/support", {"items": [{"number": "060-700-1234"}]})
        assert wrong[0] == 422
        assert "060-700-1234" in wrong[1]


async def test_a_message_is_heard_by_those_for_whom_it_was_left(house: Web) -> None:
    house.switch.arrive("c1", "01012345678", "0700000001")
    await house.settle()
    await house.core.ask(commands.RecordMessage("c1", "account", 60.0, 5.0))
    house.core.engine.tell(facts.MessageEnded("c1", "c1-m1", 8.0, MessageEnd.OVER))
    await house.settle()
    members = house.house.plan.queues["account"].members
    for agent in ("agent1", "agent4"):
        async with house.page(agent) as page:
            listed = [each["id"] for each in (await page.get("/api/recordings"))["items"]]
            found = (await page.send("GET", "/api/recordings/c1-m1")).status_code
        assert (listed, found) == ((["c1-m1"], 200) if agent in members else ([], 404))
    async with house.page("supervisor") as page:
        (ticket,) = (await page.get("/api/tickets"))["items"]
        assert (ticket["kind"], ticket["queue"], ticket["call"]) == ("voicemail", "account", "c1")
        (promise,) = (await page.get("/api/callbacks"))["items"]
        assert promise["reason"] == "voicemail"


async def test_the_answers_of_a_survey_stand_on_the_ticket(house: Web) -> None:
    house.switch.arrive("c1", "01012345678", "0700000001")
    await house.settle()
    await house.core.ask(commands.RecordMessage("c1", "account", 60.0, 5.0))
    house.core.engine.tell(facts.MessageEnded("c1", "c1-m1", 8.0, MessageEnd.OVER))
    await house.core.ask(commands.AnswerSurvey("c1", "helpful", 4))
    await house.settle()
    async with house.page("supervisor") as page:
        (ticket,) = (await page.get("/api/tickets"))["items"]
    assert ticket["answers"] == {"helpful": 4}


async def test_only_a_published_route_asks_after_talks(house: Web) -> None:
    path = "/api/queues/general/settings"
    async with house.page("supervisor") as page:
        known = await page.get(path)
        body = {name: known[name] for name in known if name not in ("id", "name", "service", "musics", "routes")}
        assert (await put(page, path, body | {"survey": "nothing"}))[0] == 422
        assert (await put(page, path, body | {"survey": known["routes"][0]}))[0] == 200
    assert house.house.plan.queues["general"].survey == known["routes"][0]
