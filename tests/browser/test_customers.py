"""The main tasks with customers, by clicking: known the second time, merged and split, called, erased."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import overhang, serious
from tests.browser.test_rooms import inside
from tests.support.house import House
from tests.support.own_system import own_system
from tests.support.real import RealStage

pytestmark = on_a_page
NUMBER = "01055501234"


async def talked(desk: Desk, stage: RealStage, caller: str, name: str) -> None:
    """name: what the popup says of who rings."""
    await call_by_card(stage, caller, NUMBER)
    await expect(await desk.rings()).to_contain_text(name)
    await desk.answer("Incoming call", "Confirm")
    await desk.shows("Talking")
    await stage.hang_up(caller)
    await desk.answer("After call", "OK")
    await desk.shows("Ready")


async def fine(desk: Desk, room: str, folder: Path) -> None:
    await desk.page.wait_for_load_state("networkidle")
    await desk.page.screenshot(path=folder / f"{room}.png", full_page=True)
    assert await serious(desk.page) == [], room
    await desk.page.set_viewport_size({"width": 360, "height": 780})
    await desk.page.screenshot(path=folder / f"{room}-narrow.png")
    assert await overhang(desk.page) <= 0, room
    await desk.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.spec("CUS-01", "CUS-02", "CUS-07", "CUS-11", "CUS-12", "CUS-13", "CUS-14", "TEL-28")
async def test_a_customer_is_known_the_second_time_merged_split_called_and_erased(
    ready: Desk, stage: RealStage, house: House, browser: Browser, tmp_path: Path
) -> None:
    await talked(ready, stage, "A", "First call from this number")
    form = ready.page.get_by_role("form", name="Add to this customer")
    await ready.page.get_by_role("button", name="Add to this customer").click()
    await form.get_by_label("Value").fill("홍길동")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(ready.page.get_by_role("link", name="홍길동")).to_be_visible()
    await talked(ready, stage, "B", "홍길동")

    chief = await inside(house, browser, "supervisor", "en")
    (known,) = (await chief.ask("/api/customers?q=홍길동"))["items"]
    await chief.tell("/api/customers", {"service": "support"})
    other = (await chief.ask("/api/customers?limit=1"))["items"][0]
    await chief.tell(f"/api/customers/{other['id']}/values", {"field": "name", "value": "Hong Gildong"})
    await chief.page.goto(f"{house.url}/customers")
    await expect(chief.page.get_by_role("link", name=known["number"])).to_be_visible()
    await fine(chief, "list", tmp_path)
    await chief.page.keyboard.press("/")
    await chief.page.keyboard.type("길동")
    await expect(chief.page.get_by_role("link", name=other["number"])).to_be_hidden()
    await chief.page.get_by_role("link", name=known["number"]).click()
    await expect(chief.page.get_by_role("region", name="History").get_by_text("Ticket ")).to_have_count(2)
    await fine(chief, "card", tmp_path)

    await chief.page.get_by_role("button", name="Merge", exact=True).click()
    dialog = chief.page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill("gildong")
    await dialog.get_by_role("button", name="Look up").click()
    await dialog.get_by_label(f"Choose {other['number']}").check()
    await fine(chief, "merge", tmp_path)
    await dialog.get_by_role("button", name=f"Merge into {other['number']}").click()
    await expect(chief.page.get_by_role("heading", name="Hong Gildong")).to_be_visible()
    await expect(chief.page.get_by_text("홍길동")).to_be_visible()
    await chief.page.get_by_role("button", name=f"Undo the merge of {known['number']}").click()
    await expect(chief.page.get_by_text("홍길동")).to_be_hidden()

    await ready.page.get_by_role("button", name="About somebody else").click()
    whom = ready.page.get_by_role("dialog")
    await whom.get_by_label("Name").fill("gildong")
    await whom.get_by_role("button", name="Look up").click()
    await whom.get_by_label(f"Choose {other['number']}").check()
    await fine(ready, "give", tmp_path)
    await whom.get_by_role("button", name=f"It is about {other['number']}").click()
    await expect(ready.page.get_by_role("link", name="Hong Gildong")).to_be_visible()
    await ready.page.get_by_role("button", name="Undo", exact=True).click()
    await expect(ready.page.get_by_role("link", name="홍길동")).to_be_visible()

    await ready.page.goto(f"{house.url}/customers/{known['id']}")
    await ready.page.get_by_role("article").get_by_role("button", name="Call 010").first.click()
    number = ready.dialog("Dial").get_by_label("Customer number")
    assert (await number.input_value()).startswith("0105550")
    await ready.page.keyboard.press("Escape")

    await chief.page.goto(f"{house.url}/customers/{known['id']}")
    await chief.page.get_by_role("button", name="Erase", exact=True).click()
    await dialog.get_by_label(f"Type {known['number']} to be sure").fill(known["number"])
    await dialog.get_by_role("button", name="Erase", exact=True).click()
    await expect(chief.page.get_by_text("This customer was erased.")).to_be_visible()
    await chief.page.goto(f"{house.url}/settings/customers")
    await expect(chief.page.get_by_text(known["number"])).to_be_visible()
    await fine(chief, "settings", tmp_path)
    await chief.page.context.close()


async def told_of_the_own_system(chief: Desk, url: str) -> None:
    system = chief.page.get_by_role("region", name="Own system")
    await system.get_by_role("textbox", name="Name", exact=True).fill("CRM")
    await system.get_by_role("textbox", name="Address", exact=True).fill(url)
    sent, shown = (system.get_by_role("group", name=name, exact=True) for name in ("What is sent", "What is shown"))
    await sent.get_by_label("Name on screen").fill("Phone")
    for at, (name, place) in enumerate((("Debt", "/customer/debt"), ("Grade", "/customer/grade"))):
        if at:
            await shown.get_by_role("button", name="Add a result").click()
        await shown.get_by_label("Name on screen").nth(at).fill(name)
        await shown.get_by_label("Place in the answer").nth(at).fill(place)
    await shown.get_by_role("button", name="Move Grade up").click()
    await system.get_by_label("Encrypted").check()
    await system.get_by_role("button", name="Save the own system").click()
    await system.get_by_role("button", name="Make the signing key").click()
    await expect(system.get_by_role("textbox", name="Signing key")).to_be_visible()


@pytest.mark.spec("CUS-17", "CUS-18", "CUS-19", "CUS-20", "CUS-21", "CUS-23", "SEC-04")
async def test_an_own_system_is_set_asked_so_that_nobody_between_can_read_it_and_its_firewall_is_written_to(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    chief = await inside(house, browser, "supervisor", "en")
    page, system = chief.page, chief.page.get_by_role("region", name="Own system")
    await page.goto(f"{house.url}/settings/customers")
    await page.get_by_label("Service").select_option("support")
    async with own_system() as crm:
        await told_of_the_own_system(chief, f"{crm.url}sealed")
        await page.reload()
        await page.get_by_label("Service").select_option("support")
        await expect(system.get_by_label("Encrypted")).to_be_checked()
        assert [await each.input_value() for each in await system.get_by_label("Place in the answer").all()] == [
            *("/customer/grade", "/customer/debt"),
        ]
        await system.get_by_role("button", name="Show the encryption key").click()
        crm.cipher = await system.get_by_role("textbox", name="Encryption key").input_value()
        question = system.get_by_role("form", name="Look up in the own system")
        await question.get_by_label("Phone").fill(NUMBER)
        await question.get_by_role("button", name="Try it now").click()
        await expect(question).to_contain_text("gold")
        await fine(chief, "own-system", tmp_path)
        (heard,) = crm.heard
        assert (crm.read, NUMBER in str(heard), heard[1].partition("=")[0]) == (
            {"phone": NUMBER},
            False,
            "/sealed?data",
        )
    await system.get_by_label("Mail them to").fill("firewall@example.org")
    await system.get_by_role("button", name="Send the addresses").click()
    await expect(page.get_by_text("A mail to firewall@example.org is on its way.")).to_be_visible()
    owner = await inside(house, browser, "owner", "en")
    mail = (await owner.ask("/api/mails"))["items"][0]
    assert (mail["to"], "203.0.113.7" in mail["body"], "127.0.0.1" in mail["body"]) == (
        "firewall@example.org",
        True,
        True,
    )
    await system.get_by_label("In use").uncheck()  # calls of other tests have nobody to ask
    await system.get_by_role("button", name="Save the own system").click()
    await expect(page.get_by_text("Saved.").last).to_be_visible()
    await owner.page.context.close()
    await chief.page.context.close()
