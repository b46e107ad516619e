"""Customers as a file: everything of them, side by side, and nothing in it is ever a formula."""

import csv
import io
import zipfile
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from server.exports.sheets import CsvSheet, ExcelBook, Share, guarded
from server.exports.shelf import STAYS
from tests.server.web.desk import Page, Web
from tests.server.web.test_customers import add, calls

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


async def made(page: Page, **wish: str) -> bytes:
    """The file, when it is there."""
    begun = await page.send("POST", "/api/customer-exports", wish)
    assert begun.status_code == 202, begun.text
    path = f"/api/customer-exports/{begun.json()['id']}"
    while (told := await page.get(path))["state"] == "running":
        assert told["done"] <= told["total"]
    assert told["state"] == "ready"
    return (await page.send("GET", f"{path}/file")).content


@pytest.mark.spec("CUS-05")
async def test_the_customers_found_are_told_in_a_file_without_formulas(house: Web) -> None:
    await calls(house, "01011112222", "01033334444")
    async with house.page("supervisor") as page:
        await add(page, 1, "name", '=HYPERLINK("http://evil","click")')
        await add(page, 1, "email", "a@example.org")
        await add(page, 1, "email", "b@example.org")
        await add(page, 2, "name", "山田太郎")
        rows = list(csv.reader(io.StringIO((await made(page, format="csv")).decode("utf-8-sig"))))
        only = list(csv.reader(io.StringIO((await made(page, format="csv", q="山田")).decode("utf-8-sig"))))
        book = zipfile.ZipFile(io.BytesIO(await made(page, format="xlsx")))
    assert rows[0][:4] == ["customer", "Name", "Phone number", "E-mail"]
    assert rows[2][1:4] == ['\'=HYPERLINK("http://evil","click")', "01011112222", "a@example.org; b@example.org"]
    assert [row[1] for row in only[1:]] == ["山田太郎"]
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = list(sheet.iter(f"{SHEET}c"))
    assert {cell.get("t") for cell in cells} <= {"inlineStr", "s"}
    assert not list(sheet.iter(f"{SHEET}f"))
    assert '=HYPERLINK("http://evil","click")' in ["".join(cell.itertext()) for cell in cells]


async def test_a_file_is_only_for_who_asked_and_goes_when_it_is_dropped(house: Web) -> None:
    await calls(house, "01011112222")
    async with house.page("supervisor") as page, house.page("admin") as other:
        begun = (await page.send("POST", "/api/customer-exports", {"format": "csv"})).json()
        path = f"/api/customer-exports/{begun['id']}"
        assert (await other.send("GET", path)).status_code == 404
        assert (await other.send("GET", f"{path}/file")).status_code == 404
        assert (await page.send("GET", path.replace("customer", "ticket"))).status_code == 404
        assert (await page.send("DELETE", path)).status_code == 204
        assert (await page.send("GET", f"{path}/file")).status_code == 404


async def test_a_file_is_fetched_once_and_is_gone_after_an_hour(house: Web) -> None:
    await calls(house, "01011112222")
    async with house.page("supervisor") as page:
        for fetched, late in ((True, 0.0), (False, STAYS + 1)):
            begun = (await page.send("POST", "/api/customer-exports", {"format": "csv"})).json()
            file = f"/api/customer-exports/{begun['id']}/file"
            await house.house.exports.settled()
            if fetched:
                assert (await page.send("GET", file)).status_code == 200
            house.now[0] += late
            assert (await page.send("GET", file)).status_code == 404


def test_sheets_have_names_that_excel_takes_and_each_its_own(tmp_path: Path) -> None:
    book = ExcelBook(tmp_path / "book.xlsx")
    wished = ["Calls / day", "calls   day", "'History'", "x" * 40, "X" * 40, "[]"]
    made = [book.begin(name).get_name() for name in wished]
    book.close()
    assert made == ["Calls   day", "calls   day (2)", "History (2)", "x" * 31, f"{'X' * 27} (2)", "Sheet"]


def test_a_csv_has_seconds_and_shares_as_numbers(tmp_path: Path) -> None:
    sheet = CsvSheet(tmp_path / "a.csv", "a", ["=a", "b"])
    sheet.add([[timedelta(minutes=2), Share(0.5)], ["-1", -1]])
    sheet.close()
    assert (tmp_path / "a.csv").read_text("utf-8-sig").split() == ["'=a,b", "120.0,0.5", "'-1,-1"]


@pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@x", "\t=1", "\r=1", "|x", "%x"])
def test_what_could_begin_a_formula_is_text(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"a{text}") == f"a{text}"
    assert guarded("") == ""
