"""Figures as a file for Excel: numbers, dates and durations that can be reckoned with, and no formula (STA-08)."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.server.web.desk import Page, Web
from tests.server.web.test_ticket_work import gives_up
from tests.server.web.test_transfers import talking

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EVIL = '=HYPERLINK("http://evil","click")'
FIRST = date(1899, 12, 30)  # from which Excel counts days


class Book:
    """A file as Excel reads it: of each cell the text or the number, and the format."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        styles = self._part("xl/styles.xml")
        formats = {each.get("numFmtId"): each.get("formatCode") for each in styles.iterfind(".//m:numFmt", NAMES)}
        self._formats = [formats.get(each.get("numFmtId"), "") for each in styles.iterfind("m:cellXfs/m:xf", NAMES)]
        self.names = [each.get("name") for each in self._part("xl/workbook.xml").iterfind(".//m:sheet", NAMES)]

    def _part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._zip.read(name))

    def sheet(self, number: int) -> ElementTree.Element:
        return self._part(f"xl/worksheets/sheet{number}.xml")

    def rows(self, number: int) -> list[list[tuple[str | float, str | None]]]:
        return [
            [self._cell(cell) for cell in row.iterfind("m:c", NAMES)]
            for row in self.sheet(number).iterfind(".//m:row", NAMES)
        ]

    def _cell(self, cell: ElementTree.Element) -> tuple[str | float, str | None]:
        form = self._formats[int(cell.get("s", "0"))]
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext()), form
        return float(cell.findtext("m:v", "nan", NAMES)), form


async def book(page: Page, path: str, **wish: object) -> Book:
    answer = await page.send("POST", path, wish)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    return Book(answer.content)


CALLS = {
    "queues": ["offered", "answered", "service_level", "asa", "abandon_rate"],
    "agents": ["answered", "talk"],
    "words": {
        "queue": "キュー",
        "queues": "キュー別/合計",
        "offered": "着信",
        "time": "時刻",
        "all": "合計",
        "agents": "agents",
    },
}


@pytest.mark.spec("STA-08")
async def test_figures_of_calls_are_a_book_of_numbers_in_the_language_of_the_page(house: Web) -> None:
    async with house.page("supervisor") as page:
        await page.send("PATCH", "/api/queues/general", {"name": EVIL})
        async with talking(house):
            pass
        told = await page.get("/api/figures")
        asked = await book(page, "/api/figures/file", **CALLS)
        days = await book(page, "/api/figures/file", by="day", **CALLS)
        one = await book(page, "/api/figures/file", queue="general", **CALLS)
    assert asked.names == ["キュー別 合計", "agents", "spans"]
    head, *queues = asked.rows(1)
    assert [text for text, _ in head] == ["キュー", "着信", "answered", "service_level", "asa", "abandon_rate"]
    (mine,) = [row for row in queues if row[0][0] == EVIL]
    whole = next(each["whole"] for each in told["queues"] if each["name"] == EVIL)
    assert [text for text, _ in mine[1:4]] == [1, 1, 1]
    assert mine[3][1] == "0.0%"
    assert mine[4][1] == "[h]:mm:ss"
    assert mine[4][0] == pytest.approx(round(whole["asa"]) / 86_400)
    assert queues[-1][0][0] == "合計"
    assert [row[0][0] for row in one.rows(1)[1:]] == [EVIL]
    for number in (1, 2, 3):
        sheet = asked.sheet(number)
        assert not list(sheet.iterfind(".//m:f", NAMES))  # no formula
        pane = sheet.find(".//m:pane", NAMES)
        assert pane is not None
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    span, day = asked.rows(3)[1], days.rows(3)[1]
    assert (span[1][1], day[1][1]) == ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd")
    assert day[1][0] == (date.fromisoformat(told["first"]) - FIRST).days
    assert span[1][0] % (1 / 48) == pytest.approx(0, abs=1e-6) or span[1][0] % (1 / 48) == pytest.approx(1 / 48)


@pytest.mark.spec("STA-08")
async def test_figures_of_tickets_are_a_book_as_the_page_shows_them(house: Web) -> None:
    await gives_up(house, "c1", "c2", "c3")
    words = {
        "row:phone": "電話",
        "row:": "なし",
        "of": "チャネル",
        "received": "チケット",
        "course": "推移",
        "within:8": "それ以上",
    }
    async with house.page("supervisor") as page:
        await page.send("POST", "/api/ticket-categories", {"service": "support", "tree": "receipt", "name": EVIL})
        await page.send("PATCH", "/api/tickets/1", {"receipt": 1})
        states = await book(page, "/api/ticket-figures/file", of="channel", words=words)
        perday = await book(page, "/api/ticket-figures/file", of="channel", show="perDay", **week(await today(page)))
        within = await book(page, "/api/ticket-figures/file", of="receipt", show="within", words=words)
    assert states.names == ["チャネル", "推移"]
    head, mine, everything = states.rows(1)
    assert [text for text, _ in head][:2] == ["チャネル", "チケット"]
    assert [text for text, _ in mine][:3] == ["電話", 3, 3]
    assert mine[7][1] == "[h]:mm:ss"
    assert (everything[0][0], everything[-1][1]) == ("all", "0.0%")
    assert perday.rows(1)[1][1][0] == pytest.approx(3 / 7, abs=1e-3)
    assert len(perday.rows(2)) == 8
    assert {row[0][0] for row in within.rows(1)[1:]} == {EVIL, "なし", "all"}
    assert within.rows(1)[0][-1][0] == "それ以上"
    assert not list(within.sheet(1).iterfind(".//m:f", NAMES))


async def today(page: Page) -> str:
    return str((await page.get("/api/ticket-figures"))["last"])


def week(last: str) -> dict[str, str]:
    return {"from": date.fromordinal(date.fromisoformat(last).toordinal() - 6).isoformat(), "to": last}


async def test_a_file_of_figures_is_for_who_sees_the_page_and_of_days_that_can_be(house: Web) -> None:
    async with house.page("agent1") as agent, house.page("supervisor") as page:
        for path, wish in (("/api/figures/file", CALLS), ("/api/ticket-figures/file", {})):
            assert (await agent.send("POST", path, wish)).status_code == 403
            late = {**wish, "from": "2026-03-02", "to": "2026-03-01"}
            assert (await page.send("POST", path, late)).status_code == 422
        assert (await page.send("POST", "/api/figures/file", {**CALLS, "queue": "nowhere"})).status_code == 404
        assert (await page.send("POST", "/api/figures/file", {**CALLS, "queues": ["id"]})).status_code == 422
