"""What the organisation is called, and its key: made, shown, changed, and what a program reads with it."""

import pytest

from server.rights.reads import OF_THE_ORGANISATION
from tests.server.web.desk import Page, Web
from tests.server.web.test_rights import ALL

PATH = "/api/organisation"


async def status(house: Web, key: str, operation: str) -> int:
    method, path = operation.split(" ")
    async with house.page() as program:
        told = await program.client.request(method, path, headers={"Authorization": f"Bearer {key}"})
    return told.status_code


async def made(page: Page) -> str:
    return str((await page.send("POST", f"{PATH}/key")).json()["key"])


@pytest.mark.spec("ORG-18")
async def test_the_organisation_has_a_name_an_id_that_stays_a_domain_and_an_address(house: Web) -> None:
    async with house.page("owner") as owner:
        first = await owner.get(PATH)
        named = (await owner.send("PATCH", PATH, {"name": " 코드보드 상담 "})).json()
        assert (named["name"], named["id"]) == ("코드보드 상담", first["id"])
        assert first["id"].startswith("org_")
        assert (named["domain"], named["url"]) == ("127.0.0.1", house.house.settings.public_address)
        assert (named["has_key"], named["made_by"]) == (False, "")
    async with house.page("supervisor") as boss:
        assert (await boss.send("GET", PATH)).status_code == 403


@pytest.mark.spec("ORG-18", "SEC-03", "SEC-08")
async def test_the_key_reads_people_and_records_until_another_one_is_made(house: Web) -> None:
    async with house.page("owner") as owner:
        assert (await owner.send("POST", f"{PATH}/key/show")).json()["code"] == "no_key"
        key = await made(owner)
        assert (await owner.send("POST", f"{PATH}/key/show")).json() == {"key": key}
        assert key not in (await owner.send("GET", PATH)).text
        assert {await status(house, key, each) for each in OF_THE_ORGANISATION} == {200}
        other = await made(owner)
        assert (await status(house, key, "GET /api/people"), await status(house, other, "GET /api/people")) == (
            401,
            200,
        )
        told = await owner.get(PATH)
        audit = [each["operation"] for each in (await owner.get("/api/audit"))["items"]]
    assert (told["has_key"], told["made_by"]) == (True, "owner")
    assert audit.count("POST /api/organisation/key") == 2
    assert "POST /api/organisation/key/show" in audit


@pytest.mark.spec("SEC-03")
async def test_the_key_does_nothing_else_whatever_is_asked(house: Web) -> None:
    async with house.page("owner") as owner:
        key = await made(owner)
    closed = {each for each in ALL if each not in OF_THE_ORGANISATION and "session" not in each and "{" not in each}
    public = {"POST /api/password", "POST /api/password/forgotten", "GET /api/health", "GET /api/asyncapi.json"}
    assert {await status(house, key, each) for each in closed - public} == {403}


@pytest.mark.spec("SEC-02", "SEC-03")
async def test_the_key_is_used_from_the_networks_that_are_named(house: Web) -> None:
    async with house.page("owner") as owner:
        key = await made(owner)
        wrong = await owner.send("PATCH", PATH, {"addresses": ["somewhere"]})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "key_address")
        for networks, answer in ((["192.0.2.0/24"], 403), (["127.0.0.0/8"], 200), ([], 200)):
            await owner.send("PATCH", PATH, {"addresses": networks})
            assert await status(house, key, "GET /api/audit") == answer
        assert (await owner.get(PATH))["name"] == ""
