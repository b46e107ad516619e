"""A whole call by clicking, as a person does it."""

import pytest
from playwright.async_api import expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.faults import without_network
from tests.support.caller import CALLER_TONES
from tests.support.real import RealStage

pytestmark = on_a_page


@pytest.mark.spec("TEL-08", "TEL-09", "TEL-11", "TEL-12")
async def test_a_login_to_the_cti_leads_to_the_default_state(desk: Desk) -> None:
    await desk.shows("Logged out")
    await desk.log_in()
    for choice in ("Ready", "Break", "Work", "Log out of CTI"):
        await expect(desk.button(choice)).to_be_enabled()
    await desk.press("Log out of CTI")
    await desk.shows("Logged out")


@pytest.mark.spec("TEL-10", "TEL-13", "TEL-15")
async def test_break_and_work_have_reasons_and_a_running_time(desk: Desk) -> None:
    await desk.log_in()
    await desk.press("Break")
    await desk.shows("Break · Rest")
    await desk.press("Pause reasons")
    await desk.page.get_by_role("menuitem", name="Meal").click()
    await desk.shows("Break · Meal")
    await desk.press("Work")
    await desk.shows("Work · Ticket handling")
    await expect(desk.phone.get_by_role("timer")).to_have_text("00:00:02")


@pytest.mark.spec("TEL-14", "TEL-19", "IVR-05")
async def test_a_popup_says_who_calls_which_way_and_what_a_yes_does(rung: Desk) -> None:
    popup = await rung.rings()
    for words in ("010-1234-56", "Payments \u203a Card", "Waiting", "Confirming opens a ticket in Support"):
        await expect(popup).to_contain_text(words)
    await expect(popup.locator("dd").first).to_have_text("Payments")
    await rung.shows("Incoming")


@pytest.mark.spec("TEL-20")
async def test_a_yes_lets_both_hear_each_other(talk: Desk, stage: RealStage) -> None:
    await stage.expect_caller_hears("A", "agent1")
    await talk.hears(CALLER_TONES["A"])


@pytest.mark.spec("TEL-20")
async def test_a_yes_opens_the_ticket_and_what_is_typed_is_kept(talk: Desk) -> None:
    await expect(talk.note).to_be_focused()
    await talk.page.keyboard.type("Charged twice on Monday.")
    await expect(talk.page.get_by_text("Saved", exact=True)).to_be_visible()
    kept = (await talk.ask("/api/tickets?mine=true&limit=1"))["items"][0]
    assert (kept["note"], kept["path"]) == ("Charged twice on Monday.", ["Payments", "Card"])
    assert talk.page.url.endswith(f"/desk/tickets/{kept['id']}")


@pytest.mark.spec("TEL-29", "TEL-32")
async def test_on_hold_the_caller_hears_music_and_nobody_hears_the_caller(talk: Desk, stage: RealStage) -> None:
    await talk.press("Hold")
    await stage.expect_caller_hears("A", "music")
    await talk.hears(0)
    await talk.shows("On hold")
    await talk.press("Resume")
    await stage.expect_caller_hears("A", "agent1")
    await talk.hears(CALLER_TONES["A"])


async def test_muted_the_caller_hears_nothing(talk: Desk, stage: RealStage) -> None:
    await talk.press("Mute")
    await stage.expect_caller_hears("A", "nothing")
    await talk.hears(CALLER_TONES["A"])
    await talk.press("Unmute")
    await stage.expect_caller_hears("A", "agent1")


@pytest.mark.spec("TEL-33", "TEL-34", "TEL-35")
async def test_after_a_call_the_agent_says_what_is_next(talk: Desk, stage: RealStage) -> None:
    await talk.press("Hang up")
    await stage.expect_gone("A")
    await talk.answer("After call", "Cancel")
    await talk.shows("Work · Ticket handling")
    await talk.press("Ready")
    await call_by_card(stage, "B")
    await talk.answer("Incoming call", "Confirm")
    await talk.shows("Talking")
    await stage.hang_up("B")
    await talk.answer("After call", "OK")
    await talk.shows("Ready")


@pytest.mark.spec("TEL-31")
async def test_a_dismissed_caller_hears_the_announcement_and_the_agent_is_out(talk: Desk, stage: RealStage) -> None:
    await talk.button("Dismiss caller").click(delay=900)
    await stage.expect_caller_hears("A", "system.dismissal")
    await talk.hears(0)
    await talk.shows("Work · Recovery")
    await stage.expect_gone("A")


@pytest.mark.spec("TEL-21")
async def test_a_no_lets_the_caller_wait_again(rung: Desk, stage: RealStage) -> None:
    await rung.answer("Incoming call", "Cancel")
    await expect(rung.dialog("Incoming call")).to_be_hidden()
    await stage.expect_waits("A", "payments")
    await stage.expect_caller_hears("A", "music")
    await stage.expect_ticket("A", None)


async def test_a_call_that_nobody_answers_is_said_so(rung: Desk, stage: RealStage) -> None:
    await expect(rung.phone.get_by_role("status")).to_contain_text("No answer", timeout=40_000)
    await stage.expect_waits("A", "payments")
    await expect(rung.phone).to_contain_text("You missed a call")
    await rung.press("Ready")
    await rung.rings()


async def test_a_lost_network_is_said_where_one_looks_and_what_is_typed_then_is_kept(talk: Desk) -> None:
    await expect(talk.phone.get_by_text("You hear each other.")).to_be_visible()
    async with without_network(talk):
        await expect(talk.page.get_by_text("Connection lost. Reconnecting.")).to_be_visible()
        await expect(talk.phone.get_by_text("Your phone is away: the caller hears music")).to_be_visible()
        await expect(talk.phone.get_by_text("You hear each other.")).to_be_hidden()
        await talk.note.fill("Typed into nowhere.")
    await expect(talk.phone.get_by_text("You hear each other.")).to_be_visible()
    await expect(talk.page.get_by_text("Connection lost. Reconnecting.")).to_be_hidden()
    await expect(talk.page.get_by_text("Saved", exact=True)).to_be_visible()
    assert (await talk.ask("/api/tickets?mine=true&limit=1"))["items"][0]["note"] == "Typed into nowhere."


async def test_the_keyboard_stays_at_a_button_that_was_busy_and_comes_back_from_a_dialog(talk: Desk) -> None:
    """Else what is typed next would be orders: keys outside of fields are buttons."""
    keys = talk.page.keyboard
    await talk.button("Hold").focus()
    await keys.press("Enter")
    await expect(talk.button("Resume")).to_be_focused()
    await keys.press("Enter")
    await talk.shows("Talking")
    await expect(talk.button("Hold")).to_be_focused()
    await talk.button("Transfer").focus()
    await keys.press("Enter")
    await expect(talk.dialog("Transfer the caller").get_by_role("combobox")).to_be_focused()
    await keys.press("Escape")
    await expect(talk.button("Transfer")).to_be_focused()


async def test_who_writes_while_a_call_rings_and_goes_writes_on_in_the_same_place(
    ready: Desk, stage: RealStage
) -> None:
    field = ready.page.get_by_placeholder("Filter my tickets")
    await field.fill("about")
    await call_by_card(stage)
    await ready.rings()
    await stage.hang_up("A")
    await expect(ready.dialog("Incoming call")).to_be_hidden()
    await ready.page.keyboard.type(" breaks")
    await expect(field).to_have_value("about breaks")
    await ready.shows("Ready")
