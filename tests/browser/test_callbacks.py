"""Callbacks by clicking: spread evenly, called, timed, completed, taken back, counted."""

import asyncio
import time

import pytest
from playwright.async_api import Browser, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import NARROW, overhang, serious
from tests.support.real import RealStage
from tests.support.stage import PATIENCE, CallbackWish

pytestmark = on_a_page
NUMBERS = {"A": "01055551100", "B": "01055552200"}  # the last two digits are the turn of the test
ASSIGN, PROGRESS, BACK = "Callbacks nobody has", "Progress", "Assigned and not complete"


async def gave_up(stage: RealStage) -> None:
    for caller, number in NUMBERS.items():
        await call_by_card(stage, caller, number)
        await stage.expect_waits(caller, "payments")
        await stage.hang_up(caller)
        await stage.expect_callback(caller, CallbackWish("payments", reason="abandoned"))


async def spread_evenly(boss: Desk) -> None:
    page = boss.page
    await page.goto(f"{boss.url}/callbacks/assign")
    await page.get_by_label("Number").fill("105555")
    callbacks, agents = (page.get_by_role("region", name=name, exact=True) for name in (ASSIGN, "Agents"))
    await expect(callbacks.get_by_role("row")).to_have_count(3)
    await callbacks.get_by_label("Choose all").check()
    await agents.get_by_label("Only who is signed in to the CTI").check()
    await expect(agents.get_by_role("row")).to_have_count(2)  # agent1 has just logged in
    await agents.get_by_label("Only who is signed in to the CTI").uncheck()
    for name in ("김민서", "Emma Clarke"):
        await agents.get_by_label(name, exact=True).check()
        await expect(agents.get_by_role("row", name=name)).to_contain_text("gets")
    await expect(agents.get_by_role("row", name="김민서")).to_contain_text("gets 1")
    assert await serious(page) == []
    await page.get_by_role("button", name="Assign", exact=True).click()
    await expect(page.get_by_text("2 callbacks assigned.")).to_be_visible()


async def keep_a_filter_and_columns(boss: Desk) -> None:
    """They are there again after the page is loaded again."""
    page = boss.page
    await page.goto(f"{boss.url}/callbacks?state=unprocessed")
    await page.get_by_role("button", name="Kept filters").click()
    await page.get_by_label("Name of the filter").fill("To be called")
    await page.get_by_role("button", name="Keep", exact=True).click()
    assert await serious(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Columns").click()
    await page.get_by_role("checkbox", name="Tries").uncheck()
    await page.keyboard.press("Escape")
    await page.goto(f"{boss.url}/callbacks")
    await page.get_by_role("button", name="Kept filters").click()
    await page.get_by_role("button", name="To be called", exact=True).click()
    await expect(page).to_have_url(f"{boss.url}/callbacks?state=unprocessed")
    await expect(page.get_by_role("columnheader", name="Number")).to_be_visible()
    await expect(page.get_by_role("columnheader", name="Tries")).to_be_hidden()


async def due(desk: Desk, callback: int) -> None:
    """Its time comes in a moment."""
    token, wish = (await desk.ask("/api/me"))["csrf"], {"due_at": time.time() + 2}
    answer = await desk.page.context.request.put(
        f"{desk.url}/api/callbacks/{callback}/due", data=wish, headers={"X-CSRF-Token": token}
    )
    assert answer.ok, await answer.text()


async def caller_of(desk: Desk, callback: int) -> str:
    """On the ticket of the attempt. An attempt of a test before may still be on screen when this one begins."""
    async with asyncio.timeout(PATIENCE):
        while (ticket := (await desk.ask("/api/tickets?mine=true&limit=1"))["items"][0])["callback"] != callback:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return str(ticket["caller"])


async def called_and_told_where_one_is(desk: Desk, stage: RealStage, number: str) -> None:
    """Asked in the talk already, and after it, also by a page that was loaded again; one click completes it."""
    customer = (await stage.dialled.customer("answers")).number
    await desk.phone.get_by_role("button", name="Connect").click()
    await desk.dialog("Dial").get_by_label("Customer number").fill(customer)
    await desk.answer("Dial", "Call")
    await desk.shows("Talking")
    asked = desk.phone.get_by_role("region", name="What came of the callback to")
    await expect(asked).to_contain_text(number[-4:])
    assert await serious(desk.page) == []
    await desk.press("Hang up")
    await desk.shows("After call")
    await desk.page.reload()
    await expect(asked).to_contain_text(number[-4:])
    assert await serious(desk.page) == []
    await asked.get_by_role("button", name="Reached", exact=True).click()
    await expect(desk.page.get_by_text("The callback is complete.")).to_be_visible()
    await expect(asked).to_be_hidden()
    await desk.answer("After call", "Cancel")


async def see_ones_own_day(desk: Desk) -> None:
    """From the menu of the account: what has just been done is counted already."""
    page = desk.page
    await page.get_by_role("button", name="Account of").click()
    await page.get_by_role("menuitem", name="My performance").click()
    today = page.get_by_role("region", name="My performance: Callbacks")
    await expect(today.get_by_role("row", name="Done today")).not_to_contain_text("0")
    await expect(page.get_by_role("region", name="My performance: Times in states")).to_contain_text("Idle")
    await expect(page.get_by_label("Service")).to_be_visible()
    assert await serious(page) == []
    wide = page.viewport_size
    await page.set_viewport_size(NARROW)
    assert await overhang(page) <= 0
    assert wide is not None
    await page.set_viewport_size(wide)


@pytest.mark.spec("CB-02", "CB-07", "CB-08", "CB-11", "CB-12", "CB-13", "CB-16", "CB-22", "ME-01", "ME-07", "TEL-28")
async def test_callbacks_are_spread_called_timed_completed_and_counted(
    desk: Desk, stage: RealStage, browser: Browser
) -> None:
    busy = (await stage.dialled.customer("busy")).number
    await gave_up(stage)
    await desk.log_in()
    boss = await Desk.open(browser, desk.url, "supervisor")
    await boss.sign_in()
    await spread_evenly(boss)
    await keep_a_filter_and_columns(boss)
    await desk.page.get_by_role("link", name="Callbacks", exact=True).click()
    (mine,) = (await desk.ask("/api/callbacks?state=unprocessed"))["items"]
    row = desk.page.get_by_role("row").filter(has_text=mine["caller"][-4:])
    await expect(desk.page.get_by_role("navigation", name="Views of callbacks")).to_be_hidden()
    await row.get_by_role("button", name="Connect").click()
    form = desk.dialog("Dial")
    await expect(form.get_by_label("Customer number")).to_have_value(mine["caller"])
    await form.get_by_label("Customer number").fill(busy)
    await form.get_by_role("button", name="Call", exact=True).click()
    await expect(desk.phone.get_by_text("Busy. Try again later.")).to_be_visible()
    asked = desk.phone.get_by_role("region", name="What came of the callback to")
    await asked.get_by_role("button", name="Again at …").click()
    await desk.page.get_by_role("button", name="In 3 h").click()
    await expect(asked).to_be_hidden()
    assert await caller_of(desk, mine["id"]) == busy
    await desk.press("Call again")
    await expect(form.get_by_label("Customer number")).to_have_value(mine["caller"])
    await desk.answer("Dial", "Cancel")
    await desk.page.get_by_role("link", name="Callbacks", exact=True).click()
    await expect(row.get_by_role("cell", name="2", exact=True)).to_be_visible()
    await due(desk, mine["id"])
    await expect(row).to_contain_text("Overdue")
    waiting = desk.phone.get_by_role("region", name="Callbacks that are due")
    await expect(waiting).to_contain_text(mine["caller"][-4:])
    await desk.page.reload()
    await expect(waiting).to_contain_text(mine["caller"][-4:])
    assert await serious(desk.page) == []
    await called_and_told_where_one_is(desk, stage, mine["caller"])
    await expect(waiting).to_be_hidden()
    await desk.page.get_by_role("link", name="Callbacks", exact=True).click()
    await expect(row).to_be_hidden()
    await see_ones_own_day(desk)
    await boss.page.get_by_role("link", name="Take back", exact=True).click()
    theirs = boss.page.get_by_role("region", name=BACK, exact=True)
    await expect(theirs.get_by_role("row").filter(has_text="Emma Clarke")).to_be_visible()
    await theirs.get_by_label("Choose all").check()
    await boss.page.get_by_role("button", name="Take back", exact=True).click()
    await expect(boss.page.get_by_text("1 callback taken back.")).to_be_visible()
    await boss.page.get_by_role("link", name=PROGRESS, exact=True).click()
    await expect(boss.page.get_by_role("row", name="Sum")).to_contain_text("%")
    assert await serious(boss.page) == []
    await boss.page.set_viewport_size(NARROW)
    for view in ("", "/assign", "/unassign", "/status"):
        await boss.page.goto(f"{boss.url}/callbacks{view}")
        await expect(boss.page.get_by_role("navigation", name="Views of callbacks")).to_be_visible()
        assert await overhang(boss.page) <= 0
    await boss.page.context.close()
