"""Transfers by clicking and by keys: two people at two pages, and a caller who is heard."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Locator, ViewportSize, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.caller import CALLER_TONES, Caller
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page
PICKER = "Transfer the caller"
SMALL = ViewportSize(width=360, height=640)


@pytest_asyncio.fixture(loop_scope="package")
async def colleague(house: House, used_by_colleagues: BrowserContext) -> AsyncIterator[Desk]:
    """agent2 at a page, idle; named before the talk, so that it ends before the colleague leaves."""
    desk = await Desk.at(used_by_colleagues, house.url, "agent2")
    await desk.sign_in()
    await desk.log_in()
    yield desk
    if call := (await desk.ask("/api/present"))["call"]:
        await desk.post(f"/api/calls/{call['id']}/hangup")
    await desk.hand_on()


async def name_of(desk: Desk) -> str:
    return str((await desk.ask("/api/me"))["name"])


async def ready(colleague: Desk) -> str:
    """Their name on screen."""
    await colleague.press("Ready")
    await colleague.shows("Ready")
    return await name_of(colleague)


async def pick(desk: Desk, name: str) -> Locator:
    """The picker, with this one chosen."""
    await desk.press("Transfer")
    dialog = desk.dialog(PICKER)
    await desk.page.keyboard.type(name)
    await expect(dialog.get_by_role("option")).to_have_count(1)
    return dialog


async def ask(desk: Desk, colleague: Desk) -> None:
    await pick(desk, await ready(colleague))
    await desk.answer(PICKER, "Ask first")
    await colleague.rings()


async def consult(desk: Desk, colleague: Desk) -> None:
    await ask(desk, colleague)
    await colleague.answer("Incoming call", "Confirm")
    await expect(desk.button("Complete")).to_be_enabled()


async def test_the_way_back_is_in_sight_on_a_narrow_page_while_a_colleague_is_rung(colleague: Desk, talk: Desk) -> None:
    await ask(talk, colleague)
    await talk.page.set_viewport_size(SMALL)
    await expect(talk.button("Back")).to_be_in_viewport(ratio=1)
    way_out = await talk.page.locator(".hang-up-row").bounding_box()
    back = await talk.button("Back").bounding_box()
    assert way_out is not None
    assert back is not None
    assert back["y"] + back["height"] <= way_out["y"]
    await talk.press("Back")
    await talk.shows("Talking")


@pytest.mark.spec("TEL-30", "TEL-41")
async def test_a_colleague_is_asked_joined_and_takes_over(colleague: Desk, talk: Desk, stage: RealStage) -> None:
    await ask(talk, colleague)
    await stage.expect_caller_hears("A", "music")
    popup = colleague.dialog("Incoming call")
    await expect(popup).to_contain_text(f"{await name_of(talk)} asks you about this caller")
    await colleague.answer("Incoming call", "Confirm")
    await talk.press("Join")
    await stage.expect_caller_hears("A", "agent1")
    await colleague.hears(CALLER_TONES["A"])
    await talk.press("Complete")
    await expect(talk.dialog("After call")).to_be_visible()
    await colleague.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")  # both pages have the same microphone
    await talk.hears(0)
    await colleague.press("Hang up")
    await stage.expect_gone("A")


@pytest.mark.spec("TEL-30")
async def test_who_is_asked_sees_the_ticket_of_the_caller(colleague: Desk, talk: Desk) -> None:
    await talk.note.fill("Charged twice on Monday.")
    await expect(talk.page.get_by_text("Saved", exact=True)).to_be_visible()
    await ask(talk, colleague)
    await expect(colleague.dialog("Incoming call")).to_contain_text("Charged twice on Monday.")
    await colleague.answer("Incoming call", "Confirm")
    await expect(colleague.note).to_have_value("Charged twice on Monday.")


async def test_the_agent_turns_to_the_caller_and_goes_back(colleague: Desk, talk: Desk, stage: RealStage) -> None:
    await consult(talk, colleague)
    await talk.press("Swap")
    await stage.expect_caller_hears("A", "agent1")
    await colleague.hears(0)
    await talk.press("Back")
    await expect(colleague.dialog("After call")).to_be_visible()
    await expect(talk.button("Transfer")).to_be_enabled()
    await stage.expect_caller_hears("A", "agent1")


async def test_a_colleague_who_declines_is_said_so_and_the_caller_waits(colleague: Desk, talk: Desk) -> None:
    await ask(talk, colleague)
    await colleague.answer("Incoming call", "Cancel")
    await expect(talk.phone).to_contain_text(f"{await name_of(colleague)} declined.")
    await expect(talk.phone).to_contain_text("The caller is still on hold: press Resume.")
    await talk.press("Resume")
    await talk.shows("Talking")
    await expect(talk.phone).not_to_contain_text("declined")
    await colleague.shows("Ready")


async def test_a_caller_is_handed_to_a_queue(talk: Desk, stage: RealStage) -> None:
    await pick(talk, "Account")
    await expect(talk.dialog(PICKER).get_by_role("button", name="Ask first")).to_be_disabled()
    await talk.answer(PICKER, "Hand over")
    await expect(talk.dialog("After call")).to_be_visible()
    await stage.expect_caller_hears("A", "music")
    await stage.expect_waits("A", "account")


async def test_a_caller_is_handed_to_a_route(talk: Desk, stage: RealStage) -> None:
    dialog = await pick(talk, "route:support")
    await expect(dialog.get_by_text("goes into the route support again")).to_be_visible()
    await talk.answer(PICKER, "Hand over")
    await expect(talk.dialog("After call")).to_be_visible()
    await stage.expect_caller_hears("A", "support.welcome")


async def test_a_caller_is_handed_to_a_number_that_is_typed(talk: Desk, stage: RealStage) -> None:
    customer = await stage.dialled.customer("answers")
    stage.dialled.rtp["answers"].say(CALLER_TONES["B"])
    stage.callers["B"] = Caller(customer, stage.dialled.rtp["answers"])
    dialog = await pick(talk, customer.number)
    await expect(dialog.get_by_text("is called while the caller hears music")).to_be_visible()
    await talk.answer(PICKER, "Hand over")
    await expect(talk.dialog("After call")).to_be_visible()
    await stage._joined("B")
    await stage.expect_caller_hears("A", "B")
    await stage.expect_caller_hears("B", "A")


async def test_a_number_that_may_not_be_called_is_said_so(talk: Desk) -> None:
    dialog = await pick(talk, "+81312345678")
    await expect(dialog.get_by_text("is abroad and may not be called")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Hand over")).to_be_disabled()


async def test_a_caller_is_handed_to_a_colleague(colleague: Desk, talk: Desk) -> None:
    await pick(talk, await ready(colleague))
    await talk.answer(PICKER, "Hand over")
    await expect(talk.dialog("After call")).to_be_visible()
    popup = await colleague.rings()
    await expect(popup).to_contain_text(f"{await name_of(talk)} hands this caller over to you")
    await colleague.answer("Incoming call", "Confirm")
    await colleague.hears(CALLER_TONES["A"])


async def test_a_whole_transfer_needs_no_mouse(colleague: Desk, talk: Desk) -> None:
    keys, name = talk.page.keyboard, await ready(colleague)
    await expect(talk.note).to_be_focused()
    await keys.press("Escape")
    await keys.press("t")
    await expect(talk.dialog(PICKER).get_by_role("combobox")).to_be_focused()
    await keys.type(name)
    await expect(talk.dialog(PICKER).get_by_role("option")).to_have_count(1)
    await keys.press("Enter")
    await colleague.rings()
    await colleague.page.wait_for_timeout(500)
    await colleague.page.keyboard.press("Enter")
    await expect(talk.button("Join")).to_be_enabled()
    await keys.press("j")
    await expect(talk.button("Leave")).to_be_enabled()
    await expect(talk.button("Complete")).to_be_enabled()
    await keys.press("c")
    await expect(talk.dialog("After call")).to_be_visible()


async def test_nothing_keeps_people_from_a_transfer(colleague: Desk, talk: Desk) -> None:
    await talk.press("Transfer")
    await expect(talk.dialog(PICKER).get_by_role("option").first).to_be_visible()
    assert await serious(talk.page) == []
    await talk.page.keyboard.press("Escape")
    await ask(talk, colleague)
    assert await serious(colleague.page) == []
    assert await serious(talk.page) == []
    await colleague.answer("Incoming call", "Confirm")
    await talk.press("Join")
    await expect(talk.button("Leave")).to_be_enabled()
    assert await serious(colleague.page) == []
    assert await serious(talk.page) == []
