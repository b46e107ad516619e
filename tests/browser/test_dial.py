"""Calling out by clicking: the form, the talk and its ticket, and what is said when nobody answers."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.support.real import CALLER_TONES, Caller, RealStage

pytestmark = on_a_page


async def _form(desk: Desk, stage: RealStage, kind: str) -> Locator:
    """The form with the number of such a customer; the customer is called B."""
    customer = await stage.dialled.customer(kind)
    rtp = stage.dialled.rtp[kind]
    rtp.say(CALLER_TONES["B"])
    stage.callers["B"] = Caller(customer, rtp)
    await desk.press("Dial")
    form = desk.dialog("Dial")
    await form.get_by_label("Customer number").fill(customer.number)
    return form


@pytest.mark.spec("TEL-24", "TEL-26")
async def test_a_number_is_dialled_and_the_talk_has_its_ticket(desk: Desk, stage: RealStage) -> None:
    await desk.log_in()
    form = await _form(desk, stage, "answers")
    await form.get_by_role("button", name="Call", exact=True).click()
    await desk.shows("Calling")
    await desk.shows("Talking")
    await stage._joined("B")
    await stage.expect_caller_hears("B", "agent1")
    await desk.hears(CALLER_TONES["B"])
    ticket = (await desk.ask("/api/tickets?mine=true&limit=1"))["items"][0]
    assert (ticket["kind"], desk.page.url.rsplit("/", 1)[-1]) == ("outbound", str(ticket["id"]))
    await desk.press("Hang up")
    await desk.shows("After call")


@pytest.mark.spec("TEL-26")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("busy", "Busy. Try again later."),
        ("refused", "The call was refused."),
        ("unallocated", "Nobody has this number."),
    ],
)
async def test_why_nobody_answered_is_said_and_stays_until_it_is_closed(
    desk: Desk, stage: RealStage, kind: str, words: str
) -> None:
    await desk.log_in()
    form = await _form(desk, stage, kind)
    await form.get_by_role("button", name="Call", exact=True).dblclick()
    await expect(desk.phone.get_by_text(words)).to_be_visible()
    await expect(desk.page.get_by_text("Nobody can be called")).to_be_hidden()
    await desk.shows("Idle")
    await desk.press("Close")
    await expect(desk.phone.get_by_text(words)).to_be_hidden()


@pytest.mark.spec("TEL-24", "TEL-25")
async def test_the_form_says_at_once_what_may_not_be_called(desk: Desk) -> None:
    await desk.log_in()
    await desk.press("Dial")
    form = desk.dialog("Dial")
    await form.get_by_label("Customer number").fill("+81312345678")
    await expect(form.get_by_text("is abroad and may not be called")).to_be_visible()
    await expect(form.get_by_role("button", name="Call", exact=True)).to_be_disabled()
    await expect(form.get_by_label("Caller id")).to_contain_text("Default (0700000001)")


async def test_giving_up_while_it_rings_leads_back(desk: Desk, stage: RealStage) -> None:
    await desk.log_in()
    form = await _form(desk, stage, "silent")
    await form.get_by_role("button", name="Call", exact=True).click()
    await expect(desk.phone.get_by_text("It rings there.")).to_be_visible()
    await desk.press("Hang up")
    await expect(desk.phone.get_by_text("You hung up before the answer.")).to_be_visible()
    await desk.shows("Idle")
