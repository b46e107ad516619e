"""Recordings by clicking: paused in the call, heard and sought on the ticket, found, locked and deleted in a list."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page
LENGTH = "document.querySelector('audio').duration"
PLACE = "document.querySelector('audio').currentTime"


async def recorded(desk: Desk, stage: RealStage) -> None:
    """agent1 talks to A, pauses the recording by its key and goes on, and hangs up."""
    await stage.record_talks("payments", "always", announced=False)
    await call_by_card(stage)
    await desk.rings()
    await desk.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    control = desk.phone.get_by_role("region", name="Recording", exact=True)
    await expect(control).to_contain_text("Recording")
    await asyncio.sleep(1.5)
    await desk.page.locator("body").click(position={"x": 5, "y": 5})
    await desk.page.keyboard.press("o")
    await expect(control).to_contain_text("Recording paused")
    await expect(control).to_contain_text("It goes on by itself in")
    await asyncio.sleep(1.5)
    await desk.press("Go on recording")
    await asyncio.sleep(2)
    await desk.press("Hang up")
    await desk.answer("After call", "Cancel")


async def player(desk: Desk) -> Locator:
    found = desk.page.get_by_role("region", name="Recording of the call", exact=True)
    await expect(found).to_be_visible(timeout=30_000)
    return found


async def until(desk: Desk, so: str) -> None:
    async with asyncio.timeout(15):
        while not await desk.page.evaluate(so):  # noqa: ASYNC110  # the page cannot call us
            await asyncio.sleep(0.1)


async def test_a_recording_is_paused_in_the_call_and_played_and_sought_on_the_ticket(
    ready: Desk, stage: RealStage, tmp_path: Path
) -> None:
    await recorded(ready, stage)
    here = await player(ready)
    await here.get_by_role("button", name="Play", exact=True).click()
    await until(ready, f"{PLACE} > 0.3")
    slider = here.get_by_role("slider", name="Place in the recording")
    box = await slider.bounding_box()
    assert box is not None
    await slider.click(position={"x": box["width"] * 0.9, "y": 30})
    await until(ready, f"{PLACE} > {LENGTH} * 0.85")
    await slider.focus()
    await ready.page.keyboard.press("Home")
    await until(ready, f"{PLACE} < 1.5")
    await expect(here.locator(".rec-pause")).to_have_count(1)
    await until(ready, f"{PLACE} > 3")  # over the pause, which is skipped
    assert await serious(ready.page) == []
    await ready.page.screenshot(path=tmp_path / "ticket.png")


async def test_a_supervisor_finds_hears_locks_and_deletes_a_recording(
    ready: Desk, stage: RealStage, house: House, browser: Browser
) -> None:
    await recorded(ready, stage)
    await player(ready)
    desk = await Desk.open(browser, house.url, "supervisor")
    await desk.sign_in()
    await desk.page.goto(f"{house.url}/settings/recordings")
    newest = desk.page.locator("article").first
    await newest.get_by_role("button").first.click()
    await newest.get_by_role("button", name="Play", exact=True).click()
    await expect(newest.get_by_role("region", name="Who listened")).to_contain_text("played")
    await newest.get_by_label("Reason").fill("claim of the customer")
    await newest.get_by_role("button", name="Lock", exact=True).click()
    await expect(newest).to_contain_text("claim of the customer")
    await expect(newest.get_by_role("button", name="Delete")).to_be_disabled()
    assert await serious(desk.page) == []
    await newest.get_by_label("Reason").fill("settled")
    await newest.get_by_role("button", name="Unlock", exact=True).click()
    await expect(newest.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    before = await desk.page.locator("article").count()
    await newest.get_by_label("Reason").fill("settled")
    await newest.get_by_role("button", name="Delete").click()
    await expect(desk.page.locator("article")).to_have_count(before - 1)
    await desk.page.context.close()


@pytest.mark.parametrize("language", ["ko", "ja"])
async def test_the_list_speaks_the_language(house: House, browser: Browser, language: str) -> None:
    desk = await Desk.open(browser, house.url, "supervisor")
    await desk.sign_in()
    await desk.page.goto(f"{house.url}/settings/recordings?lang={language}")
    words = {"ko": "잠긴 것만", "ja": "ロック済みのみ"}
    await expect(desk.page.get_by_label(words[language])).to_be_visible()
    await desk.page.context.close()
