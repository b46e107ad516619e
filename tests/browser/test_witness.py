"""What Asterisk itself saw of a call beside what the house noted, on the page of the call, for who oversees it."""

import json

import pytest_asyncio
from playwright.async_api import Locator, expect

from server.asides import RECORDS
from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.browser.test_everybody import NARROW, foreign, overhang, serious
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = on_a_page


@pytest_asyncio.fixture(loop_scope="package")
async def over(talk: Desk, stage: RealStage) -> str:
    """The id of a call of agent1 that is over."""
    call = stage.callers["A"].call
    await stage.hang_up("A")
    await expect(talk.phone.get_by_role("status")).not_to_contain_text("Talking")
    return call


def witness(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="What Asterisk saw", exact=True)


async def asked(desk: Desk, call: str) -> Locator:
    """The page of the call, with the record of Asterisk asked for by keyboard."""
    await desk.page.goto(f"{desk.url}/calls/{call}")
    await witness(desk).get_by_role("button", name="Compare with Asterisk's record").press("Enter")
    return witness(desk)


async def test_what_asterisk_saw_stands_beside_what_the_house_noted(over: str, supervisor: Desk) -> None:
    found = await asked(supervisor, over)
    await expect(found.get_by_text("Both tell the same")).to_be_visible()
    began, ended = (found.get_by_role("row", name="The caller's line").nth(n) for n in range(2))
    await expect(began).to_contain_text("by the trunk · PJSIP/trunk-")
    await expect(began).to_contain_text("070-000-0001 was dialled")
    await expect(ended).to_contain_text("The call ended, by the caller")
    await expect(ended).to_contain_text("The line ended: hung up normally")
    assert await serious(supervisor.page) == []
    await supervisor.page.set_viewport_size(NARROW)
    assert await overhang(supervisor.page) <= 0
    box = await ended.get_by_text("The line ended").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= NARROW["width"], "both stand beside each other"
    assert await serious(supervisor.page) == []


async def test_what_only_asterisk_or_only_the_house_knows_is_marked(over: str, supervisor: Desk, house: House) -> None:
    record = house.data / RECORDS / "cti.jsonl"
    whole = record.read_text("utf-8")
    lines = [json.loads(line) for line in whole.splitlines()]
    late = [line | {"eventtime": line["eventtime"] - 60} for line in lines if line["eventtype"] == "CHAN_START"]
    try:
        record.write_text("".join(json.dumps(line) + "\n" for line in late), "utf-8")
        found = await asked(supervisor, over)
        await expect(found.get_by_text("Where the two records differ is marked (2).")).to_be_visible()
        await expect(found.get_by_role("row", name="The caller's line").nth(0)).to_contain_text("noted 60")
        await expect(found.get_by_role("row", name="The caller's line").nth(1)).to_contain_text("Not in Asterisk's")
    finally:
        record.write_text(whole, "utf-8")


async def test_without_a_record_it_is_said_why(over: str, supervisor: Desk, house: House) -> None:
    record = house.data / RECORDS / "cti.jsonl"
    away = record.with_name("elsewhere")
    record.rename(away)
    try:
        found = await asked(supervisor, over)
        await expect(found).to_contain_text("The Asterisk of the server's machine keeps no record")
        await expect(found.get_by_role("table")).to_have_count(0)
        record.touch(0o600)
        await found.get_by_role("button", name="Ask again").press("Enter")
        await expect(found).to_contain_text("Asterisk's record has nothing of this call.")
    finally:
        away.replace(record)
    await found.get_by_role("button", name="Ask again").press("Enter")
    await expect(found.get_by_role("row", name="The caller's line")).to_have_count(2)


async def test_the_agent_of_the_call_sees_its_steps_and_not_the_record(over: str, talk: Desk) -> None:
    await talk.page.goto(f"{talk.url}/calls/{over}")
    await expect(talk.page.get_by_role("heading", name="Step by step")).to_be_visible()
    await expect(witness(talk)).to_have_count(0)


async def test_the_comparison_speaks_the_language(over: str, supervisor: Desk) -> None:
    for language, ask in (("ja", "Asteriskの記録と比べる"), ("ko", "Asterisk 기록과 비교")):
        await supervisor.page.goto(f"{supervisor.url}/calls/{over}?lang={language}")
        await supervisor.page.get_by_role("button", name=ask).press("Enter")
        table = supervisor.page.get_by_role("table")
        await expect(table.get_by_role("row")).to_have_count(3)
        region = supervisor.page.locator("section").filter(has=table).first
        words = foreign(await region.inner_text())
        assert words - {"Asterisk", "PJSIP", "CEL", "trunk"} == set(), words
