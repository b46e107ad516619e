"""Extensions of other PBXs that admins look after, and an agent who lets one ring."""

import asyncio

from softphone.client import Attached, Failed
from tests.server.web.desk import Web

NEW = {"id": "branch", "name": "Branch", "host": "192.0.2.9", "port": 5060, "user": "centre", "secret": "hush-hush"}
EXTENSION = NEW | {"extension": "801"}
CHOICE = {"kind": "pbx", "phone": "branch"}


async def test_the_secret_of_an_extension_is_never_told_again(house: Web) -> None:
    async with house.page("admin") as admin:
        answer = await admin.send("POST", "/api/extensions", EXTENSION)
        assert answer.status_code == 201
        assert "hush-hush" not in answer.text + (await admin.send("GET", "/api/extensions")).text


async def test_an_extension_that_rings_is_answered_for_when_it_is_lifted(house: Web) -> None:
    async with house.page("admin") as admin, house.page("agent1") as page:
        await admin.send("POST", "/api/extensions", EXTENSION)
        assert (await page.send("PUT", "/api/me/phone", CHOICE)).status_code == 200
        ringing = asyncio.create_task(page.send("POST", "/api/me/phone/ring", {}))
        await house.rings("agent1")
        house.house.pbx_phones.hear(Attached("agent1", "pbx-1"))
        assert (await ringing).status_code == 200


async def test_why_an_extension_was_not_lifted_is_told(house: Web) -> None:
    async with house.page("admin") as admin, house.page("agent1") as page:
        await admin.send("POST", "/api/extensions", EXTENSION)
        await page.send("PUT", "/api/me/phone", CHOICE)
        ringing = asyncio.create_task(page.send("POST", "/api/me/phone/ring", {}))
        await house.rings("agent1")
        house.house.pbx_phones.hear(Failed("agent1", "pbx-1", "busy"))
        assert (await ringing).json()["code"] == "pbx_busy"


async def test_an_extension_that_is_not_there_cannot_be_chosen(house: Web) -> None:
    async with house.page("agent1") as page:
        assert (await page.send("PUT", "/api/me/phone", CHOICE)).json()["code"] == "no_extension"
