"""The house and what is outside, on the pages: coming in by a provider, and a webhook that is tried."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from softphone.agent import HeadlessAgent
from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import NARROW, overhang, serious
from tests.support.attacker import Attacker
from tests.support.house import PASSWORD, House, running_house
from tests.support.provider import CLIENT, SECRET, provider
from tests.support.receiver import receiver

pytestmark = [*on_a_page, pytest.mark.slow]
MAIL = "agent1@example.org"


@pytest_asyncio.fixture(loop_scope="package", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One that may reach this machine."""
    async with running_house(tmp_path_factory.mktemp("house"), LOOKUP_HOSTS="127.0.0.1") as house:
        yield house


async def test_a_webhook_is_added_and_tried_on_the_page(house: House, browser: Browser) -> None:
    async with receiver() as there:
        desk = await Desk.open(browser, house.url, "owner")
        await desk.sign_in()
        await desk.page.goto(f"{house.url}/settings/webhooks")
        await desk.page.get_by_role("button", name="Add a webhook").click()
        form = desk.page.get_by_role("dialog")
        await form.get_by_label("Name", exact=True).fill("CRM")
        await form.get_by_label("Address", exact=True).fill(there.url)
        await form.locator("summary", has_text=re.compile(r"^Calls \d")).click()
        await form.get_by_label("All of these: Calls", exact=True).check()
        assert await serious(desk.page) == []
        await form.get_by_role("button", name="Add a webhook").click()
        there.secret = (await form.get_by_label("Secret", exact=True).inner_text()).strip()
        await desk.page.keyboard.press("Escape")
        await desk.page.get_by_role("button", name="Test: CRM").click()
        await desk.page.get_by_role("button", name="Send it now").click()
        await expect(desk.page.get_by_role("dialog")).to_contain_text("It was taken")
        await expect(desk.page.get_by_role("dialog")).to_contain_text("webhook-signature")
        assert there.types == ["webhook.test"]
        assert await serious(desk.page) == []
        await desk.page.keyboard.press("Escape")
        await desk.page.set_viewport_size(NARROW)
        assert await overhang(desk.page) <= 0
        await desk.page.context.close()


@pytest.mark.spec("ORG-41")
async def test_somebody_comes_in_by_the_provider(house: House, browser: Browser) -> None:
    async with provider(f"{house.url}/api/session/single/back") as there:
        there.who["email"] = MAIL
        owner = HeadlessAgent(house.url, "owner", PASSWORD)
        await owner.sign_in()
        await owner.ask("PATCH", "/api/people/agent1", {"email": MAIL})
        wish: dict[str, object] = {"name": "Example", "issuer": there.issuer, "client": CLIENT, "secret": SECRET}
        await owner.ask("PUT", "/api/sign-on", wish)
        await owner.close()
        desk = await Desk.open(browser, house.url, "agent1")
        await expect(desk.page.get_by_role("link", name="Sign in with Example")).to_be_visible()
        assert await serious(desk.page) == []
        there.who["email_verified"] = False
        await desk.page.get_by_role("link", name="Sign in with Example").click()
        await expect(desk.page.get_by_text("You are known there")).to_be_visible()
        there.who["email_verified"] = True
        await desk.page.get_by_role("link", name="Sign in with Example").click()
        await expect(desk.page.get_by_role("navigation", name="Main navigation")).to_be_visible()
        await desk.page.context.close()


async def test_who_attacks_is_seen_on_the_page_and_let_go_there(house: House, browser: Browser) -> None:
    attacker = Attacker("127.0.0.2", house.sip)
    while await attacker.asks("OPTIONS", "100") != 403:
        pass
    desk = await Desk.open(browser, house.url, "owner")
    await desk.sign_in()
    await desk.page.goto(f"{house.url}/settings/intruders")
    row = desk.page.get_by_role("row").filter(has_text=attacker.source)
    await expect(row).to_contain_text("Unknown accounts: ")
    await expect(row).to_contain_text("Blocked until")
    assert await serious(desk.page) == []
    await row.get_by_role("button", name=f"Let go: {attacker.source}").click()
    await expect(row).to_contain_text("Not blocked")
    await desk.page.get_by_label("Network", exact=True).fill("127.0.0.2")
    await desk.page.get_by_role("button", name="Add", exact=True).click()
    await expect(row).to_contain_text("Never blocked: on the list below")
    await desk.page.set_viewport_size(NARROW)
    assert await overhang(desk.page) <= 0
    await desk.page.context.close()
