"""What is done with tickets: words masked and unmasked, a trigger that gives them to somebody, templates, files."""

import base64
import sqlite3

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.house import House

pytestmark = on_a_page
TICKET = 9001  # far from the numbers that calls give
CARD = "1234-5678-9012"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
DROP = """box => {
  const dropped = new DataTransfer();
  dropped.items.add(new File(["dropped words"], "dropped.txt"));
  box.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
}"""


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
    await expect(page.get_by_role("button", name="Masked words 1")).to_be_visible()
    await supervisor.note.evaluate("box => { box.setSelectionRange(8, 8); box.click(); }")
    dialog = supervisor.dialog("Unmask these words?")
    await dialog.get_by_role("button", name="Show them to me").click()
    await expect(dialog.get_by_label("The words")).to_have_text(CARD)
    await dialog.get_by_role("button", name="Unmask for everybody").click()
    await expect(supervisor.note).to_have_value(f"Card {CARD} is blocked.")
    await page.get_by_text("Who masked, saw or unmasked").click()
    await expect(page.get_by_text("unmasked words 1")).to_be_visible()


@pytest.mark.spec("TKT-34", "TKT-36", "TKT-37", "TKT-38")
async def test_a_trigger_is_written_tried_and_gives_the_ticket_to_somebody(
    house: House, desk: Desk, supervisor: Desk
) -> None:
    put_ticket(house, TICKET + 1, note="refund, please")
    page = supervisor.page
    await page.goto(f"{desk.url}/settings/triggers")
    await page.get_by_label("Service").select_option("support")
    await page.get_by_role("button", name="Add a trigger").click()
    dialog = supervisor.dialog("Add a trigger")
    await dialog.get_by_label("Title", exact=True).fill("Refunds to agent2")
    await dialog.get_by_label("Value 1").fill("refund")
    await dialog.get_by_label("To whom or what 1").select_option("agent2")
    await dialog.get_by_label("Ticket number").fill(str(TICKET + 1))
    await dialog.get_by_role("button", name="Try", exact=True).click()
    await expect(dialog.get_by_text("It would fire")).to_be_visible()
    await expect(dialog.get_by_role("listitem")).to_contain_text("Note contains “refund”: holds")
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("1 of 1 are on")).to_be_visible()
    assert await serious(page) == []
    await desk.page.goto(f"{desk.url}/desk/tickets/{TICKET + 1}")
    await desk.note.fill("refund, please, by Friday")
    people = (await desk.ask("/api/agents"))["items"]
    name = next(each["name"] for each in people if each["id"] == "agent2")
    await expect(desk.page.get_by_label("Facts of the call")).to_contain_text(name)
    assert (await desk.ask(f"/api/tickets/{TICKET + 1}"))["assigned_by"] == "trigger"


@pytest.mark.spec("TKT-35", "TKT-36")
async def test_what_is_wrong_with_a_trigger_stands_beside_it(supervisor: Desk) -> None:
    page = supervisor.page
    await page.goto(f"{supervisor.url}/settings/triggers")
    await page.get_by_label("Service").select_option("support")
    await page.get_by_role("button", name="Add a trigger").click()
    dialog = supervisor.dialog("Add a trigger")
    wrong, save = dialog.get_by_role("alert"), dialog.get_by_role("button", name="Save")
    await dialog.get_by_label("Title", exact=True).fill("A mail")
    await save.click()
    await expect(wrong).to_have_text("Condition 1: fill it in or correct it.")
    await expect(wrong).to_be_in_viewport()
    await expect(dialog.get_by_label("Value 1")).to_have_attribute("aria-invalid", "true")
    await dialog.get_by_label("Value 1").fill("refund")
    await expect(wrong).to_have_count(0)
    await dialog.get_by_label("Action 1", exact=True).select_option("mail")
    await dialog.get_by_label("To whom or what 1").select_option("agent2")
    await dialog.get_by_label("Subject 1").fill("Refund")
    await dialog.get_by_label("Text 1").fill("Ticket #{ticket.nmber}")
    await save.click()
    await expect(wrong).to_contain_text(
        "Action 1: there is no placeholder #{ticket.nmber}. There are: #{ticket.number}, "
    )
    await expect(dialog.get_by_label("Text 1")).to_have_attribute("aria-invalid", "true")
    assert await serious(page) == []
    await dialog.get_by_label("Text 1").fill("Ticket #{ticket.number}")
    await save.click()
    await expect(page.get_by_text("A mail is saved.")).to_be_visible()


@pytest.mark.spec("TKT-47", "TKT-48")
async def test_a_template_comes_into_the_note_by_a_slash_and_a_code(house: House, desk: Desk, supervisor: Desk) -> None:
    put_ticket(house, TICKET + 2)
    page = supervisor.page
    await page.goto(f"{desk.url}/settings/templates")
    await page.get_by_role("button", name="Add a template").click()
    dialog = supervisor.dialog("Add a template")
    await dialog.get_by_label("Title", exact=True).fill("Bank transfer")
    await dialog.get_by_label("Code", exact=True).fill("bank")
    await dialog.get_by_label("Service", exact=True).select_option("support")
    await dialog.get_by_label("Text", exact=True).fill("To #{customer.name}, about ")
    await dialog.get_by_role("button", name="Put ticket.number into the text").click()
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("cell", name="/bank")).to_be_visible()
    await desk.page.goto(f"{desk.url}/desk/tickets/{TICKET + 2}")
    await expect(desk.page.get_by_role("button", name="Insert a template")).to_be_visible()
    await desk.note.press_sequentially("Hello. /ba")
    await expect(desk.page.get_by_role("option", name="/bank Bank transfer")).to_have_attribute("aria-selected", "true")
    assert await serious(desk.page) == []
    await desk.note.press("Enter")
    await expect(desk.note).to_have_value(f"Hello. To #{{customer.name}}, about {TICKET + 2}")
    await expect(desk.page.get_by_text("Without a value")).to_contain_text("#{customer.name}")


@pytest.mark.spec("TKT-49")
async def test_templates_are_linked_to_a_processing_type_and_offered_where_it_is_chosen(
    house: House, desk: Desk, supervisor: Desk
) -> None:
    put_ticket(house, TICKET + 6)
    page = supervisor.page
    await supervisor.tell("/api/ticket-categories", {"service": "support", "tree": "processing", "name": "Refunded"})
    told = {"service": "support", "title": "Refund is on its way", "code": "refund", "body": "Ticket #{ticket.number}"}
    await supervisor.tell("/api/templates", dict(told))
    await page.goto(f"{desk.url}/settings/templates?tab=links")
    await page.get_by_label("Service", exact=True).select_option("support")
    card = page.get_by_role("region", name="Refunded")
    await expect(card).to_contain_text("No template is linked.")
    await card.get_by_role("button", name="Link a template to Refunded").click()
    dialog = supervisor.dialog("Link a template to Refunded")
    await dialog.get_by_label("Template").select_option(label="Refund is on its way (/refund)")
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Link", exact=True).click()
    await card.get_by_role("button", name="Edit: Refund is on its way").click()
    await expect(supervisor.dialog("Template Refund is on its way")).to_be_visible()
    await page.keyboard.press("Escape")
    assert await serious(page) == []
    await desk.page.goto(f"{desk.url}/desk/tickets/{TICKET + 6}")
    await desk.page.get_by_label("Processing type").select_option("Refunded")
    await desk.page.get_by_role("button", name="Refund is on its way").click()
    await expect(desk.note).to_have_value(f"Ticket {TICKET + 6}")
    await card.get_by_role("button", name="Unlink Refund is on its way").click()
    await expect(card).to_contain_text("No template is linked.")


@pytest.mark.spec("TKT-24")
async def test_files_are_dropped_and_chosen_and_pictures_are_seen(house: House, desk: Desk) -> None:
    put_ticket(house, TICKET + 3)
    page = desk.page
    await page.goto(f"{desk.url}/desk/tickets/{TICKET + 3}")
    files = page.get_by_role("region", name="Files")
    async with page.expect_file_chooser() as chooser:
        await files.get_by_role("button", name="Add files").click()
    picture = FilePayload(name="screen.png", mimeType="image/png", buffer=PIXEL)
    program = FilePayload(name="a.exe", mimeType="x/y", buffer=b"MZ\x90\x00")
    await (await chooser.value).set_files([picture, program])
    await expect(files.get_by_role("img", name="Picture screen.png")).to_be_visible()
    await expect(page.get_by_text("a.exe was not kept")).to_be_visible()
    await files.evaluate(DROP)
    async with page.expect_download() as download:
        await files.get_by_role("link", name="Download dropped.txt").click()
    assert (await (await download.value).path()).read_text("utf-8") == "dropped words"
    assert await serious(page) == []
    await files.get_by_role("button", name="Remove screen.png").click()
    await expect(files.get_by_role("img")).to_have_count(0)


@pytest.mark.spec("TKT-26")
async def test_a_ticket_is_made_with_a_template_and_files_and_a_refused_one_is_not_lost(
    desk: Desk, supervisor: Desk
) -> None:
    body = "Number #{ticket.number}, from #{customer.number}"
    told = {"service": "support", "title": "Loan asked for", "code": "loan", "body": body}
    await supervisor.tell("/api/templates", dict(told))
    page = desk.page
    await page.goto(f"{desk.url}/tickets")
    await page.get_by_role("button", name="New ticket").click()
    dialog = desk.dialog("New ticket")
    await dialog.get_by_label("Customer's number").fill("031-111-2222")
    note = dialog.get_by_label("Content")
    await note.press_sequentially("/lo")
    await expect(page.get_by_role("option", name="/loan Loan asked for")).to_be_visible()
    await note.press("Escape")
    await note.press_sequentially("a")
    await expect(page.get_by_role("option", name="/loan Loan asked for")).to_be_visible()
    await note.press("Enter")
    await expect(note).to_have_value("Number #{ticket.number}, from 0311112222")
    await expect(dialog.get_by_label("Title")).to_have_value("Loan asked for")
    async with page.expect_file_chooser() as chooser:
        await dialog.get_by_role("button", name="Add files").click()
    words = FilePayload(name="words.txt", mimeType="text/plain", buffer=b"words")
    program = FilePayload(name="a.exe", mimeType="x/y", buffer=b"MZ\x90\x00")
    await (await chooser.value).set_files([words, program])
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Make it").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("a.exe was not kept")
    assert await serious(page) == []
    await dialog.get_by_role("button", name="Open the ticket").click()
    await expect(page.get_by_role("link", name="Download words.txt")).to_be_visible()
    number = page.url.partition("/tickets/")[2].partition("?")[0]
    await expect(desk.note).to_have_value(f"Number {number}, from 0311112222")
