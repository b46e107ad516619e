"""Calling out by clicking: the form, the talk and its ticket, and what is said when nobody answers."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.support.caller import CALLER_TONES, Caller
from tests.support.real import RealStage
from tests.support.scenario import CALLING_BACK

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
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    form = await _form(desk, stage, kind)
    await form.get_by_role("button", name="Call", exact=True).dblclick()
    await expect(desk.phone.get_by_text(words)).to_be_visible()
    assert not [url for url in asked if url.endswith("/quality")]  # a call without a talk has no sound
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


@pytest.mark.spec("CB-01", "CB-07", "TEL-26")
async def test_a_promised_call_says_what_it_is_and_confirm_calls_the_customer(desk: Desk, stage: RealStage) -> None:
    await stage.set_queue("general", CALLING_BACK | {"announcing": {"digits": {"8": {"to": "callback"}}}})
    await stage.call("A", "0700000001", "01012345678")
    await stage.press("A", "0")
    await stage.expect_waits("A", "general")
    await stage.press("A", "8")
    await stage.expect_caller_hears("A", "system.callback.number-is")
    await stage.type_number("A", "B", "answers")
    await stage.press("A", "1")
    await stage.expect_gone("A")
    await desk.log_in()
    await desk.press("Ready")
    popup = desk.dialog("Call a customer back")
    await expect(popup).to_contain_text("kept the place")
    await expect(popup).to_contain_text("Attempts so far0")
    await popup.get_by_role("button", name="Confirm").click()
    await desk.shows("Talking")
    await stage._joined("B")
    await stage.expect_caller_hears("B", "agent1")
    await desk.hears(CALLER_TONES["B"])
    ticket = (await desk.ask("/api/tickets?mine=true&limit=1"))["items"][0]
    assert (ticket["kind"], desk.page.url.rsplit("/", 1)[-1]) == ("outbound", str(ticket["id"]))
    await desk.press("Hang up")
    await desk.shows("After call")


async def test_giving_up_while_it_rings_leads_back(desk: Desk, stage: RealStage) -> None:
    await desk.log_in()
    form = await _form(desk, stage, "silent")
    await form.get_by_role("button", name="Call", exact=True).click()
    await expect(desk.phone.get_by_text("It rings there.")).to_be_visible()
    await desk.press("Hang up")
    await expect(desk.phone.get_by_text("You hung up before the answer.")).to_be_visible()
    await desk.shows("Idle")


async def _ask_for(admin: Desk, number: str, certificate: Path) -> None:
    page = admin.page
    await page.get_by_label("In the name of").select_option("support")
    await page.get_by_label("Number", exact=True).fill(number)
    await page.get_by_label("Name", exact=True).fill("Head office")
    async with page.expect_file_chooser() as chooser:
        await page.get_by_label("Certificate (PDF").click()
    await (await chooser.value).set_files(certificate)
    await page.get_by_role("button", name="Add", exact=True).click()


@pytest.mark.spec("IVR-09", "IVR-10", "IVR-11", "TEL-25")
async def test_a_number_whose_certificate_was_compared_is_what_the_customer_sees(
    desk: Desk, stage: RealStage, browser: Browser, tmp_path: Path
) -> None:
    admin = await Desk.open(browser, desk.url, "admin")
    await admin.sign_in()
    await admin.page.goto(f"{desk.url}/settings/callerIds")
    wrong, right = tmp_path / "wrong.pdf", tmp_path / "right.pdf"
    wrong.write_bytes(b"no certificate")
    right.write_bytes(b"%PDF-1.7 a certificate")
    await _ask_for(admin, "031-111-2222", wrong)
    await expect(admin.page.get_by_text("neither PDF, JPG nor PNG")).to_be_visible()
    await _ask_for(admin, "031-111-2222", right)
    row = admin.page.get_by_role("row").filter(has_text="Head office")
    await expect(row.get_by_role("button", name="Edit")).to_be_visible()
    await row.get_by_label("Reason 0311112222").fill("As in the certificate")
    await row.get_by_role("button", name="Register", exact=True).click()
    await expect(row).to_contain_text("As in the certificate")
    await expect(row.get_by_role("button", name="Edit")).to_be_hidden()
    await desk.log_in()
    form = await _form(desk, stage, "busy")
    await form.get_by_label("Caller id").select_option("0311112222 (Head office)")
    await form.get_by_role("button", name="Call", exact=True).click()
    await desk.shows("Idle")
    await expect(desk.phone.get_by_text("Busy. Try again later.")).to_be_visible()
    assert "From: <sip:0311112222@127.0.0.1>" in stage.dialled.invites("busy")
    admin.page.on("dialog", lambda dialog: dialog.accept())
    await row.get_by_role("button", name="Delete").click()
    await expect(row).to_be_hidden()
    await admin.page.context.close()
