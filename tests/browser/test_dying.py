"""The page is loaded again, its browser is killed, the gateway is killed: while it rings, in a talk, on hold, and while
a colleague is asked. The call stays, and it goes on where it was."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from softphone.staying import stay
from tests.browser import on_a_page
from tests.browser.conftest import call_by_card, launched
from tests.browser.desk import EARS, SCREEN, Desk
from tests.support.outage import killed
from tests.support.real import CALLER_TONES, RealStage
from tests.support.stage import MUSIC, PATIENCE

pytestmark = [*on_a_page, pytest.mark.timeout(180)]
STATES = ("ringing", "talking", "held", "consulting")
FAULTS = ("reload", "killed browser", "killed gateway")
# Each fault in a talk and each state once: in every run. The others differ little from these.
ALWAYS = {("reload", "ringing"), ("killed gateway", "consulting"), ("killed browser", "held")}
ALWAYS |= {(fault, "talking") for fault in FAULTS}
MATRIX = [
    pytest.param(fault, state, marks=() if (fault, state) in ALWAYS else pytest.mark.slow)
    for fault in FAULTS
    for state in STATES
]


@pytest_asyncio.fixture(loop_scope="package")
async def mortal(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser that may be killed: no other test uses it."""
    async with launched(tmp_path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="package")
async def agent(house: object, stage: RealStage, mortal: Browser) -> AsyncIterator[Desk]:
    """agent1, ready, in a browser of its own."""
    desk = await Desk.open(mortal, stage.house.url, "agent1")
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    await desk.shows("Ready")
    yield desk


async def lead_into(state: str, desk: Desk, stage: RealStage) -> None:
    if state == "consulting":
        await stage.choose("agent2", "idle", "")
    await call_by_card(stage)
    await desk.rings()
    if state == "ringing":
        return
    await desk.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    if state == "held":
        await desk.press("Hold")
    if state == "consulting":
        await stage.choose("agent2", "ready", "")
        await desk.tell(f"/api/calls/{stage.callers['A'].call}/consult", {"agent": "agent2"})
        await stage.act("agent2", "confirm", "")
        await stage.agents["agent2"].wait_for_talk()
    if state != "talking":
        await stage.expect_caller_hears("A", MUSIC)


async def befall(fault: str, desk: Desk, stage: RealStage, browser: Browser) -> Desk:
    """Gives the desk at which the agent is afterwards."""
    if fault == "reload":
        await desk.page.reload()
    if fault == "killed gateway":
        await killed(stage.house, "gateway")
    if fault != "killed browser":
        return desk
    signed_in = await desk.page.context.storage_state()
    context = await browser.new_context(
        viewport=SCREEN, locale="en-GB", permissions=["microphone"], storage_state=signed_in
    )
    await context.add_init_script(path=EARS)
    again = Desk(await context.new_page(), desk.url, desk.login)
    assert desk.page.context.browser is not None
    await kill(desk.page.context.browser)
    await is_missed(stage)
    await stage.expect_caller_hears("A", MUSIC)
    await again.page.goto(again.url)
    return again


async def is_missed(stage: RealStage) -> None:
    """Everybody sees that the phone is away. A page that came sooner would be asked whether it takes the phone over."""
    async with asyncio.timeout(PATIENCE):
        while not await away(stage):  # noqa: ASYNC110  # the server is only asked
            await asyncio.sleep(0.1)


async def away(stage: RealStage) -> bool:
    return any(one["id"] == "agent1" and one["away_since"] for one in await stage.items("/api/agents"))


async def kill(browser: Browser) -> None:
    session = await browser.new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    (pid,) = [one["id"] for one in told["processInfo"] if one["type"] == "browser"]
    os.kill(pid, signal.SIGKILL)


async def goes_on(state: str, desk: Desk, stage: RealStage) -> None:
    """It is as before, and the agent can do what comes next."""
    if state == "ringing":
        await desk.rings()
        await expect(desk.phone).to_contain_text("Phone connected")
        await desk.answer("Incoming call", "Confirm")
    if state == "held":
        await desk.shows("On hold")
        await stage.expect_caller_hears("A", MUSIC)
        await desk.press("Resume")
    if state == "consulting":
        await stage.expect_caller_hears("A", MUSIC)
        await stage.expect_agent_hears("agent2", "agent1")
        await desk.tell(f"/api/calls/{stage.callers['A'].call}/abandon")
    await desk.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    await desk.hears(CALLER_TONES["A"])


@pytest.mark.parametrize(("fault", "state"), MATRIX)
async def test_the_call_goes_on(fault: str, state: str, agent: Desk, stage: RealStage, browser: Browser) -> None:
    await lead_into(state, agent, stage)
    staying = [asyncio.create_task(stay(one)) for one in stage.agents.values()]
    after = await befall(fault, agent, stage, browser)
    try:
        await goes_on(state, after, stage)
    finally:
        for one in staying:
            one.cancel()
        await stage.hang_up("A")
        await after.leave()
