"""Choosing a phone, and the desk phones that admins look after."""

import pytest

from asterisk.desk_phones import digest_of
from cti import facts
from cti.facts import PhoneKind
from tests.server.web.desk import Page, Web

DESK = {"kind": "sip", "phone": "desk-1"}


async def added(house: Web, id: str = "desk-1") -> dict[str, str]:
    async with house.page("admin") as admin:
        answer = await admin.send("POST", "/api/phones", {"id": id, "name": "Window"})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())


async def chosen(page: Page, **more: object) -> int:
    return (await page.send("PUT", "/api/me/phone", DESK | more)).status_code


async def logged_in(house: Web, agent: str, page: Page) -> None:
    house.core.engine.tell(facts.PhoneAttached(agent, PhoneKind.SIP, "desk-1"))
    await house.settle()
    assert (await page.send("PUT", "/api/me/state", {"state": "idle"})).status_code == 200


async def test_a_secret_is_told_once_and_only_its_digest_is_kept(house: Web) -> None:
    told = await added(house)
    assert house.registrar.accounts["desk-1"].digest == digest_of("desk-1", told["secret"])
    async with house.page("admin") as admin:
        assert told["secret"] not in (await admin.send("GET", "/api/phones")).text


async def test_a_new_secret_replaces_the_old_one(house: Web) -> None:
    first = await added(house)
    async with house.page("admin") as admin:
        second = (await admin.send("POST", "/api/phones/desk-1/secret", {})).json()
    assert second["secret"] != first["secret"]
    assert house.registrar.accounts["desk-1"].digest == digest_of("desk-1", second["secret"])


@pytest.mark.parametrize("id", ["101", "Desk 1", "trunk", "a", "x" * 33, ""])
async def test_an_id_that_could_be_mistaken_is_refused(house: Web, id: str) -> None:
    async with house.page("admin") as admin:
        answer = await admin.send("POST", "/api/phones", {"id": id, "name": "Window"})
    assert answer.status_code == 422


async def test_an_id_is_given_once(house: Web) -> None:
    await added(house)
    async with house.page("admin") as admin:
        assert (await admin.send("POST", "/api/phones", {"id": "desk-1", "name": "Again"})).status_code == 409


async def test_the_list_tells_who_is_there_and_who_uses_it(house: Web) -> None:
    await added(house)
    house.registrar.here.add("desk-1")
    async with house.page("agent1") as page, house.page("admin") as admin:
        await chosen(page)
        await logged_in(house, "agent1", page)
        listed = (await admin.get("/api/phones"))["items"][0]
    assert (listed["here"], listed["address"], listed["agent"]) == (True, "192.0.2.7:5060", "agent1")


async def test_an_agent_sees_which_phones_there_are_and_chooses_one(house: Web) -> None:
    await added(house)
    async with house.page("agent1") as page:
        assert [each["id"] for each in (await page.get("/api/me/phone"))["choices"]] == ["desk-1"]
        answer = await page.send("PUT", "/api/me/phone", {"kind": "sip", "phone": " DESK-1 "})
        assert (answer.json()["phone_kind"], answer.json()["seat"]) == ("sip", "desk-1")


async def test_a_colleague_is_not_pushed_off_a_phone_without_being_meant(house: Web) -> None:
    await added(house)
    async with house.page("agent1") as first, house.page("agent2") as second:
        await chosen(first)
        await logged_in(house, "agent1", first)
        refused = await second.send("PUT", "/api/me/phone", DESK)
        assert (refused.status_code, refused.json()["code"]) == (409, "phone_in_use")
        assert await chosen(second, take_over=True) == 200
    assert house.core.desk.agent("agent1").kind is PhoneKind.BROWSER


async def test_a_phone_in_use_cannot_be_removed_and_one_that_is_free_can(house: Web) -> None:
    await added(house)
    async with house.page("agent1") as page, house.page("admin") as admin:
        await chosen(page)
        await logged_in(house, "agent1", page)
        assert (await admin.send("DELETE", "/api/phones/desk-1")).status_code == 409
        await page.send("PUT", "/api/me/state", {"state": "off"})
        assert (await admin.send("DELETE", "/api/phones/desk-1")).status_code == 204
    assert "desk-1" not in house.registrar.accounts


async def test_an_outside_number_is_nobody_elses_business(house: Web) -> None:
    async with house.page("agent1") as page, house.page("supervisor") as other:
        await page.send("PUT", "/api/me/phone", {"kind": "outside", "phone": "010-1234 5678"})
        assert (await page.get("/api/me/phone"))["phone"] == "01012345678"
        assert "01012345678" not in (await other.send("GET", "/api/agents")).text


@pytest.mark.parametrize("phone", ["", "police", "12", "1" * 21, "+", "01012345678;rm"])
async def test_what_is_no_number_is_refused(house: Web, phone: str) -> None:
    async with house.page("agent1") as page:
        answer = await page.send("PUT", "/api/me/phone", {"kind": "outside", "phone": phone})
    assert answer.status_code == 422
