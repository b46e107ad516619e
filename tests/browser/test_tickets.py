"""The main tasks of the page of tickets: made by hand, found by Korean words, solved two at once, written to a file."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.real import RealStage

pytestmark = on_a_page
SUBJECTS = ("카드환불을 요청", "환불 진행 문의", "배송지 변경")


async def make(desk: Desk, **told: object) -> dict[str, Any]:
    token = (await desk.ask("/api/me"))["csrf"]
    answer = await desk.page.context.request.post(
        f"{desk.url}/api/tickets", data={"service": "support", **told}, headers={"X-CSRF-Token": token}
    )
    made: dict[str, Any] = await answer.json()
    return made


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="List of tickets").locator("tbody tr")


@pytest.mark.spec("TKT-05", "TKT-07", "TKT-08", "TKT-23", "TKT-25", "TKT-53", "TKT-54")
async def test_two_tickets_are_found_by_korean_words_solved_at_once_and_written_to_a_file(desk: Desk) -> None:
    page = desk.page
    for subject in SUBJECTS[:2]:
        await make(desk, subject=subject)
    await page.get_by_role("link", name="Tickets", exact=True).click()
    await page.get_by_role("button", name="New ticket").click()
    form = desk.dialog("New ticket")
    await form.get_by_label("Title").fill(SUBJECTS[2])
    await form.get_by_role("button", name="Make it").click()
    await expect(page.get_by_label("Subject")).to_have_value(SUBJECTS[2])
    await page.get_by_role("link", name="Back to the list").click()
    await page.get_by_label("Search", exact=True).fill("환불")
    await expect(rows(page)).to_have_count(2)
    assert await serious(page) == []
    await page.get_by_role("heading", name="Tickets", exact=True).evaluate("() => document.activeElement.blur()")
    for _ in range(2):
        await page.keyboard.press("j")
        await page.keyboard.press("Space")
    await expect(page.get_by_text("2 selected")).to_be_visible()
    await page.get_by_role("button", name="Do it with all").click()
    batch = desk.dialog("Do it with all")
    await batch.get_by_label("What is said with each of them").fill("전화로 해결")
    await batch.get_by_role("button", name="Do it").click()
    await expect(page.get_by_text("2 tickets done.")).to_be_visible()
    await page.get_by_role("button", name="Close").last.click()
    await expect(rows(page).first).to_contain_text("Solved")
    await page.get_by_role("button", name="Write to an Excel file").click()
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Download").click()
    assert (await (await coming.value).path()).stat().st_size > 4000


@pytest.mark.spec("TKT-09", "TKT-11", "TKT-20", "TKT-22")
async def test_a_ticket_is_opened_by_keys_commented_on_and_its_history_says_so(desk: Desk) -> None:
    page = desk.page
    made = await make(desk, subject="주소 변경 부탁")
    await page.goto(f"{desk.url}/tickets?q=부탁")
    await expect(rows(page)).to_have_count(1)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(made["name"])).to_be_visible()
    await page.get_by_label("Priority").select_option("High")
    await page.get_by_label("Processing kind").select_option("Add comment")
    await page.get_by_label("Comment for colleagues").fill("주소 확인함")
    await page.get_by_role("button", name="Process", exact=True).click()
    history = page.locator(".ticket-events")
    await expect(history).to_contain_text("주소 확인함")
    await expect(history).to_contain_text("Priority: Normal → High")
    assert await serious(page) == []
    await page.keyboard.press("Escape")
    await expect(page).to_have_url(f"{desk.url}/tickets?q=%EB%B6%80%ED%83%81")


@pytest.mark.spec("TKT-29", "TKT-42", "TKT-43", "CUS-08", "CUS-09")
async def test_fields_are_filled_from_the_customer_and_what_others_do_is_seen_at_once(
    desk: Desk, browser: Browser
) -> None:
    page = desk.page
    boss = await Desk.open(browser, desk.url, "supervisor")
    await boss.sign_in()
    field: dict[str, object] = {
        "service": "support",
        "name": "Caller",
        "kind": "text",
        "audience": "customer",
        "known_as": "name",
    }
    await boss.tell("/api/ticket-fields", field)
    made = await make(desk, subject="영수증 요청", caller="01055508080")
    customer = (await desk.ask(f"/api/tickets/{made['id']}/customer"))["customer"]["id"]
    await desk.tell(f"/api/customers/{customer}/values", {"field": "name", "value": "김영수"})
    await page.goto(f"{desk.url}/desk/tickets/{made['id']}")
    fields = page.get_by_role("region", name="Fields")
    await expect(fields.get_by_label("Caller (from the customer)")).to_have_value("김영수")
    assert await serious(page) == []
    await fields.get_by_label("Caller").fill("김영수 님")
    await fields.get_by_label("Caller").blur()
    await expect(fields.get_by_label("Caller", exact=True)).to_have_value("김영수 님")
    told = (await desk.ask(f"/api/customers/{customer}"))["values"]
    assert [each["value"] for each in told] == ["김영수", "김영수 님"]
    await boss.tell(f"/api/tickets/{made['id']}/process", {"kind": "comment", "text": "영수증 보냄"})
    history = page.locator(".ticket-events")
    await expect(history).to_contain_text("영수증 보냄")
    await expect(history).not_to_contain_text("supervisor commented")
    (known,) = (await boss.ask("/api/ticket-fields?service=support"))["items"]
    token = (await boss.ask("/api/me"))["csrf"]
    await boss.page.context.request.delete(
        f"{desk.url}/api/ticket-fields/{known['id']}", headers={"X-CSRF-Token": token}
    )
    await boss.page.context.close()


WATCH_THE_NOTE = """() => {
  window.tops = [];
  const look = () => {
    const note = document.querySelector("article[aria-busy=false] .note-box");
    if (note) window.tops.push(Math.round(note.getBoundingClientRect().top));
    requestAnimationFrame(look);
  };
  look();
}"""


async def test_what_comes_late_pushes_nothing_of_a_ticket_away(talk: Desk, stage: RealStage) -> None:
    """How the talk sounded, its recordings and the customer stand above or beside the note, and are asked for last."""
    await expect(talk.phone.get_by_role("table")).to_contain_text("MOS")  # it has been measured
    await talk.press("Hang up")
    await stage.expect_gone("A")
    await expect(talk.page.get_by_text("Sound, caller")).to_be_visible()
    await talk.page.add_init_script(f"({WATCH_THE_NOTE})()")

    async def later(route: Route) -> None:
        await asyncio.sleep(0.3)  # a slow line
        await route.continue_()

    await talk.page.route("**/quality", later)
    await talk.page.route("**/api/recordings*", later)
    await talk.page.reload()
    await expect(talk.page.locator("article[aria-busy=false] .note-box")).to_be_visible()
    await expect(talk.page.get_by_text("MOS").first).to_be_visible()
    await asyncio.sleep(0.5)  # what would still move it
    assert len(set(await talk.page.evaluate("window.tops"))) == 1
