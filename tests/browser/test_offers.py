"""How calls are offered, as agents and those in charge see it: by themselves, at all, after the call, states set."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import foreign, overhang, serious
from tests.support.caller import CALLER_TONES
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page


@pytest_asyncio.fixture(loop_scope="package")
async def boss(house: House, used_by_others: BrowserContext) -> AsyncIterator[Desk]:
    boss = await Desk.at(used_by_others, house.url, "supervisor")
    await boss.sign_in()
    yield boss
    await boss.forget()


@pytest_asyncio.fixture(loop_scope="package")
async def colleague(house: House, used_by_colleagues: BrowserContext) -> AsyncIterator[Desk]:
    """agent2, waiting for a call."""
    desk = await Desk.at(used_by_colleagues, house.url, "agent2")
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    yield desk
    await desk.hand_on()


async def set_state(boss: Desk, choice: str, why: str) -> None:
    """As one does it at the board, with the keyboard alone."""
    opener = boss.page.get_by_role("button", name="Set the state of 김민서", exact=True)
    await opener.focus()
    await boss.page.keyboard.press("Enter")
    dialog = boss.dialog("Set the state of 김민서")
    await dialog.get_by_label("State", exact=True).click()
    await boss.page.get_by_role("option", name=choice, exact=True).click()
    await dialog.get_by_label("Why").fill(why)
    await boss.page.keyboard.press("Tab")
    await boss.page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()


async def test_a_queue_is_changed_on_its_page_and_the_agent_sees_what_it_means(
    boss: Desk, ready: Desk, stage: RealStage
) -> None:
    await stage.set_queue("payments", {})  # as it was, when this is over
    await boss.page.goto(f"{boss.url}/settings/queues")
    await boss.page.get_by_role("combobox", name="Queue").click()
    await boss.page.get_by_role("option", name="Payments", exact=True).click()
    await boss.page.get_by_label("Answer by itself").check()
    await boss.page.get_by_role("button", name="Save", exact=True).click()
    await expect(boss.page.get_by_text("The queue Payments is changed.")).to_be_visible()
    await expect(ready.phone.get_by_text("by themselves after a beep: Payments")).to_be_visible()


async def test_a_call_that_connects_by_itself_leads_to_its_ticket_after_a_beep(ready: Desk, stage: RealStage) -> None:
    await stage.set_queue("payments", {"auto_answer": True})
    await call_by_card(stage)
    await ready.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    await ready.hears(CALLER_TONES["A"])
    await expect(ready.note).to_be_focused()


async def test_who_was_slower_sees_the_offer_go(rung_together: tuple[Desk, Desk], stage: RealStage) -> None:
    first, second = rung_together
    await first.answer("Incoming call", "Confirm")
    await first.shows("Talking")
    await expect(second.dialog("Incoming call")).to_be_hidden()
    await second.shows("Ready")
    await stage.expect_caller_hears("A", "agent1")


@pytest_asyncio.fixture(loop_scope="package")
async def rung_together(ready: Desk, colleague: Desk, stage: RealStage) -> tuple[Desk, Desk]:
    await stage.set_queue("payments", {"ring_all": True})
    await call_by_card(stage)
    await ready.rings()
    await colleague.rings()
    return ready, colleague


async def test_the_time_after_a_call_is_counted_down_and_then_the_agent_is_ready(ready: Desk, stage: RealStage) -> None:
    await stage.set_queue("payments", {"wrap_up_seconds": 6})
    await call_by_card(stage)
    await ready.rings()
    await ready.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    await stage.hang_up("A")
    await expect(ready.dialog("After call").get_by_role("timer")).to_contain_text("Ready again in")
    await expect(ready.page.get_by_text("Ready again in")).to_have_count(1)
    await ready.shows("Ready")


async def test_a_state_that_is_set_by_others_says_who_and_why(boss: Desk, ready: Desk) -> None:
    await boss.page.goto(f"{boss.url}/board")
    await set_state(boss, "Break · Meal", "Please eat something")
    await ready.shows("Break · Meal")
    await expect(ready.page.get_by_text("박서연 set your state to Break · Meal: Please eat something")).to_be_visible()
    await expect(ready.phone.get_by_text("Set by 박서연: Please eat something")).to_be_visible()


async def test_in_a_talk_a_state_is_set_for_after_it_and_both_see_it(boss: Desk, talk: Desk, stage: RealStage) -> None:
    await boss.page.goto(f"{boss.url}/board")
    await set_state(boss, "Break · Training", "Fire drill")
    later = "After this call: Break · Training. 박서연: Fire drill"
    await expect(talk.phone.get_by_text(later)).to_be_visible()
    await stage.expect_caller_hears("A", "agent1")
    await stage.hang_up("A")
    await talk.shows("Break · Training")


async def test_the_page_of_queues_and_the_form_for_states_keep_nobody_out(boss: Desk, ready: Desk) -> None:
    await boss.page.goto(f"{boss.url}/settings/queues")
    await expect(boss.page.get_by_label("Answer by itself")).to_be_visible()
    assert (await serious(boss.page), await overhang(boss.page)) == ([], 0)
    await boss.page.goto(f"{boss.url}/board")
    await boss.page.get_by_role("button", name="Set the state of 김민서", exact=True).click()
    await expect(boss.dialog("Set the state of 김민서")).to_be_visible()
    assert await serious(boss.page) == []


@pytest.mark.parametrize(("language", "save"), [("ko", "저장"), ("ja", "保存")])
async def test_the_page_of_queues_speaks_the_language(boss: Desk, language: str, save: str) -> None:
    await boss.page.goto(f"{boss.url}/settings/queues?lang={language}")
    await expect(boss.page.get_by_role("button", name=save, exact=True)).to_be_visible()
    form = await boss.page.locator("form").inner_text()
    assert foreign(form) == set()
