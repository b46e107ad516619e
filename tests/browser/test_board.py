"""The supervisor's board: everything that happens, without loading again; and who may see it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.server.web.test_figure_files import Book
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page


@pytest_asyncio.fixture(loop_scope="package")
async def board(house: House, browser: Browser) -> AsyncIterator[Desk]:
    board = await Desk.open(browser, house.url, "supervisor")
    await board.sign_in()
    yield board
    await board.page.context.close()


def row(board: Desk, table: str, name: str) -> Locator:
    return board.page.get_by_role("region", name=table, exact=True).get_by_role("button").filter(has_text=name)


@pytest.mark.spec("TEL-17")
async def test_the_board_follows_an_agent_and_a_call(board: Desk, ready: Desk, stage: RealStage) -> None:
    await expect(row(board, "Agents", "김민서")).to_contain_text("Ready")
    await stage.call("A", "0700000001", "01012345678")
    await expect(row(board, "Calls", "010-1234")).to_contain_text("In the menu")
    await stage.press("A", "11")
    await expect(row(board, "Calls", "010-1234")).to_contain_text("Ringing")
    await ready.answer("Incoming call", "Confirm")
    await expect(row(board, "Agents", "김민서")).to_contain_text("Talking")
    await expect(row(board, "Calls", "010-1234")).to_contain_text("김민서")
    await stage.hang_up("A")
    await expect(row(board, "Calls", "010-1234")).to_be_hidden()


async def test_the_board_counts_who_waits(board: Desk, stage: RealStage) -> None:
    payments = row(board, "Queues", "Payments").locator("span").nth(1)
    await expect(payments).to_have_text("0")
    given_up = (await board.ask("/api/figures?queue=payments"))["queues"][0]["whole"]["abandoned"]
    await stage.call("A", "0700000001", "01012345678")
    await stage.press("A", "11")
    await expect(payments).to_have_text("1")
    await stage.hang_up("A")
    await expect(payments).to_have_text("0")
    await board.page.get_by_role("link", name="Figures", exact=True).click()
    queues = board.page.get_by_role("region", name="Queues", exact=True)
    gave_up = queues.get_by_role("row", name="Payments").get_by_role("cell").nth(2)
    await expect(gave_up).to_have_text(str(given_up + 1))
    for button, ending in (("Download as CSV", ".csv"), ("Download for Excel", ".xlsx")):
        async with board.page.expect_download() as download:
            await board.page.get_by_role("button", name=button).click()
        assert (await download.value).suggested_filename.endswith(ending)
    book = Book((await (await download.value).path()).read_bytes())
    assert book.names == ["Queues", "Agents", "Course"]
    assert [name for name, _ in book.rows(1)[0]][:2] == ["Queue", "Offered"]
    await board.page.get_by_role("link", name="What if …", exact=True).click()
    await board.page.get_by_label("Queue", exact=True).select_option("payments")
    await board.page.get_by_label("Days to play", exact=True).fill("2")
    await board.page.get_by_role("button", name="Play", exact=True).click()
    results = board.page.get_by_role("table").filter(has_text="One agent more")
    await expect(results).to_be_visible(timeout=60_000)


async def test_the_board_counts_who_is_ready(board: Desk, desk: Desk) -> None:
    payments = row(board, "Queues", "Payments")
    await expect(payments).to_contain_text("0 / 0")
    await desk.log_in()
    await expect(payments).to_contain_text("0 / 1")
    await desk.press("Ready")
    await expect(payments).to_contain_text("1 / 1")


async def test_an_agent_has_no_board(desk: Desk) -> None:
    await expect(desk.page.get_by_role("link", name="Board")).to_have_count(0)
    await desk.page.goto(f"{desk.url}/board")
    await expect(desk.page.get_by_text("There is no such page.")).to_be_visible()


@pytest.mark.spec("TEL-08")
async def test_a_supervisor_has_no_phone(board: Desk) -> None:
    await expect(board.page.get_by_role("region", name="Agents", exact=True)).to_be_visible()
    await expect(board.phone).to_have_count(0)
