"""Files of tickets over HTTP."""

import hashlib
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete

from storage.tables import tickets
from tests.server.test_scanning import PROGRAM
from tests.server.web.desk import Page, Web
from tests.server.web.test_calls import ready
from tests.server.web.test_records import talk
from ticketing.files import EACH, MOST

PATH = "/api/tickets/1/attachments"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


async def a_ticket(house: Web, page: Page) -> None:
    await ready(house, page)
    await talk(house, page, "c1", "0311112222")


def kept(house: Web) -> list[Path]:
    return [each for each in (house.folder / "attachments").rglob("*") if each.is_file()]


@pytest.mark.spec("TKT-24")
async def test_a_file_is_kept_by_its_content_and_given_back_as_it_was(house: Web) -> None:
    async with house.page("agent1") as page:
        await a_ticket(house, page)
        told = (await page.bring(f"{PATH}?name=..%2Fphoto.exe", PNG)).json()
        assert (told["name"], told["type"], told["picture"]) == ("photo.exe.png", "image/png", True)
        assert told["sha256"] == hashlib.sha256(PNG).hexdigest()
        given = await page.send("GET", f"{PATH}/{told['id']}")
        shown = await page.send("GET", f"{PATH}/{told['id']}?show=true")
    assert (given.content, shown.content) == (PNG, PNG)
    assert given.headers["content-disposition"] == 'attachment; filename="photo.exe.png"'
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in given.headers["content-security-policy"]
    assert (shown.headers["content-type"], shown.headers["content-disposition"][:6]) == ("image/png", "inline")
    assert [each.stat().st_mode & 0o077 for each in kept(house)] == [0]


async def test_only_pictures_are_shown_in_the_page(house: Web) -> None:
    async with house.page("agent1") as page:
        await a_ticket(house, page)
        told = (await page.bring(f"{PATH}?name=a.html", b"<script>alert(1)</script>")).json()
        given = await page.send("GET", f"{PATH}/{told['id']}?show=true")
    assert (told["name"], told["type"]) == ("a.html.txt", "text/plain")
    assert given.headers["content-disposition"].startswith("attachment")


@pytest.mark.spec("TKT-24")
async def test_what_is_too_large_too_many_or_of_another_kind_is_not_kept(house: Web) -> None:
    async with house.page("agent1") as page:
        await a_ticket(house, page)
        assert (await page.bring(PATH, bytes(EACH + 1))).json()["code"] == "file_size"
        assert (await page.bring(PATH, b"MZ\x90\x00")).json()["code"] == "file_type"
        assert (await page.bring(PATH, b"")).json()["code"] == "file_empty"
        for _ in range(MOST):
            assert (await page.bring(f"{PATH}?name=a.png", PNG)).status_code == 201
        assert (await page.bring(PATH, PNG)).json()["code"] == "file_count"
        names = [each["name"] for each in (await page.get(PATH))["items"]]
    assert names == ["a.png", "a (2).png", "a (3).png", "a (4).png", "a (5).png"]
    assert len(kept(house)) == MOST


async def test_who_brought_a_file_or_an_admin_removes_it_and_nobody_else(house: Web) -> None:
    async with house.page("agent1") as page, house.page("agent2") as other, house.page("supervisor") as boss:
        await a_ticket(house, page)
        one, two = [(await page.bring(PATH, PNG)).json()["id"] for _ in range(2)]
        assert (await other.send("DELETE", f"{PATH}/{one}")).status_code == 403
        assert (await page.send("DELETE", f"{PATH}/{one}")).status_code == 204
        assert (await boss.send("DELETE", f"{PATH}/{two}")).status_code == 204
        assert (await page.send("GET", f"{PATH}/{two}")).status_code == 404
    assert kept(house) == []


async def test_what_a_scanner_finds_is_kept_away_from_everybody_and_told(house: Web) -> None:
    house.house.files._scan = f'{sys.executable} -c "{PROGRAM}"'
    async with house.page("agent1") as page:
        await a_ticket(house, page)
        told = (await page.bring(PATH, b"bad")).json()
        answer = await page.send("GET", f"{PATH}/{told['id']}")
        assert (told["found"], answer.status_code, answer.json()["code"]) == ("Test.Virus", 409, "file_kept_away")
        house.house.files._scan = "/no/such/scanner"
        assert (await page.bring(PATH, PNG)).json()["code"] == "file_scanner"
    assert [each.parent.name for each in kept(house)] == ["kept-away"]


async def test_files_go_with_their_ticket(house: Web) -> None:
    async with house.page("agent1") as page:
        await a_ticket(house, page)
        await page.bring(PATH, PNG)
    async with house.database.writing() as connection:
        await connection.execute(delete(tickets))
    assert await house.house.files.sweep() == 1  # the clock of this house is years ahead of its files
    assert kept(house) == []
