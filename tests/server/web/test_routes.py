"""Routes as designers work on them: drafts, checks, versions, publications, and the way back."""

from dataclasses import replace
from typing import Any

import pytest

from cti.plan import Person
from cti.rights import ORGANISATION, Right, completed
from storage.plan import load_plan
from tests.server.web.desk import Page, Web

SHORT = """route: support
start: hi
steps:
  hi:  # the first thing
    say: system.closed
    then: bye
  bye: {goodbye: system.goodbye}
"""
FAULTY = SHORT.replace("then: bye", "then: gone")


async def draft(page: Page, text: str, name: str = "support") -> dict[str, Any]:
    shown = await page.get(f"/api/routes/{name}")
    answer = await page.send("PUT", f"/api/routes/{name}/draft", {"text": text, "etag": shown["etag"]})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def published(page: Page, text: str, name: str = "support", **more: object) -> dict[str, Any]:
    await draft(page, text, name)
    answer = await page.send("POST", f"/api/routes/{name}/publish", {"comment": "shorter", **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_shipped_routes_are_there_once_as_version_1(house: Web) -> None:
    async with house.page("designer") as page:
        listed = (await page.get("/api/routes"))["items"]
        assert [(each["name"], each["service"], each["version"], each["changed"]) for each in listed] == [
            ("sales", "sales", 1, False),
            ("support", "support", 1, False),
        ]
        assert listed[1]["numbers"] == ["0700000001"]
        assert listed[1]["problems"]["errors"] == 0


async def test_a_check_draws_the_steps_with_their_places_and_ways(house: Web) -> None:
    async with house.page("designer") as page:
        told = (await page.send("POST", "/api/routes/check", {"text": SHORT, "service": "support"})).json()
        hi, bye = told["flow"]["steps"]
        assert (hi["name"], hi["kind"], hi["line"], hi["end_line"], hi["prompts"]) == (
            "hi",
            "say",
            4,
            6,
            ["system.closed"],
        )
        assert [(way["way"], way["to"]) for way in hi["ways"]] == [("next", "bye")]
        assert (bye["kind"], bye["line"], bye["end_line"]) == ("goodbye", 7, 7)
        assert told["complaints"] == []
        broken = (await page.send("POST", "/api/routes/check", {"text": "route: ["})).json()
        assert broken["flow"] is None
        assert broken["complaints"][0]["line"] == 1


async def test_two_designers_lose_nothing(house: Web) -> None:
    async with house.page("designer") as lena, house.page("admin") as adam:
        seen = await lena.get("/api/routes/support")
        await draft(adam, SHORT)
        late = await lena.send("PUT", "/api/routes/support/draft", {"text": FAULTY, "etag": seen["etag"]})
        assert late.status_code == 409
        assert (late.json()["name"], late.json()["text"], late.json()["published"]) == ("Adam Novák", SHORT, False)
        again = await lena.send("PUT", "/api/routes/support/draft", {"text": FAULTY, "etag": late.json()["etag"]})
        assert again.json()["text"] == FAULTY
        stale = await adam.send("POST", "/api/routes/support/publish", {"etag": late.json()["etag"]})
        assert stale.status_code == 409


async def test_callers_get_a_published_draft_at_once_and_a_call_in_progress_keeps_its_version(house: Web) -> None:
    house.switch.arrive("a", "01011112222", "0700000001")
    await house.settle()
    async with house.page("designer") as page:
        shown = await published(page, SHORT)
        assert (shown["published_version"], shown["versions_count"], shown["changed"]) == (2, 2, False)
        house.switch.arrive("b", "01011113333", "0700000001")
        await house.settle()
        assert house.switch.hears("b") == "system.closed"
        house.switch.press("a", "0")
        await house.settle()
        assert house.house.desk.calls["a"].queue == "general"
        newest, oldest = (await page.get("/api/routes/support/versions"))["items"]
        assert (newest["version"], newest["author"], newest["comment"], newest["current"]) == (
            2,
            "Lena Sørensen",
            "shorter",
            True,
        )
        assert (oldest["version"], oldest["author"], oldest["current"]) == (1, "", False)


async def test_a_route_with_errors_cannot_be_published(house: Web) -> None:
    async with house.page("designer") as page:
        await draft(page, FAULTY)
        answer = await page.send("POST", "/api/routes/support/publish", {})
        assert answer.status_code == 422
        assert "gone" in answer.json()["complaints"][0]["text"]
        assert len((await page.get("/api/routes/support/versions"))["items"]) == 1
        imported = {"name": "support", "text": FAULTY, "publish": True}
        assert (await page.send("POST", "/api/routes/import", imported)).status_code == 422


async def test_a_route_may_not_use_queues_of_another_service(house: Web) -> None:
    async with house.page("designer") as page:
        await draft(page, SHORT.replace("bye: {goodbye: system.goodbye}", "bye: {queue: sales}"))
        answer = await page.send("POST", "/api/routes/support/publish", {})
        assert answer.status_code == 422


async def test_one_click_goes_back_and_the_draft_stays(house: Web) -> None:
    async with house.page("designer") as page:
        await published(page, SHORT)
        kept = await draft(page, FAULTY)
        answer = await page.send("POST", "/api/routes/support/rollback", {"version": 1})
        assert (answer.json()["published_version"], answer.json()["text"], answer.json()["etag"]) == (
            3,
            FAULTY,
            kept["etag"],
        )
        old = await page.get("/api/routes/support/versions/1")
        assert (await page.get("/api/routes/support/versions/3"))["text"] == old["text"]
        compared = await page.get("/api/routes/support/diff?from=1&to=2")
        assert "+  hi:  # the first thing" in compared["text"]
        assert compared["steps"]["added"] == ["hi", "bye"]


async def test_going_back_to_a_version_whose_queue_is_gone_is_refused(house: Web) -> None:
    async with house.page("designer") as page:
        await published(page, SHORT)
        del house.house.plan.queues["account"]
        answer = await page.send("POST", "/api/routes/support/rollback", {"version": 1})
        assert answer.status_code == 422
        assert "account" in answer.json()["complaints"][0]["text"]


async def test_a_new_route_begins_as_a_draft_and_goes_away_with_its_versions(house: Web) -> None:
    async with house.page("designer") as page:
        made = await page.send("POST", "/api/routes", {"name": "night", "service": "support", "title": "At night"})
        assert made.status_code == 201
        assert (made.json()["changed"], made.json()["published_version"]) == (True, 0)
        assert (await page.send("POST", "/api/routes", {"name": "night", "service": "support"})).status_code == 409
        assert (await page.send("POST", "/api/routes/night/publish", {})).json()["published_version"] == 1
        assert (await page.send("DELETE", "/api/routes/night")).status_code == 204
        assert (await page.send("DELETE", "/api/routes/support")).status_code == 409


@pytest.mark.parametrize("name", ["numbers", "schema"])
async def test_a_route_is_not_called_what_could_not_be_opened(house: Web, name: str) -> None:
    async with house.page("designer") as page:
        refused = await page.send("POST", "/api/routes", {"name": name, "service": "support"})
        assert refused.status_code == 422
        assert "choose another name" in refused.text
        imported = await page.send("POST", "/api/routes/import", {"name": name, "service": "support", "text": "x"})
        assert imported.status_code == 422
        assert "choose another name" in imported.text


async def test_an_export_is_the_text_as_it_was_written(house: Web) -> None:
    async with house.page("designer") as page:
        await published(page, SHORT)
        assert (await page.send("GET", "/api/routes/support/export")).text == SHORT
        taken = {"name": "copy", "text": SHORT.replace("route: support", "route: copy"), "service": "support"}
        assert (await page.send("POST", "/api/routes/import", taken)).json()["changed"] is True


async def test_the_tests_of_a_route_are_played(house: Web) -> None:
    async with house.page("designer") as page:
        told = (await page.send("POST", "/api/routes/support/test", {})).json()
        assert all(each["passed"] for each in told["results"])
        assert told["coverage"]["percent"] == 100
        wrong = "route: support\ntests:\n  all:\n    ends: goodbye\n"
        failed = (await page.send("POST", "/api/routes/support/test", {"tests": wrong})).json()
        assert failed["results"][0]["faults"] == ["the call ends with queue general, not goodbye"]


@pytest.mark.parametrize(("login", "status"), [("agent1", 403), ("supervisor", 403), ("designer", 200)])
async def test_only_designers_change_routes(house: Web, login: str, status: int) -> None:
    async with house.page("owner") as owner:
        seen = await owner.get("/api/routes/support")
    async with house.page(login) as page:
        answer = await page.send("PUT", "/api/routes/support/draft", {"text": SHORT, "etag": seen["etag"]})
        assert answer.status_code == status


async def test_a_scheduled_version_comes_at_its_time(house: Web) -> None:
    async with house.page("designer") as page:
        shown = await published(page, SHORT, at="2027-01-15T08:00:30Z")
        assert (shown["published_version"], shown["scheduled"]["version"], shown["text"]) == (1, 2, SHORT)
        await house.advance(31)
        after = await page.get("/api/routes/support")
        assert (after["published_version"], after["scheduled"]) == (2, None)


async def test_a_scheduled_version_that_became_faulty_is_not_published(house: Web) -> None:
    async with house.page("designer") as page:
        queued = SHORT.replace("bye: {goodbye: system.goodbye}", "bye: {queue: account}")
        await published(page, queued, at="2027-01-15T08:00:30Z")
        del house.house.plan.queues["account"]
        await house.advance(31)
        after = await page.get("/api/routes/support")
        assert after["published_version"] == 1
        assert "account" in after["failed"]


async def test_a_schedule_is_taken_back_and_its_text_is_a_draft_again(house: Web) -> None:
    async with house.page("designer") as page:
        await published(page, SHORT, at="2027-01-15T08:00:30Z")
        back = (await page.send("DELETE", "/api/routes/support/schedule")).json()
        assert (back["changed"], back["text"], back["scheduled"]) == (True, SHORT, None)
        await house.advance(31)
        assert (await page.get("/api/routes/support"))["published_version"] == 1


@pytest.mark.spec("IVR-01")
async def test_a_number_is_led_to_another_published_route_of_its_service(house: Web) -> None:
    number = "/api/routes/numbers/0700000001"
    async with house.page("designer") as page:
        await page.send("POST", "/api/routes", {"name": "night", "service": "support"})
        assert (await page.send("PUT", number, {"route": "night"})).json()["code"] == "not_published"
        await page.send("POST", "/api/routes/night/publish", {})
        assert (await page.send("PUT", number, {"route": "night"})).status_code == 200
        assert (await page.send("PUT", number, {"route": "sales"})).status_code == 422
        house.switch.arrive("a", "01011112222", "0700000001")
        await house.settle()
        assert house.house.desk.calls["a"].route == "night"
        assert (await load_plan(house.database)).numbers["0700000001"].route == "night"
        plan = house.house.plan
        plan.services["support"] = replace(plan.services["support"], phone=False)
        assert (await page.send("PUT", number, {"route": "support"})).json()["code"] == "no_telephone"
        assert [each["number"] for each in (await page.get("/api/routes/numbers"))["items"]] == ["0700000002"]


@pytest.mark.spec("IVR-01")
async def test_an_org_admin_adds_a_number_which_takes_the_next_call(house: Web) -> None:
    number = "/api/routes/numbers/0212345678"
    async with house.page("designer") as page:
        assert (await page.send("PUT", number, {"route": "support"})).status_code == 404
    async with house.page("owner") as page:
        assert (await page.send("PUT", f"{number}x", {"route": "support"})).status_code == 422
        assert (await page.send("PUT", number, {"route": "support"})).json()["service"] == "support"
        assert "0212345678" in [each["number"] for each in (await page.get("/api/routes/numbers"))["items"]]
    house.switch.arrive("a", "01011112222", "0212345678")
    await house.settle()
    assert house.house.desk.calls["a"].route == "support"
    assert (await load_plan(house.database)).numbers["0212345678"].service == "support"


@pytest.mark.spec("IVR-01")
async def test_a_mistyped_number_is_removed_again_by_an_org_admin_unless_a_call_uses_it(house: Web) -> None:
    number = "/api/routes/numbers/0212345679"
    async with house.page("owner") as page, house.page("designer") as designer:
        assert (await page.send("DELETE", number)).status_code == 404
        await page.send("PUT", number, {"route": "support"})
        assert (await designer.send("DELETE", number)).status_code == 403
        house.switch.arrive("a", "01011112222", "0212345679")
        await house.settle()
        refused = await page.send("DELETE", number)
        assert (refused.status_code, refused.json()["code"]) == (409, "number_in_use")
        house.switch.hang_up("a")
        await house.settle()
        assert (await page.send("DELETE", number)).status_code == 204
        assert "0212345679" not in [each["number"] for each in (await page.get("/api/routes/numbers"))["items"]]
    assert "0212345679" not in (await load_plan(house.database)).numbers
    house.switch.arrive("b", "01011112222", "0212345679")
    await house.settle()
    assert "b" not in house.house.desk.calls or not house.house.desk.calls["b"].route
    entries = await house.house.history.of("number:0212345679")
    assert [type(entry.fact).__name__ for entry in entries] == ["NumberRouted", "NumberRemoved"]


async def test_an_org_admin_sees_the_numbers_of_services_whose_routes_are_not_theirs_to_read(house: Web) -> None:
    """Who adds and removes numbers has to know which there are; to lead one elsewhere takes a right in its service."""
    person = Person("org", "Org", frozenset(), cti=False, rights=completed({(ORGANISATION, Right.ORG_ADMIN.value)}))
    await house.house.people.add(person, "cordboard")
    house.house.plan.people["org"] = person
    async with house.page("org") as page:
        numbers = (await page.get("/api/routes/numbers"))["items"]
        assert [each["number"] for each in numbers] == ["0700000001", "0700000002"]
        assert (await page.send("GET", "/api/routes")).status_code == 403
        assert (await page.send("PUT", "/api/routes/numbers/0700000001", {"route": "night"})).status_code == 403


PART = "route: part\nstart: hi\nparameters: {}\nsteps:\n  hi: {say: system.closed, then: back}\n  back: {return: yes}\n"
WHOLE = SHORT.replace("    say: system.closed", "    subroute: part")


async def test_a_subroute_that_is_published_anew_is_linked_anew_in_the_routes_that_call_it(house: Web) -> None:
    async with house.page("designer") as page:
        await page.send("POST", "/api/routes", {"name": "part", "service": "support", "text": PART})
        assert (await page.send("POST", "/api/routes/part/publish", {})).status_code == 200
        await published(page, WHOLE)
        assert (await page.get("/api/routes/support/versions"))["items"][0]["linked"] == {"part": 1}
        assert (await page.get("/api/routes"))["items"][0]["used_by"] == ["support"]
        assert (await page.send("PUT", "/api/routes/numbers/0700000001", {"route": "part"})).json()[
            "code"
        ] == "is_subroute"
        await published(page, PART.replace("system.closed", "sales.welcome"), "part")
        await house.settle()
        await house.house.routes.linked_anew()
        newest = (await page.get("/api/routes/support/versions"))["items"][0]
        assert (newest["linked"], newest["comment"]) == ({"part": 2}, "part is version 2 now")
        house.switch.arrive("a", "01011112222", "0700000001")
        await house.settle()
        assert house.switch.hears("a") == "sales.welcome"
        await draft(page, SHORT.replace("route: support", "route: part"), "part")
        refused = await page.send("POST", "/api/routes/part/publish", {})
        assert (refused.status_code, "support calls this one" in refused.text) == (422, True)
        assert (await page.send("DELETE", "/api/routes/part")).status_code == 409


async def test_the_name_of_a_route_that_is_gone_can_be_given_again(house: Web) -> None:
    new = {"name": "night", "service": "support"}
    async with house.page("designer") as page:
        for _ in range(2):
            assert (await page.send("POST", "/api/routes", new)).status_code == 201
            told = await published(page, SHORT.replace("route: support", "route: night"), "night")
            assert told["published_version"] == 1
            assert (await page.send("DELETE", "/api/routes/night")).status_code == 204
            assert house.house.routes.library.current("night") is None
    entries = await house.house.history.of("route:night")
    assert [type(entry.fact).__name__ for entry in entries] == ["RoutePublished", "RouteRemoved"] * 2
