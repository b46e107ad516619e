"""Filters that people keep, and lists as files."""

import io
import re
import zipfile

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_records import ids
from tests.server.web.test_ticket_work import gives_up

WISH = {
    "filter": {"q": "환불"},
    "columns": [{"id": "id", "title": "번호"}, {"id": "subject", "title": "제목"}, {"id": "state", "title": "상태"}],
    "words": {"unassigned": "미할당"},
    "zone": "Asia/Seoul",
}


def cells(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    return re.findall(r"<(?:t|v)(?: [^>]*)?>([^<]*)</", sheet)


async def write(page: Page, id: int, subject: str) -> None:
    assert (await page.send("PATCH", f"/api/tickets/{id}", {"subject": subject})).status_code == 200


async def test_a_filter_is_kept_for_its_person_and_removed(house: Web) -> None:
    async with house.page("agent1") as page:
        wish = {"name": "환불", "filter": {"view": "unassigned", "q": "환불", "priority": "high"}}
        kept = (await page.send("POST", "/api/ticket-filters", wish)).json()
        assert kept["filter"] == {"view": "unassigned", "q": "환불", "priority": "high"}
        assert (
            await page.send("POST", "/api/ticket-filters", {"name": "x", "filter": {"view": "y"}})
        ).status_code == 422
    async with house.page("agent2") as other:
        await other.send("DELETE", f"/api/ticket-filters/{kept['id']}")
        assert (await other.get("/api/ticket-filters"))["items"] == []
    async with house.page("agent1") as page:
        assert (await page.get("/api/ticket-filters"))["items"] == [kept]
        await page.send("DELETE", f"/api/ticket-filters/{kept['id']}")
        assert (await page.get("/api/ticket-filters"))["items"] == []


@pytest.mark.spec("TKT-53")
async def test_a_list_is_written_in_the_background_and_fetched_once(house: Web) -> None:
    await gives_up(house, "c1", "c2", "c3")
    async with house.page("agent1") as page:
        await write(page, 1, '=HYPERLINK("http://x";"환불")')
        await write(page, 2, "환불 요청")
        begun = (await page.send("POST", "/api/ticket-exports", WISH)).json()
        await house.house.exports.settled()
        told = await page.get(f"/api/ticket-exports/{begun['id']}")
        assert (told["state"], told["done"]) == ("ready", 2)
        file = f"/api/ticket-exports/{begun['id']}/file"
        async with house.page("agent2") as other:
            assert (await other.send("GET", file)).status_code == 404
        answer = await page.send("GET", file)
        assert cells(answer.content) == [
            *("번호", "제목", "상태"),
            *("2", "환불 요청", "미할당"),
            *("1", "=HYPERLINK(&quot;http://x&quot;;&quot;환불&quot;)".replace("&quot;", '"'), "미할당"),
        ]
        assert (await page.send("GET", file)).status_code == 404
        assert (await page.get(f"/api/ticket-exports/{begun['id']}"))["state"] == "fetched"


async def test_who_has_lost_a_right_meanwhile_does_not_get_the_file(house: Web) -> None:
    await gives_up(house, "c1")
    async with house.page("agent1") as page, house.page("owner") as owner:
        begun = (await page.send("POST", "/api/ticket-exports", WISH)).json()
        await house.house.exports.settled()
        await owner.send("PUT", "/api/people/agent1/rights/support", {"rights": []})
        assert (await page.send("GET", f"/api/ticket-exports/{begun['id']}/file")).status_code == 403


async def test_an_export_of_nothing_and_one_that_is_stopped_leave_no_file(house: Web) -> None:
    async with house.page("agent1") as page:
        assert await ids(page, "q=환불") == []
        begun = (await page.send("POST", "/api/ticket-exports", WISH)).json()
        assert (await page.send("DELETE", f"/api/ticket-exports/{begun['id']}")).status_code == 204
        assert (await page.get(f"/api/ticket-exports/{begun['id']}"))["state"] == "stopped"
        assert (await page.send("GET", f"/api/ticket-exports/{begun['id']}/file")).status_code == 404


@pytest.mark.spec("TKT-33", "ISS-07")
async def test_all_categories_are_one_file(house: Web) -> None:
    async with house.page("supervisor") as page:
        wish = {"service": "support", "tree": "receipt", "name": "결제"}
        over = (await page.send("POST", "/api/ticket-categories", wish)).json()["id"]
        await page.send("POST", "/api/ticket-categories", wish | {"name": "카드", "parent": over})
        told = cells((await page.send("GET", "/api/ticket-categories/export?service=support")).content)
    assert "결제 &gt; 카드" in told
