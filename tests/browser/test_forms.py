"""What was written in a form and is not saved yet is not lost by a look elsewhere, nor by a dialog that is closed."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Dialog, Locator, Page, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_rooms import inside
from tests.support.house import House

pytestmark = on_a_page
ASKED = "There are changes that are not saved. Leave them?"
ON_A_PAGE = {  # where, what opens the form, the field
    "caller id": ("settings/callerIds", "", "Number"),
    "desk phone": ("settings/phones", "", "Id"),
    "queue": ("settings/queues", "New queue", "Name"),
    "name of a queue": ("settings/queues", "Rename", "Name"),
    "skill": ("settings/skills", "", "Name of the skill"),
}
IN_A_DIALOG = {  # where, what opens it, its title, the field
    "prompt": ("prompts", "New prompt", "A new prompt", "Name"),
    "route": ("routes", "New route", "New route", "Title"),
    "number": ("routes", "Numbers", "Numbers", "New number"),
}


class Asked:
    """Answers the questions of a page, and keeps them."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        self.leaves = False
        page.on("dialog", self._answer)

    async def _answer(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        await (dialog.accept() if self.leaves else dialog.dismiss())


@pytest_asyncio.fixture(loop_scope="package")
async def admin(house: House, browser: Browser) -> AsyncIterator[Desk]:
    admin = await inside(house, browser, "admin", "en")
    yield admin
    await admin.page.context.close()


def board(page: Page) -> Locator:
    return page.get_by_role("link", name="Board", exact=True)


@pytest.mark.parametrize("form", ON_A_PAGE)
async def test_who_leaves_a_form_on_a_page_with_something_in_it_is_asked(house: House, admin: Desk, form: str) -> None:
    place, opened_by, field = ON_A_PAGE[form]
    page, asked = admin.page, Asked(admin.page)
    await page.goto(f"{house.url}/{place}")
    if opened_by:
        await page.get_by_role("button", name=opened_by, exact=True).click()
    box = page.get_by_label(field, exact=True).first
    await box.fill("written")
    await board(page).click()
    await expect(box).to_have_value("written")
    asked.leaves = True
    await board(page).click()
    await expect(page).to_have_url(f"{house.url}/board")
    assert asked.said == [ASKED, ASKED]


@pytest.mark.parametrize("form", IN_A_DIALOG)
async def test_who_closes_a_dialog_with_something_written_in_it_is_asked(house: House, admin: Desk, form: str) -> None:
    place, opened_by, title, field = IN_A_DIALOG[form]
    page, asked = admin.page, Asked(admin.page)
    await page.goto(f"{house.url}/{place}")
    await page.get_by_role("button", name=opened_by, exact=True).click()
    dialog = admin.dialog(title)
    box = dialog.get_by_label(field, exact=True)
    await box.fill("written")
    await page.keyboard.press("Escape")
    await expect(box).to_have_value("written")
    asked.leaves = True
    await dialog.get_by_role("button", name="Close").click()
    await expect(dialog).not_to_be_visible()
    assert asked.said == [ASKED, ASKED]


async def test_a_prompt_and_a_route_that_are_made_open_without_a_question(house: House, admin: Desk) -> None:
    page, asked = admin.page, Asked(admin.page)
    await page.goto(f"{house.url}/prompts")
    await page.get_by_role("button", name="New prompt").click()
    await admin.dialog("A new prompt").get_by_label("Name").fill("forms.made")
    await admin.dialog("A new prompt").get_by_role("button", name="Add").click()
    await expect(page).to_have_url(f"{house.url}/prompts/forms.made")
    await page.goto(f"{house.url}/routes")
    await page.get_by_role("button", name="New route").click()
    await admin.dialog("New route").get_by_label("Name").fill("forms-made")
    await admin.dialog("New route").get_by_role("button", name="Create").click()
    await expect(page).to_have_url(f"{house.url}/routes/forms-made")
    assert asked.said == []


async def test_rules_of_a_queue_are_not_lost_by_a_look_at_its_people_and_a_new_one_stays_while_others_are_looked_at(
    house: House, admin: Desk
) -> None:
    page, asked = admin.page, Asked(admin.page)
    await page.goto(f"{house.url}/settings/queues")
    rings = page.get_by_label("Ring time (s)")
    await rings.fill("33")
    await page.get_by_role("tab", name="People").click()
    await expect(rings).to_have_value("33")
    assert asked.said == [ASKED]
    await page.get_by_role("button", name="Discard changes").click()
    await page.get_by_role("button", name="New queue").click()
    await page.get_by_label("Name", exact=True).fill("Parcels")
    await page.get_by_role("tab", name="People").click()
    await expect(page.get_by_role("columnheader", name="Level")).to_be_visible()
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Parcels")
    assert asked.said == [ASKED]


@pytest.mark.spec("TKT-25", "TKT-26")
async def test_a_new_ticket_that_is_not_made_yet_is_there_again_after_a_look_at_another_page(
    house: House, admin: Desk
) -> None:
    page, asked = admin.page, Asked(admin.page)
    await page.goto(f"{house.url}/board")
    await page.get_by_role("link", name="Tickets", exact=True).click()
    form = admin.dialog("New ticket")
    await page.get_by_role("button", name="New ticket").click()
    await form.get_by_label("Title").fill("Twice invoiced")
    await page.evaluate("history.back()")
    await expect(form.get_by_label("Title")).to_have_value("Twice invoiced")
    assert asked.said == [ASKED]
    await form.get_by_role("button", name="Close").click()
    await board(page).click()
    await page.get_by_role("link", name="Tickets", exact=True).click()
    await page.get_by_role("button", name="New ticket").click()
    await expect(form.get_by_label("Title")).to_have_value("Twice invoiced")
    await form.get_by_role("button", name="Make it").click()
    await expect(page.get_by_label("Subject")).to_have_value("Twice invoiced")
    await page.get_by_role("link", name="Back to the list").click()
    await page.get_by_role("button", name="New ticket").click()
    await expect(form.get_by_label("Title")).to_have_value("")
    assert asked.said == [ASKED]
