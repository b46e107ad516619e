"""The microphone is unplugged in the middle of a talk, and plugged in again; mute outlives the page."""

import re

import pytest
from playwright.async_api import expect

from tests.browser import on_a_page
from tests.browser.desk import Desk
from tests.support.real import CALLER_TONES, RealStage
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
