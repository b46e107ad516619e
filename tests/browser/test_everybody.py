"""The pages for everybody: other languages, small screens, no mouse, assistive technology."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.support.house import PASSWORD, House
from tests.support.real import RealStage

pytestmark = on_a_page
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
NARROW = ViewportSize(width=360, height=740)
KEY_OF_A_TEXT = re.compile(r"\b[a-z][A-Za-z]*\.[a-z][A-Za-z.]*\b")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
OF_ANY_LANGUAGE = {
    "Cordboard",
    "CTI",
    "ID",
    "cordboard",
    "owner",
    "admin",
    "supervisor",
    "designer",
    "agent",
    "IVR",
    "ms",
}


def foreign(text: str) -> set[str]:
    return set(KEY_OF_A_TEXT.findall(text)) | set(ENGLISH.findall(text)) - OF_ANY_LANGUAGE


async def serious(page: Page) -> list[str]:
    """What axe finds wrong."""
    await page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found["violations"]]


async def overhang(page: Page) -> int:
    """Pixels by which the page is wider than the screen."""
    wider: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wider


@pytest.mark.parametrize(
    ("language", "log_in", "ready"), [("ko", "CTI 로그인", "대기"), ("ja", "CTI ログイン", "受付可")]
)
async def test_sign_in_and_panel_speak_the_language(
    house: House, browser: Browser, language: str, log_in: str, ready: str
) -> None:
    desk = await Desk.open(browser, house.url, "agent2", query=f"?lang={language}")
    await expect(desk.page.get_by_role("textbox").first).to_be_visible()
    assert foreign(await desk.page.inner_text("body")) == set()
    await desk.page.get_by_role("textbox").first.fill("agent2")
    await desk.page.locator("input[type=password]").fill(PASSWORD)
    await desk.page.keyboard.press("Enter")
    await desk.page.get_by_role("button", name=log_in, exact=True).click()
    await desk.page.get_by_role("button", name=ready, exact=True).click()
    await expect(desk.page.get_by_role("status").first).to_contain_text(ready)
    assert foreign(await desk.page.inner_text("section.phone")) == set()
    await desk.leave()


async def test_nothing_keeps_people_from_signing_in(house: House, browser: Browser) -> None:
    desk = await Desk.open(browser, house.url, "agent1")
    await expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert await serious(desk.page) == []
    await desk.page.context.close()


async def test_nothing_keeps_people_from_the_desk(ready: Desk) -> None:
    assert await serious(ready.page) == []


async def test_nothing_keeps_people_from_a_call(rung: Desk) -> None:
    await rung.rings()
    assert await serious(rung.page) == []
    await rung.answer("Incoming call", "Confirm")
    await expect(rung.note).to_be_focused()
    assert await serious(rung.page) == []
    await rung.press("Hang up")
    await expect(rung.dialog("After call")).to_be_visible()
    assert await serious(rung.page) == []


@pytest.mark.parametrize(
    ("language", "log_in", "ready", "incoming", "states"),
    [
        ("ko", "CTI 로그인", "대기", "전화 인입", ("통화", "보류", "통화 종료")),
        ("ja", "CTI ログイン", "受付可", "着信", ("通話中", "保留", "通話終了")),
    ],
)
async def test_nothing_keeps_people_from_a_call_on_a_small_dark_screen(
    house: House,
    browser: Browser,
    stage: RealStage,
    language: str,
    log_in: str,
    ready: str,
    incoming: str,
    states: tuple[str, str, str],
) -> None:
    desk = await Desk.open(browser, house.url, "agent1", NARROW, f"?lang={language}")
    page = desk.page
    await page.emulate_media(color_scheme="dark")
    await page.get_by_role("textbox").first.fill("agent1")
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name=log_in, exact=True).click()
    await page.get_by_role("button", name=ready, exact=True).click()
    await call_by_card(stage)
    await expect(desk.dialog(incoming)).to_be_visible(timeout=60_000)
    assert (await serious(page), await overhang(page)) == ([], 0)
    for done, state in zip(("confirm", "hold", "hangup"), states, strict=True):
        await desk.tell(f"/api/calls/{stage.callers['A'].call}/{done}")
        await expect(page.locator(".phone-state").get_by_role("status")).to_have_text(state)
        assert (await serious(page), await overhang(page)) == ([], 0), state
    await desk.leave()


async def test_nothing_keeps_people_from_the_board(house: House, browser: Browser, ready: Desk) -> None:
    board = await Desk.open(browser, house.url, "supervisor")
    await board.sign_in()
    await expect(board.page.get_by_role("region", name="Agents", exact=True)).to_contain_text("Ready")
    assert await serious(board.page) == []
    await board.page.context.close()


@pytest.mark.spec("TEL-05", "TEL-10")
async def test_the_phone_says_under_which_cti_id_one_takes_calls(house: House, browser: Browser, ready: Desk) -> None:
    owner = await Desk.open(browser, house.url, "owner")
    await owner.sign_in()
    await owner.page.goto(f"{house.url}/settings/people")
    await owner.page.get_by_role("button", name="Edit: 김민서").click()
    dialog = owner.page.get_by_role("dialog")
    await dialog.get_by_label("CTI id", exact=True).fill("4711")
    await dialog.get_by_role("button", name="Save", exact=True).click()
    await expect(owner.page.get_by_text("Saved.")).to_be_visible()
    await ready.page.reload()
    await expect(ready.phone.get_by_text("This browser · CTI 4711")).to_be_visible()
    await owner.page.context.close()


@pytest.mark.spec("ORG-30", "ORG-31", "ORG-34", "ORG-37", "ORG-39")
async def test_an_org_admin_adds_somebody_gives_rights_and_finds_it_on_record(house: House, browser: Browser) -> None:
    desk = await Desk.open(browser, house.url, "owner")
    await desk.sign_in()
    page, dialog = desk.page, desk.page.get_by_role("dialog")
    await page.goto(f"{house.url}/settings/people")
    await page.get_by_role("button", name="Add somebody").click()
    for label, text in {"Name": "Mina Park", "Login": "mina", "Mail": "mina@example.org"}.items():
        await dialog.get_by_label(label, exact=True).fill(text)
    await dialog.get_by_role("button", name="Add somebody").click()
    await page.get_by_role("button", name="Edit: Mina Park").click()
    await dialog.get_by_label("Admin: phone").check()
    await expect(dialog.get_by_label("Admin: tickets")).to_be_checked()
    await dialog.get_by_role("button", name="Save rights").click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    await dialog.get_by_label("Nickname").fill("Mimi")
    await dialog.get_by_role("button", name="Save", exact=True).click()
    await page.keyboard.press("Escape")
    await page.goto(f"{house.url}/settings/groups")
    await page.get_by_role("button", name="Add a group").click()
    await dialog.get_by_label("Name", exact=True).fill("Cards")
    await dialog.get_by_role("combobox", name="Members").fill("Mina")
    await page.get_by_role("option", name="Mina Park").click()
    await page.keyboard.press("Tab")
    await dialog.get_by_role("button", name="Save").click()
    await page.goto(f"{house.url}/settings/people")
    await page.get_by_label("Find by name").fill("cards mimi")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await expect(page.locator("tbody tr")).to_contain_text(["Called Mimi"])
    await expect(page.get_by_role("cell", name="Cards", exact=True)).to_be_visible()
    assert await serious(page) == []
    await page.goto(f"{house.url}/settings/records")
    await expect(page.get_by_role("row", name="mina")).to_contain_text("None → Admin: phone, Admin: tickets")
    assert await serious(page) == []
    await page.get_by_text("What was done").first.click()
    await page.get_by_label("Operation").select_option("Set somebody's rights")
    await expect(page.get_by_role("row", name="/people/mina/rights")).to_contain_text("Done")
    await expect(page.get_by_role("row", name="Signed in")).to_have_count(0)
    assert await serious(page) == []
    await page.goto(f"{house.url}/settings/organisation")
    await page.get_by_role("button", name="Add an organisation admin").click()
    await dialog.get_by_role("combobox", name="Somebody with an account").fill("mina")
    await page.get_by_role("option", name="Mina Park (mina)").click()
    await expect(dialog.get_by_text("mina@example.org")).to_be_visible()
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await page.get_by_role("button", name="Remove: Mina Park").click()
    await dialog.get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("Mina Park is no organisation admin any more.")).to_be_visible()
    await page.goto(f"{house.url}/me")
    await expect(page.get_by_text("Where I am signed in")).to_be_visible()
    assert await serious(page) == []
    await page.context.close()


@pytest.mark.spec("ORG-02")
async def test_a_small_screen_is_enough_for_a_call(house: House, browser: Browser, stage: RealStage) -> None:
    desk = await Desk.open(browser, house.url, "agent1", NARROW)
    assert await overhang(desk.page) <= 0
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    assert await overhang(desk.page) <= 0
    await call_by_card(stage)
    await desk.rings()
    assert await overhang(desk.page) <= 0
    await desk.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    assert await overhang(desk.page) <= 0
    await desk.press("Hang up")
    await desk.answer("After call", "OK")
    await desk.leave()


async def tab_to(desk: Desk, name: str) -> None:
    """Press Tab until the focus is on the button, at most as often as a page has stops: two for each ticket."""
    button = desk.page.get_by_role("button", name=name, exact=True)
    for _ in range(150):
        if await button.evaluate("one => one === document.activeElement"):
            return
        await desk.page.keyboard.press("Tab")
    raise AssertionError(f"the focus never came to {name}")


@pytest.mark.spec("TEL-20", "TEL-32", "TEL-33", "TEL-35")
async def test_a_whole_call_needs_no_mouse(desk: Desk, stage: RealStage) -> None:
    keys = desk.page.keyboard
    await tab_to(desk, "Log in to CTI")
    await keys.press("Enter")
    await desk.shows("Idle")
    await keys.press("r")
    await desk.shows("Ready")
    await call_by_card(stage)
    await expect((await desk.rings()).get_by_role("button", name="Confirm", exact=True)).to_be_enabled()
    await keys.press("Enter")
    await stage.expect_caller_hears("A", "agent1")
    await keys.type("Typed at once")
    await expect(desk.note).to_have_value("Typed at once")
    await keys.press("Escape")
    await keys.press("h")
    await stage.expect_caller_hears("A", "music")
    await keys.press("h")
    await stage.expect_caller_hears("A", "agent1")
    await keys.press("d")
    await keys.type("12#")
    await expect(desk.phone.get_by_label("Digits sent")).to_have_text("12#")
    await expect(desk.note).to_have_value("Typed at once")
    await keys.press("d")
    await keys.press("e")
    await expect(desk.dialog("After call")).to_be_visible()
    await tab_to(desk, "OK")
    await keys.press("Enter")
    await desk.shows("Ready")
