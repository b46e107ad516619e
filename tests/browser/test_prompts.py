"""A designer at the page of prompts: finds one, listens, writes it anew, records, takes back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import BrowserContext, Locator, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.house import House

pytestmark = on_a_page
NAME = "sales.welcome"


@pytest_asyncio.fixture(loop_scope="package")
async def designer(house: House, used_by_others: BrowserContext) -> AsyncIterator[Desk]:
    desk = await Desk.at(used_by_others, house.url, "designer")
    await desk.sign_in()
    await desk.page.goto(f"{house.url}/prompts")
    yield desk
    await desk.forget()


async def chosen(desk: Desk) -> Locator:
    """The English part of a prompt that was looked for."""
    await desk.page.get_by_label("Find a prompt").fill("sales welcome")
    await desk.page.get_by_role("link", name=NAME).click()
    return desk.page.get_by_role("region", name="English", exact=True)


async def listens(at: Locator, name: str = "Listen") -> None:
    """Until it is heard to its end."""
    await at.get_by_role("button", name=name, exact=True).click()
    await expect(at.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    await expect(at.get_by_role("button", name="Stop", exact=True)).to_have_count(0)


async def test_a_prompt_is_written_recorded_and_taken_back(designer: Desk, tmp_path: Path) -> None:
    english = await chosen(designer)
    await listens(english)
    words = english.get_by_label("Words in English")
    before = await words.input_value()
    await words.fill("Good day, this is sales.")
    await listens(english, "Listen to what is typed")
    await english.get_by_role("button", name="Save words").click()
    versions = designer.page.get_by_role("region", name="Versions")
    await expect(versions.get_by_role("listitem").first).to_contain_text("Good day, this is sales.")
    await english.get_by_role("button", name="Record", exact=True).click()
    await expect(english.get_by_role("status")).to_contain_text("0:01")
    await english.get_by_role("button", name="End recording").click()
    taken = english.get_by_role("group", name="Listen to it before callers do.")
    await listens(taken)
    await taken.get_by_role("button", name="Use this recording").click()
    await expect(english).to_contain_text("A recording is heard")
    await listens(english)
    assert await serious(designer.page) == []
    await designer.page.screenshot(path=tmp_path / "prompts.png", full_page=True)
    shipped = versions.get_by_role("listitem").filter(has_text="came with the program")
    await shipped.get_by_role("button", name="Take back").click()
    await expect(english.get_by_label("Words in English")).to_have_value(before)
    await expect(english).to_contain_text("The words are spoken")


async def test_variables_are_tried_with_values_and_belong_into_a_route(designer: Desk) -> None:
    english = await chosen(designer)
    await english.get_by_label("Words in English").fill("Order {order} is ready.")
    await english.get_by_label("order", exact=True).fill("4711")
    await listens(english, "Listen to what is typed")
    await expect(english.get_by_role("button", name="Save words")).to_be_disabled()
