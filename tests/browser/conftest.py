"""One house and one Chromium for all pages. Its microphone hears the tone that `agent1` speaks in other tests too."""

import itertools
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.browser import CHROMIUM
from tests.browser.desk import Desk, new_context
from tests.support.house import House
from tests.support.outage import healthy
from tests.support.real import AGENT_TONES, RealStage
from tests.support.rtp import sine
from tests.support.standing import staged, standing_house

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
SUPPORT = "0700000001"
turns = itertools.count()


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One that may reach this machine, and says from where it asks."""
    reaching = {"LOOKUP_HOSTS": "127.0.0.1", "OUTGOING": "203.0.113.7"}
    async with standing_house(tmp_path_factory.mktemp("house"), **reaching) as house:
        yield house


@asynccontextmanager
async def launched(scratch: Path, *more: str) -> AsyncIterator[Browser]:
    """scratch: where the sound that its microphone hears is written; more: flags."""
    voice = scratch / "tone.wav"
    with wave.open(str(voice), "wb") as wav:
        wav.setparams((1, 2, 8000, 0, "NONE", ""))
        wav.writeframes(sine(AGENT_TONES["agent1"], 8000))
    flags = ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", *QUIET]
    flags += [f"--use-file-for-fake-audio-capture={voice}", "--autoplay-policy=no-user-gesture-required", *more]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    async with launched(tmp_path_factory.mktemp("voice")) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="package")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    await healthy(house)  # whatever befell it in the test before
    async with staged(house, tmp_path, next(turns)) as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def used(browser: Browser) -> AsyncIterator[BrowserContext]:
    """For agent1 of one test after the other: to fetch and read the pages' files anew took a third of most tests."""
    async with await new_context(browser) as context:
        yield context


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def used_by_colleagues(browser: Browser) -> AsyncIterator[BrowserContext]:
    async with await new_context(browser) as context:
        yield context


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def used_by_others(browser: Browser) -> AsyncIterator[BrowserContext]:
    """For supervisors and designers."""
    async with await new_context(browser) as context:
        yield context


@pytest_asyncio.fixture(loop_scope="package")
async def desk(house: House, used: BrowserContext) -> AsyncIterator[Desk]:
    """agent1, signed in, on a page of 1440 by 900."""
    desk = await Desk.at(used, house.url, "agent1")
    await desk.sign_in()
    yield desk
    await desk.hand_on()


@pytest_asyncio.fixture(loop_scope="package")
async def supervisor(house: House, browser: Browser) -> AsyncIterator[Desk]:
    """Signed in, in a browser of their own."""
    supervisor = await Desk.open(browser, house.url, "supervisor")
    await supervisor.sign_in()
    yield supervisor
    await supervisor.page.context.close()


@pytest_asyncio.fixture(loop_scope="package")
async def ready(desk: Desk) -> Desk:
    """agent1, waiting for a call."""
    await desk.log_in()
    await desk.press("Ready")
    await desk.shows("Ready")
    return desk


@pytest_asyncio.fixture(loop_scope="package")
async def rung(ready: Desk, stage: RealStage) -> Desk:
    """agent1, rung by caller A, who came by Payments > Card."""
    await call_by_card(stage)
    await ready.rings()
    return ready


@pytest_asyncio.fixture(loop_scope="package")
async def talk(rung: Desk, stage: RealStage) -> Desk:
    """agent1, talking to caller A."""
    await rung.answer("Incoming call", "Confirm")
    await rung.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    return rung


async def call_by_card(stage: RealStage, caller: str = "A", number: str = "01012345678") -> None:
    await stage.call(caller, SUPPORT, number)
    await stage.expect_caller_hears(caller, "support.welcome")
    await stage.press(caller, "11")
