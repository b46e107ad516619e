"""Every page, dialog and settings section that people can open, in two languages: nothing keeps anybody out of it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Dialog, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import SCREEN, Desk
from tests.browser.test_everybody import NARROW, foreign, overhang, serious
from tests.browser.test_places import own_window
from tests.browser.test_recordings import player, recorded
from tests.support.house import PASSWORD, House
from tests.support.real import RealStage
from tests.support.stage import MUSIC

pytestmark = on_a_page
SECTIONS = ("queues", "conduct", "calendars", "phones", "recordings", "callerIds", "dialRules", "system")
SUPERVISED = (
    "Queues, Skills, Conduct, Calendars, Recordings, Caller ids, Dialling rules, Ticket categories, Ticket fields, "
    "Completing tickets, Triggers, Answer templates, Customers, People, Groups, Webhooks, System"
)
MENUS = {  # by account: what stands in the rail, and in the settings
    "agent1": ("Desk, Tickets, Callbacks", ""),
    "designer": ("Routes, Prompts, Settings", "Calendars, System"),
    "supervisor": ("Tickets, Callbacks, Customers, Board, Figures, Routes, Prompts, Settings", SUPERVISED),
}
OF_RECORDS = ("organisation", "ticketCompleting")
DIALOGS = {"s": "sound check", "c": "dial form", "?": "sheet of the keys"}  # by the key that opens them
# What keeps people out in one language does so in the other; English is looked at by other tests too.
LANGUAGES = pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "ko"])


async def inside(house: House, browser: Browser, login: str, language: str) -> Desk:
    """Signed in without the form, whose words are another test's."""
    desk = await Desk.open(browser, house.url, login, query=f"?lang={language}")
    signed_in = await desk.page.context.request.post(
        f"{house.url}/api/session", data={"login": login, "password": PASSWORD}
    )
    assert signed_in.ok
    return desk


async def look(desk: Desk, room: str, folder: Path) -> list[str]:
    """What is wrong in this room, after it stands still."""
    await desk.page.wait_for_load_state("networkidle")
    await desk.page.screenshot(path=folder / f"{room}.png")
    found = [f"{room}: {each}" for each in await serious(desk.page)]
    return found + ([f"{room}: wider than the screen"] if await overhang(desk.page) > 0 else [])


@LANGUAGES
async def test_nothing_keeps_people_from_any_settings(
    house: House, browser: Browser, language: str, tmp_path: Path
) -> None:
    desk, wrong = await inside(house, browser, "admin", language), []
    for section in SECTIONS + OF_RECORDS:
        await desk.page.goto(f"{house.url}/settings/{section}?lang={language}")
        await expect(desk.page.locator("main h2").first).to_be_visible()
        wrong += await look(desk, section, tmp_path)
    assert wrong == []
    await desk.page.context.close()


@pytest.mark.spec("ORG-22", "ORG-25", "ORG-40")
async def test_everybody_has_the_menus_of_their_rights_and_of_the_contract(house: House, browser: Browser) -> None:
    for login, (rail, settings) in MENUS.items():
        desk = await inside(house, browser, login, "en")
        await desk.page.goto(f"{house.url}/{'settings' if settings else 'desk'}?lang=en")
        links = desk.page.get_by_role("navigation").first.get_by_role("link")
        await expect(links).to_have_text(rail.split(", "))
        beside = desk.page.get_by_role("navigation", name="Settings").get_by_role("link")
        await expect(beside).to_have_text(settings.split(", ") if settings else [])
        await desk.page.context.close()


@LANGUAGES
async def test_nothing_keeps_people_from_any_dialog_of_the_phone(
    house: House, browser: Browser, language: str, tmp_path: Path
) -> None:
    desk, wrong = await inside(house, browser, "agent1", language), []
    await desk.page.goto(f"{house.url}/desk")
    await desk.page.locator("section.phone").get_by_role("button", name="CTI", exact=False).first.click()
    await expect(desk.page.locator("section.phone [data-state=ready]")).to_be_enabled()
    for key, room in DIALOGS.items():
        await desk.page.keyboard.press(key)
        await expect(desk.page.get_by_role("dialog")).to_be_visible()
        wrong += await look(desk, room, tmp_path)
        await desk.page.keyboard.press("Escape")
        await expect(desk.page.get_by_role("dialog")).to_be_hidden()
    assert wrong == []
    await desk.leave()


async def test_nothing_keeps_people_from_the_phone_in_its_own_window(desk: Desk, tmp_path: Path) -> None:
    await desk.log_in()
    window = await own_window(desk)
    assert await look(window, "own window", tmp_path) == []


async def test_nothing_keeps_people_from_a_ticket_with_its_recording(
    ready: Desk, stage: RealStage, tmp_path: Path
) -> None:
    await recorded(ready, stage)
    await player(ready)
    wrong, here = await look(ready, "ticket", tmp_path), ready.page.url
    await ready.page.goto(f"{here}?lang=ko")
    await expect(ready.page.locator(".rec-wave")).to_be_visible()
    assert [*wrong, *await look(ready, "ticket in Korean", tmp_path)] == []


ROOMS_OF_ROUTING = ("board", "figures", "figures/tickets", "figures/what-if", "calls")
NAMES = {
    "Asterisk",
    "Payments",
    "Card",
    "Account",
    "General",
    "Sales",
    "CSV",
    "Excel",
    "Support",
    "Clarke",
    "Mateo",
    "Emma",
    "Garc",
    "support",
    "Home",
    "End",
}  # as people wrote them


@pytest.mark.spec("TEL-18")
@pytest.mark.timeout(180)  # eight pages, each looked through by axe
async def test_why_a_caller_waits_and_what_happened_is_told_in_every_language(
    house: House, browser: Browser, stage: RealStage, tmp_path: Path
) -> None:
    await call_by_card(stage)
    await stage.expect_caller_hears("A", MUSIC)
    boss, wrong = await inside(house, browser, "supervisor", "en"), []
    for language in ("ko", "ja"):
        for room in ROOMS_OF_ROUTING:
            place = f"calls/{stage.callers['A'].call}" if room == "calls" else room
            await boss.page.goto(f"{house.url}/{place}?lang={language}")
            if room == "board":
                await boss.page.get_by_role("button").filter(has_text="010-1234").click()
                await expect(boss.page.locator("section h2 ~ ul li").first).to_be_visible()
            await expect(boss.page.locator("main section, main .card").first).to_be_visible()
            wrong += await look(boss, f"{language} {room.replace('/', ' ')}", tmp_path)
            said = foreign(await boss.page.locator("main").inner_text()) - NAMES
            wrong += [f"{language} {room}: {said}"] if said else []
            await boss.page.set_viewport_size(NARROW)
            wrong += [f"{language} {room}: wider than a telephone"] if await overhang(boss.page) > 0 else []
            await boss.page.screenshot(path=tmp_path / f"{language} {room.replace('/', ' ')} narrow.png")
            await boss.page.set_viewport_size(SCREEN)
    assert wrong == []
    await boss.page.context.close()


async def test_hours_that_are_not_saved_are_not_lost_by_a_look_at_another_section(
    house: House, browser: Browser
) -> None:
    desk = await inside(house, browser, "admin", "en")
    page, asked = desk.page, list[str]()
    await page.goto(f"{house.url}/settings/calendars")
    await page.get_by_label("Name in routes").fill("office")
    await page.get_by_role("button", name="Add a calendar").click()
    await page.get_by_label("Monday").fill("10:00-17:00")

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await dialog.dismiss()

    page.on("dialog", stay)
    sections = page.get_by_role("navigation", name="Settings").get_by_role("link", name="Queues")
    await sections.click()
    await page.get_by_role("link", name="Board").click()
    assert asked == 2 * ["There are changes that are not saved. Leave them?"]
    await expect(page.get_by_label("Monday")).to_have_value("10:00-17:00")
    page.remove_listener("dialog", stay)
    page.on("dialog", lambda dialog: dialog.accept())
    await sections.click()
    await expect(page).to_have_url(f"{house.url}/settings/queues")
    await page.context.close()
