"""The phone docked, floating and in a window of its own: the call goes on, and so does its sound."""

import pytest
from playwright.async_api import FloatRect, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.caller import CALLER_TONES
from tests.support.real import RealStage

pytestmark = on_a_page
MENU = "Where the phone is"


async def carry(desk: Desk, where: str) -> None:
    await desk.press(MENU)
    await desk.page.get_by_role("menuitem", name=where, exact=True).click()


async def own_window(desk: Desk) -> Desk:
    """The same person at the phone's own window."""
    async with desk.page.context.expect_page() as opened:
        await carry(desk, "In its own window")
    window = Desk(await opened.value, desk.url, desk.login)
    await expect(window.phone).to_be_visible()
    return window


async def box(desk: Desk) -> FloatRect:
    found = await desk.phone.bounding_box()
    assert found is not None
    return found


async def drag(desk: Desk, x: float, y: float) -> None:
    """Take the phone by its head and let go there."""
    head = await desk.phone.get_by_role("status").bounding_box()
    assert head is not None
    await desk.page.mouse.move(head["x"] + 4, head["y"] + 4)
    await desk.page.mouse.down()
    await desk.page.mouse.move(x, y, steps=6)
    await desk.page.mouse.up()


async def test_a_floating_phone_goes_where_it_is_dragged_and_is_there_after_a_reload(desk: Desk) -> None:
    await carry(desk, "Floating")
    await drag(desk, 500, 200)
    there = await box(desk)
    assert 400 < there["x"] < 520
    await desk.page.reload()
    await expect(desk.phone).to_be_visible()
    assert abs((await box(desk))["x"] - there["x"]) < 2
    assert await serious(desk.page) == []


async def test_a_floating_phone_cannot_be_lost(desk: Desk) -> None:
    await carry(desk, "Floating")
    await drag(desk, 1430, 890)
    await desk.page.set_viewport_size({"width": 1200, "height": 600})
    await expect(desk.button("Log in to CTI")).to_be_in_viewport(ratio=1)


async def test_a_floating_phone_moves_by_arrow_keys(desk: Desk) -> None:
    await carry(desk, "Floating")
    handle = desk.phone.get_by_role("button", name="Move the phone")
    before = (await box(desk))["x"]
    await handle.press("ArrowLeft")
    await handle.press("Shift+ArrowLeft")
    await desk.page.wait_for_timeout(100)
    assert (await box(desk))["x"] == pytest.approx(before - 136)


async def test_a_call_goes_on_in_a_window_of_its_own_and_back(talk: Desk, stage: RealStage) -> None:
    window = await own_window(talk)
    await talk.hears(CALLER_TONES["A"])
    await window.press("Hold")
    await stage.expect_caller_hears("A", "music")
    await window.page.keyboard.press("h")
    await stage.expect_caller_hears("A", "agent1")
    await window.page.close()
    await expect(talk.button("Hold")).to_be_visible()
    await talk.hears(CALLER_TONES["A"])


async def test_a_call_is_answered_in_the_phones_own_window(ready: Desk, stage: RealStage) -> None:
    window = await own_window(ready)
    await call_by_card(stage)
    await window.rings()
    await expect(ready.dialog("Incoming call")).to_have_count(0)
    await window.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    await expect(ready.note).to_be_visible()
    await window.press("Hang up")
    await expect(window.dialog("After call")).to_be_visible()
    await ready.page.get_by_role("button", name="Bring it back").click()
    await expect(ready.dialog("After call")).to_be_visible()
