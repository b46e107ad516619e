"""Warning and dismissing by clicks; the incident; what the supervisor sees of it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page


@pytest_asyncio.fixture(loop_scope="package")
async def board(house: House, browser: Browser) -> AsyncIterator[Desk]:
    board = await Desk.open(browser, house.url, "supervisor")
    await board.sign_in()
    yield board
    await board.page.context.close()


async def test_a_warning_is_given_and_taken_back(talk: Desk, stage: RealStage) -> None:
    await talk.press("Give warning 1")
    await expect(talk.phone).to_contain_text("The caller hears: Warning 1")
    await stage.expect_caller_hears("A", "conduct.warning1")
    await expect(talk.phone).to_contain_text("1 warning heard")
    await expect(talk.button("Give warning 2")).to_be_enabled()
    await talk.press("Take back")
    await expect(talk.phone).to_contain_text("No warning yet")
    await talk.press("Hang up")
    await stage.expect_gone("A")


@pytest.mark.spec("TEL-31")
async def test_a_dismissal_fills_the_incident_in_and_the_supervisor_sees_it(
    talk: Desk, board: Desk, stage: RealStage
) -> None:
    await talk.button("Dismiss caller").click(delay=900)
    form = talk.phone.get_by_role("form")
    await expect(form).to_contain_text("Termination")
    await expect(form).to_contain_text("No call reaches you")
    await form.get_by_role("textbox").fill("He shouted.")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_be_hidden()
    await expect(talk.page.get_by_role("region", name="Incident", exact=False)).to_contain_text("He shouted.")
    await expect(board.page.get_by_text("has terminated a call.")).to_be_visible()
    await talk.page.reload()
    await talk.shows("Work")
    await expect(talk.page.get_by_role("region", name="Incident", exact=False)).to_contain_text("He shouted.")
    await talk.page.wait_for_load_state("networkidle")
    await expect(form).to_be_hidden()
    alert = board.page.get_by_role("region", name="Incidents", exact=True).get_by_role("link").first
    await alert.click()
    record = board.page.get_by_role("article")
    await expect(record).to_contain_text("He shouted.")
    await record.get_by_role("button", name="Mark as reviewed").click()
    await expect(record.get_by_role("button", name="Mark as reviewed")).to_be_hidden()
    await stage.expect_gone("A")
