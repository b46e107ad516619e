"""The event feed: everything once, by a cursor, and only what the asker may see."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.server.web.desk import CALLER, Web, app_of

pytestmark = pytest.mark.spec("SEC-01")


async def key(house: Web, rights: dict[str, list[str]], **more: object) -> str:
    async with house.page("owner") as owner:
        made = await owner.send(
            "POST", "/api/keys", {"name": "CRM", "rights": rights, "addresses": ["127.0.0.1"]} | more
        )
        assert made.status_code == 201, made.text
        return str(made.json()["token"])


async def ask(house: Web, token: str, query: str = "") -> httpx2.Response:
    transport = httpx2.ASGITransport(app_of(house.house))
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk") as client:
        return await client.get(f"/api/events{query}", headers={"Authorization": f"Bearer {token}"})


async def told(house: Web, token: str, query: str = "") -> dict[str, Any]:
    answer = await ask(house, token, query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_everything_comes_once_in_order_however_it_is_asked_for(house: Web) -> None:
    token = await key(house, {"support": ["admin-phone"]})
    await house.caller()
    whole = await told(house, token, "?limit=500")
    parts: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next": 0, "more": True}
    while page["more"]:
        page = await told(house, token, f"?after={page['next']}&limit=3")
        parts += page["items"]
    assert parts == whole["items"]
    assert {"Arrived", "RouteEntered", "Queued"} <= {each["type"] for each in parts}
    assert (await told(house, token, f"?after={page['next']}"))["items"] == []


async def test_types_are_chosen_and_a_wrong_one_is_named(house: Web) -> None:
    token = await key(house, {"support": ["admin-phone"]})
    await house.caller()
    assert [each["type"] for each in (await told(house, token, "?types=Queued,Arrived"))["items"]] == [
        "Arrived", "Queued",
    ]  # fmt: skip
    wrong = await ask(house, token, "?types=Queued,Nothing")
    assert (wrong.status_code, "Nothing" in wrong.text) == (422, True)


@pytest.mark.parametrize(("right", "caller"), [("admin-phone", CALLER), ("agent-phone", ""), ("callbacks", "")])
async def test_numbers_are_there_for_who_is_in_charge_of_the_telephone(house: Web, right: str, caller: str) -> None:
    token = await key(house, {"support": [right]})
    await house.caller()
    (arrived,) = (await told(house, token, "?types=Arrived"))["items"]
    assert arrived["data"]["caller"] == caller


async def test_other_services_are_not_there(house: Web) -> None:
    token = await key(house, {"sales": ["admin-phone"]})
    await house.caller()
    assert (await told(house, token))["items"] == []


async def test_who_waits_is_told_as_soon_as_it_happens(house: Web) -> None:
    token = await key(house, {"support": ["admin-phone"]})
    asking = asyncio.create_task(told(house, token, "?types=Queued&wait=25"))
    await asyncio.sleep(0)
    await house.caller()
    async with asyncio.timeout(20):
        (queued,) = (await asking)["items"]
    assert queued["data"]["queue"] == "general"


async def test_a_cursor_from_before_a_restore_is_refused_with_the_remedy(house: Web) -> None:
    token = await key(house, {"support": ["admin-phone"]})
    answer = await ask(house, token, "?after=999999")
    assert (answer.status_code, "backup" in answer.text) == (409, True)


@pytest.mark.spec("SEC-02")
async def test_a_key_of_other_networks_or_without_rights_gets_nothing(house: Web) -> None:
    assert (await ask(house, await key(house, {"support": ["design"]}))).status_code == 403
    elsewhere = await key(house, {"support": ["admin-phone"]}, addresses=["192.0.2.0/24"])
    assert (await ask(house, elsewhere)).status_code == 403


async def test_the_document_and_the_kinds_are_served(house: Web) -> None:
    async with house.page("supervisor") as page:
        document = await page.get("/api/asyncapi.json")
        kinds = (await page.get("/api/events/kinds"))["items"]
    assert document["asyncapi"] == "3.0.0"
    assert {"kind": "Arrived", "group": "calls"} in kinds
    assert {each["kind"] for each in kinds} == set(document["channels"]["events"]["messages"])
