"""Microphone and speaker are unplugged and plugged in again; mute outlives the page; where and how a call rings."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.support.caller import CALLER_TONES
from tests.support.real import RealStage
from tests.support.stage import SILENCE

pytestmark = on_a_page


async def test_an_unplugged_microphone_is_replaced_by_another(talk: Desk, stage: RealStage) -> None:
    await talk.page.evaluate("unplug(false)")
    await stage.expect_caller_hears("A", "agent1")
    await talk.hears(CALLER_TONES["A"])


async def test_without_any_microphone_the_call_goes_on_until_one_is_there(talk: Desk, stage: RealStage) -> None:
    await talk.page.evaluate("unplug(true)")
    await expect(talk.phone.get_by_role("alert")).to_contain_text("nobody hears you")
    await stage.expect_caller_hears("A", SILENCE)
    await talk.hears(CALLER_TONES["A"])
    await talk.page.evaluate("plugIn()")
    await stage.expect_caller_hears("A", "agent1")
    await expect(talk.phone.get_by_role("alert")).to_have_count(0)


@pytest.mark.spec("TEL-20")
async def test_mute_outlives_a_page_that_is_loaded_again_and_ends_with_the_talk(talk: Desk, stage: RealStage) -> None:
    await talk.press("Mute")
    await stage.expect_caller_hears("A", SILENCE)
    await talk.page.reload()
    await talk.hears(CALLER_TONES["A"])
    await talk.shows("muted")
    await stage.expect_caller_hears("A", SILENCE)
    await talk.press("Unmute")
    await stage.expect_caller_hears("A", "agent1")


async def test_the_panel_says_in_words_how_the_talk_sounds(talk: Desk) -> None:
    await expect(talk.phone).to_contain_text(re.compile("Caller: good"), timeout=30_000)
    await expect(talk.phone).to_contain_text(re.compile("You: good"), timeout=30_000)


async def choose_speaker(desk: Desk, role: str) -> str:
    """The second speaker of this machine, in the sound check. Its id."""
    _, second, *_ = await desk.page.evaluate("speakers()")
    await desk.page.get_by_role("combobox", name=role).click()
    await desk.page.get_by_role("option", name=second["label"], exact=True).click()
    return str(second["id"])


async def plays_on(desk: Desk, speaker: str) -> None:
    async with asyncio.timeout(15):
        while await desk.page.evaluate("sinks()") != [speaker]:  # noqa: ASYNC110  # the page cannot call us
            await asyncio.sleep(0.1)


async def test_an_unplugged_speaker_is_shown_and_used_again_when_it_is_back(ready: Desk) -> None:
    await ready.page.keyboard.press("s")
    mine = await choose_speaker(ready, "Speaker for calls")
    await ready.page.keyboard.press("Escape")
    await plays_on(ready, mine)
    await ready.page.evaluate("id => pullOut(id)", mine)
    await expect(ready.phone).to_contain_text("Your speaker was unplugged")
    await plays_on(ready, "")
    await ready.page.evaluate("plugIn()")
    await plays_on(ready, mine)
    await expect(ready.phone).not_to_contain_text("Your speaker was unplugged")


async def test_a_call_rings_on_a_second_device_and_tells_who_works_in_another_window(
    ready: Desk, stage: RealStage
) -> None:
    await ready.page.keyboard.press("s")
    await ready.page.get_by_role("radio", name="Bell").check()
    second = await choose_speaker(ready, "Also ring on")
    await ready.page.keyboard.press("Escape")
    await ready.page.evaluate("rang.length = 0; lookAway()")
    await call_by_card(stage)
    await ready.rings()
    assert second in await ready.page.evaluate("rang")
    (shown,) = await ready.page.evaluate("notified")
    assert (shown["title"], shown["open"]) == ("Incoming call", True)
    assert "010" in shown["body"]
    await ready.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    assert [each["open"] for each in await ready.page.evaluate("notified")] == [False]
