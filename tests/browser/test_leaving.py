"""Pages that are loaded again, closed, opened twice, in the middle of a talk."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Dialog, Route, expect

from tests.browser import on_a_page
from tests.browser.conftest import call_by_card
from tests.browser.desk import Desk
from tests.browser.test_everybody import serious
from tests.support.caller import CALLER_TONES
from tests.support.real import AGENT_TONES, RealStage
from tests.support.rtp import LOUD, RtpPeer

pytestmark = on_a_page
LONGER_THAN_A_RELOAD = 3.0  # s; after that the other window has tried whether the phone is free
TOLERABLE = 5.0  # s; what it is usually is told, not demanded


@asynccontextmanager
async def gap_of(caller: RtpPeer) -> AsyncIterator[list[float]]:
    """The seconds, one for each look, in which the caller did not hear the agent."""
    silent: list[float] = []

    async def look() -> None:
        loop = asyncio.get_running_loop()
        before = loop.time()
        while True:
            await asyncio.sleep(0.02)
            now = loop.time()
            if caller.level(AGENT_TONES["agent1"], 0.1) < LOUD:
                silent.append(now - before)
            before = now

    looking = asyncio.create_task(look())
    yield silent
    looking.cancel()


@pytest.mark.spec("TEL-20")
async def test_a_page_loaded_again_comes_back_into_the_call(
    talk: Desk, stage: RealStage, pytestconfig: pytest.Config, capfd: pytest.CaptureFixture[str]
) -> None:
    async with gap_of(stage.callers["A"].rtp) as gap:
        await talk.page.reload()
        await talk.hears(CALLER_TONES["A"])
        await stage.expect_caller_hears("A", "agent1")
    with capfd.disabled():
        pytestconfig.get_terminal_writer().line(f"\nthe caller was without the agent for {sum(gap):.2f} s")
    await talk.shows("Talking")
    await expect(talk.note).to_be_visible()
    assert sum(gap) < TOLERABLE


async def test_who_signs_out_in_a_call_is_asked_first(talk: Desk, stage: RealStage) -> None:
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await dialog.dismiss()

    talk.page.on("dialog", stay)
    await talk.page.get_by_role("banner").get_by_role("button").last.click()
    await talk.page.get_by_role("menuitem", name="Sign out").click()
    await talk.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    assert [words.partition(".")[0] for words in asked] == ["You are in a call"]


async def test_a_note_that_was_just_typed_outlives_the_page(talk: Desk) -> None:
    await talk.note.fill("Said on the last second")
    await talk.page.reload()
    await expect(talk.note).to_have_value("Said on the last second")


@pytest.mark.spec("TEL-32")
async def test_while_the_page_is_closed_the_caller_hears_music(talk: Desk, stage: RealStage) -> None:
    waiting = await talk.page.context.new_page()
    await talk.page.close()
    await stage.expect_caller_hears("A", "music")
    await waiting.goto(talk.url)
    back = Desk(waiting, talk.url, talk.login)
    await back.hears(CALLER_TONES["A"])
    await stage.expect_caller_hears("A", "agent1")
    await back.shows("Talking")


async def test_a_second_page_takes_the_phone_and_the_first_one_says_so(talk: Desk, stage: RealStage) -> None:
    second = await talk.another_tab()
    await expect(second.phone).to_contain_text("Your phone is open in another window. Take it over?")
    await stage.expect_caller_hears("A", "agent1")
    await second.press("Take it over")
    await expect(talk.phone).to_contain_text("Your phone was taken over in another window.")
    await second.hears(CALLER_TONES["A"])
    await stage.expect_caller_hears("A", "agent1")
    await talk.press("Take it back")
    await expect(second.phone).to_contain_text("Your phone was taken over in another window.")
    await talk.hears(CALLER_TONES["A"])


@pytest.mark.parametrize("crashes", [False, True], ids=["closed", "crashed"])
async def test_when_the_window_that_took_the_phone_is_gone_the_first_one_has_it_again(
    talk: Desk, stage: RealStage, *, crashes: bool
) -> None:
    second = await talk.another_tab()
    await second.press("Take it over")
    await expect(talk.phone).to_contain_text("Your phone was taken over in another window.")
    await second.hears(CALLER_TONES["A"])
    if crashes:
        session = await second.page.context.new_cdp_session(second.page)
        dying = asyncio.create_task(session.send("Page.crash"))
        await stage.expect_caller_hears("A", "music")
        dying.cancel()
    else:
        await second.page.close()
    await stage.expect_caller_hears("A", "agent1")
    await talk.hears(CALLER_TONES["A"])
    await expect(talk.phone).not_to_contain_text("taken over")


async def test_when_another_browser_that_had_the_phone_is_closed_that_is_said_and_asked(
    talk: Desk, stage: RealStage, browser: Browser
) -> None:
    """It may stand elsewhere: no microphone is opened here unasked."""
    other = await Desk.open(browser, talk.url, "agent1")
    await other.sign_in()
    await other.press("Take it over")
    await other.hears(CALLER_TONES["A"])
    await other.page.context.close()
    await expect(talk.phone).to_contain_text("The window that had your phone is gone.")
    await stage.expect_caller_hears("A", "music")
    assert await serious(talk.page) == []
    await talk.press("Use it here")
    await stage.expect_caller_hears("A", "agent1")


@pytest.mark.parametrize("seconds", [0, LONGER_THAN_A_RELOAD], ids=["quick", "slow"])
async def test_who_reloads_the_window_that_took_the_phone_keeps_it_there(
    talk: Desk, stage: RealStage, seconds: float
) -> None:
    second = await talk.another_tab()
    await second.press("Take it over")
    await second.hears(CALLER_TONES["A"])

    async def late(route: Route) -> None:
        await asyncio.sleep(seconds)
        await route.continue_()

    await second.page.route(f"{second.url}/api/me", late)
    await second.page.reload()
    await second.hears(CALLER_TONES["A"])
    await asyncio.sleep(LONGER_THAN_A_RELOAD)
    await expect(talk.phone).to_contain_text(re.compile("Your phone (is open|was taken over) in another window."))
    await stage.expect_caller_hears("A", "agent1")


async def test_a_desk_that_stays_open_over_an_upgrade_takes_the_next_call(ready: Desk, stage: RealStage) -> None:
    """Its parts are not there any more. The page is loaded again, and it rings on."""
    upgraded: list[str] = []

    async def answer(route: Route) -> None:
        if route.request.resource_type == "fetch":
            upgraded.append(route.request.url)
            await route.fulfill(body='<script type="module" src="/assets/first-newer.js"></script>')
        elif "/assets/" in route.request.url and not upgraded:
            await route.fulfill(status=404)
        else:
            await route.continue_()

    await ready.page.route(lambda url: "/assets/" in url or url == f"{ready.url}/", answer)
    await call_by_card(stage)
    await ready.rings()
    await ready.answer("Incoming call", "Confirm")
    await ready.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    assert upgraded


async def test_a_part_of_the_page_that_does_not_come_at_first_takes_nothing_away(ready: Desk, stage: RealStage) -> None:
    missed: list[str] = []

    async def answer(route: Route) -> None:
        missed.append(route.request.url)
        await (route.abort() if len(missed) == 1 else route.continue_())

    await ready.page.route("**/assets/LookedUp-*.js", answer)
    await call_by_card(stage)
    await ready.rings()
    await expect(ready.phone).to_be_visible()
    await ready.answer("Incoming call", "Confirm")
    await ready.shows("Talking")
    assert missed
