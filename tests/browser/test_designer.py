"""The designer's pages: from a new route to a published one by the keyboard alone, and back."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import NARROW, overhang, serious
from tests.support.house import House

pytestmark = on_a_page
ROUTE = "night"


@pytest_asyncio.fixture(loop_scope="package")
async def designer(house: House, used_by_others: BrowserContext) -> AsyncIterator[Desk]:
    """The designer, signed in."""
    desk = await Desk.at(used_by_others, house.url, "designer")
    await desk.sign_in()
    yield desk
    await desk.forget()


def step(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("group", name=re.compile(rf"^{name}, "))


def button(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("button", name=name, exact=True)


async def press(desk: Desk, *keys: str) -> None:
    for key in keys:
        await desk.page.keyboard.press(key)


async def begin(desk: Desk) -> None:
    """A new route with a greeting and a menu; the keyboard is at its first step."""
    await button(desk, "New route").focus()
    await press(desk, "Enter")
    await desk.page.get_by_role("textbox", name="Name").fill(ROUTE)
    await press(desk, "Enter")
    await expect(step(desk, "welcome")).to_be_visible()
    await step(desk, "welcome").focus()


async def choose(desk: Desk, words: str) -> None:
    """In the palette."""
    await expect(desk.page.get_by_role("combobox", name="Find a kind or a step")).to_be_focused()
    await desk.page.keyboard.type(words)
    await press(desk, "Enter")


async def publish(desk: Desk, comment: str) -> None:
    await expect(button(desk, "Publish")).to_be_enabled()  # once it is known what is published now
    await button(desk, "Publish").press("Enter")
    await desk.page.get_by_role("textbox", name="Comment").fill(comment)
    await button(desk, "Publish now").press("Enter")
    await expect(desk.page.get_by_role("dialog")).to_have_count(0)


async def test_a_route_is_made_mended_published_and_rolled_back_without_a_mouse(designer: Desk) -> None:
    page = designer.page
    await expect(page).to_have_url(re.compile("/routes$"))
    await begin(designer)
    await press(designer, "ArrowRight", "ArrowDown", "a")
    await choose(designer, "menu")
    await expect(step(designer, "menu")).to_be_focused()
    await expect(button(designer, "1 error")).to_be_visible()
    await press(designer, "ArrowDown", "c")
    await choose(designer, "people")
    await expect(page.get_by_text("step menu says nothing")).to_be_visible()
    await expect(step(designer, "menu")).to_be_focused()
    await press(designer, "Enter")
    await expect(button(designer, "Prompt")).to_be_focused()
    await press(designer, "Enter")
    await expect(page.get_by_role("combobox", name="Prompt 1")).to_be_focused()
    await page.keyboard.type("support.menu")
    await press(designer, "Escape", "Escape")
    await expect(button(designer, "Sound")).to_be_visible()
    await expect(step(designer, "menu")).to_be_focused()
    await expect(page.get_by_role("status")).to_contain_text("Saved")
    assert "menu: [support.menu]" in (await designer.ask(f"/api/routes/{ROUTE}"))["text"]
    await page.get_by_role("tab", name="Try it").press("Enter")
    await button(designer, "Call").press("Enter")
    heard = page.get_by_role("list", name="What the caller hears")
    await expect(heard).to_contain_text("Press 1 to speak to somebody.")
    await button(designer, "Press 1").press("1")
    await expect(page.get_by_role("status").filter(has_text="At menu")).to_be_visible()
    await publish(designer, "The night line opens")
    await step(designer, "menu").press("Delete")
    await expect(step(designer, "menu")).to_have_count(0)
    await publish(designer, "Without the second menu")
    await page.get_by_role("tab", name="Versions").press("Enter")
    await button(designer, "Roll back to this").press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Roll back to this").press("Enter")
    await expect(step(designer, "menu")).to_be_visible()
    assert (await designer.ask(f"/api/routes/{ROUTE}"))["published_version"] == 3


async def test_nothing_keeps_people_from_designing(designer: Desk) -> None:
    page = designer.page
    await expect(page.get_by_role("link", name="Support")).to_be_visible()
    assert await serious(page) == []
    await page.get_by_role("link", name="Support").click()
    await expect(step(designer, "welcome")).to_be_visible()
    for pane in ("Step", "Text", "Try it", "Problems", "Versions"):
        await page.get_by_role("tab", name=pane).click()
        assert await serious(page) == [], pane
    await step(designer, "choose").press("c")
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await serious(page) == []


async def test_on_a_small_screen_routes_are_read_as_text(house: House, browser: Browser, designer: Desk) -> None:
    await designer.page.set_viewport_size(NARROW)
    assert await overhang(designer.page) <= 0
    await designer.page.get_by_role("link", name="Support").click()
    await expect(designer.page.get_by_role("textbox", name="Text of the route")).to_contain_text("route: support")
    assert await overhang(designer.page) <= 0


@pytest.mark.parametrize("login", ["agent1", "supervisor"])
async def test_who_designs_no_routes_cannot_change_them(house: House, browser: Browser, login: str) -> None:
    desk = await Desk.open(browser, house.url, login)
    await desk.sign_in()
    await desk.page.goto(f"{desk.url}/routes/support")
    if login == "agent1":
        await expect(desk.page.get_by_text("There is no such page.")).to_be_visible()
    else:
        await expect(step(desk, "welcome")).to_be_visible()
        await expect(button(desk, "Publish")).to_have_count(0)
        await expect(button(desk, "Add step")).to_have_count(0)
    await desk.page.context.close()
