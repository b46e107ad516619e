"""What people do with the words of a ticket: masked and unmasked."""

import sqlite3
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.house import House

pytestmark = on_a_page
TICKET = 9001  # far from the numbers that calls give
CARD = "1234-5678-9012"


def put_ticket(house: House, id: int, agent: str = "agent1", note: str = "") -> None:
    """As a call of agent1 has left it."""
    row = (
        id,
        f"kept-{id}",
        "answered",
        "open" if agent else "unassigned",
        "support",
        "general",
        "0311112222",
        "[]",
        "",
    )
    with sqlite3.connect(house.data / "cordboard.db", timeout=10) as connection:
        connection.execute(
            "INSERT INTO tickets (id, call, kind, state, service, queue, caller, path, code, agent, opened_at,"
            " talk_seconds, subject, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unixepoch(), 30, '', ?)",
            (*row, agent, note),
        )


@pytest_asyncio.fixture(loop_scope="package")
async def supervisor(house: House, browser: Browser) -> AsyncIterator[Desk]:
    supervisor = await Desk.open(browser, house.url, "supervisor")
    await supervisor.sign_in()
    yield supervisor
    await supervisor.page.context.close()


@pytest.mark.spec("TKT-55", "TKT-56", "SEC-06", "SEC-09")
async def test_words_are_masked_by_an_agent_and_unmasked_by_an_admin(
    house: House, desk: Desk, supervisor: Desk
) -> None:
    put_ticket(house, TICKET, note=f"Card {CARD} is blocked.")
    await desk.page.goto(f"{desk.url}/desk/tickets/{TICKET}")
    await desk.note.evaluate("box => { box.focus(); box.setSelectionRange(5, 19); }")
    await desk.page.get_by_role("button", name="Mask selected words").click()
    await expect(desk.note).to_have_value("Card ██1██ is blocked.")
    await desk.page.get_by_role("button", name="Masked words 1").click()
    await expect(desk.dialog("Masked words 1")).to_contain_text("Only admins of the service can see them.")
    assert await serious(desk.page) == []
    page = supervisor.page
    await page.goto(f"{desk.url}/desk/tickets/{TICKET}")
    await expect(supervisor.note).to_have_value("Card ██1██ is blocked.")
    await supervisor.note.evaluate("box => { box.setSelectionRange(8, 8); box.click(); }")
    dialog = supervisor.dialog("Unmask these words?")
    await dialog.get_by_role("button", name="Show them to me").click()
    await expect(dialog.get_by_label("The words")).to_have_text(CARD)
    await dialog.get_by_role("button", name="Unmask for everybody").click()
    await expect(supervisor.note).to_have_value(f"Card {CARD} is blocked.")
    await page.get_by_text("Who masked, saw or unmasked").click()
    await expect(page.get_by_text("unmasked words 1")).to_be_visible()
