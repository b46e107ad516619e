"""The page is loaded again, its tab or browser dies, the computer sleeps, the network is lost, the gateway is killed:
while it rings, in a talk, on hold, and while a colleague is asked. The call stays, and it goes on where it was."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from server.api.phone import PATIENT
from server.phones import ASK_EVERY
from server.status.room import BEGINS, EVERY
from softphone.staying import stay
from tests.browser import on_a_page
from tests.browser.conftest import call_by_card, launched
from tests.browser.desk import Desk
from tests.browser.faults import (
    asleep,
    crash,
    freezable,
    frozen,
    is_back,
    is_missed,
    lead_into,
    new_browser,
    without_network,
)
from tests.browser.test_everybody import NARROW, overhang, serious
from tests.support.caller import CALLER_TONES
from tests.support.outage import frozen as asleep_part
from tests.support.outage import kill as kill_part
from tests.support.outage import killed
from tests.support.real import RealStage
from tests.support.stage import MUSIC

pytestmark = [*on_a_page, pytest.mark.timeout(180)]
STATES = ("ringing", "talking", "held", "consulting")
PAUSES = {"sleeping computer": asleep, "lost network": without_network}
LONGER = 2.5  # s; after 2 s a page gives its connection up
IN_A_CALL = ("crashed tab", *PAUSES)  # not tried while a colleague is asked
OF_THE_PAGE = ("reload", "killed gateway")
FAULTS = ("reload", "killed browser", "killed gateway", *IN_A_CALL)
# Each fault and each state once: in every run. The others differ little from these; a reload in a talk is in
# `test_leaving.py`.
ALWAYS = {("reload", "ringing"), ("killed gateway", "consulting"), ("killed browser", "held")}
ALWAYS |= {("crashed tab", "talking"), ("lost network", "talking"), ("killed gateway", "talking")}
MATRIX = [
    pytest.param(fault, state, marks=() if (fault, state) in ALWAYS else pytest.mark.slow)
    for fault in FAULTS
    for state in STATES
    if fault not in IN_A_CALL or state != "consulting"
]


@pytest_asyncio.fixture(loop_scope="package")
async def mortal(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> AsyncIterator[Browser]:
    """The one of all tests, where only a page is harmed; else one of its own."""
    if parameters_of(request).get("fault") in OF_THE_PAGE:
        yield browser
        return
    async with launched(tmp_path) as own:
        yield own


def parameters_of(request: pytest.FixtureRequest) -> dict[str, object]:
    return dict(request.node.callspec.params) if hasattr(request.node, "callspec") else {}


@pytest_asyncio.fixture(loop_scope="package")
async def agent(house: object, stage: RealStage, mortal: Browser) -> AsyncIterator[Desk]:
    """agent1, ready, in a browser of its own."""
    desk = await Desk.open(mortal, stage.house.url, "agent1")
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    await desk.shows("Ready")
    yield desk


@pytest_asyncio.fixture(loop_scope="package")
async def freezing(house: object, stage: RealStage, tmp_path: Path) -> AsyncIterator[Desk]:
    """agent1, ready, in a tab that can be frozen."""
    async with freezable(tmp_path) as context:
        desk = await Desk.at(context, stage.house.url, "agent1")
        await desk.sign_in()
        await desk.log_in()
        await desk.press("Ready")
        await desk.shows("Ready")
        yield desk
        await desk.leave()


async def befall(fault: str, desk: Desk, stage: RealStage, browser: Browser) -> Desk:
    """Gives the desk at which the agent is afterwards."""
    if fault == "reload":
        await desk.page.reload()
    elif fault == "killed gateway":
        await killed(stage.house, "gateway")
    elif fault in PAUSES:
        async with PAUSES[fault](desk):
            await is_away(stage)
            await asyncio.sleep(LONGER)
        await is_back(stage)
    else:
        again = await new_browser(desk, browser) if fault == "killed browser" else await crash(desk)
        await is_away(stage)
        await again.page.goto(again.url)
        return again
    return desk


async def is_away(stage: RealStage) -> None:
    await is_missed(stage)
    await stage.expect_caller_hears("A", MUSIC)


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


async def test_who_confirms_while_the_phone_is_away_is_told_so_and_connected_when_it_is_back(
    agent: Desk, stage: RealStage
) -> None:
    await lead_into("ringing", agent, stage)
    rings = agent.dialog("Incoming call")
    async with asleep_part(stage.house, "gateway"):
        await is_missed(stage)
        await agent.answer("Incoming call", "Confirm")
        await expect(rings.get_by_role("status")).to_have_text(
            "Confirmed. You are connected as soon as your phone is back."
        )
        await expect(rings.get_by_role("button", name="Confirm")).to_be_disabled()
        await expect(rings.get_by_role("button", name="Cancel")).to_be_enabled()
        assert await serious(agent.page) == []
    await agent.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    await agent.hears(CALLER_TONES["A"])
    await stage.hang_up("A")
    await agent.leave()


async def test_a_phone_that_does_not_come_back_after_confirm_is_told_and_the_caller_waits(
    agent: Desk, stage: RealStage
) -> None:
    await lead_into("ringing", agent, stage)
    kill_part(stage.house, "gateway", signal.SIGSTOP)
    await is_missed(stage)
    await agent.answer("Incoming call", "Confirm")
    await expect(agent.dialog("Incoming call").get_by_role("status")).to_contain_text("Confirmed.")
    async with asleep(agent):
        await killed(stage.house, "gateway")
        await stage.expect_waits("A", "payments")
    await expect(agent.phone).to_contain_text("Your phone did not connect in time.")
    await is_back(stage)
    await agent.press("Ready")
    await agent.rings()
    await agent.answer("Incoming call", "Confirm")
    await agent.shows("Talking")
    await expect(agent.phone).not_to_contain_text("did not connect")
    await stage.hang_up("A")
    await agent.leave()


async def test_whom_a_silent_asterisk_kept_from_a_caller_is_ready_again_and_takes_them(
    agent: Desk, stage: RealStage
) -> None:
    await lead_into("ringing", agent, stage)
    async with asleep_part(stage.house, "asterisk"):
        await agent.answer("Incoming call", "Confirm")
        await expect(agent.phone).to_contain_text("The telephone system did not answer")
        await expect(agent.phone.get_by_role("timer").last).to_have_text(re.compile(r"Ready again in \d s\."))
        assert await serious(agent.page) == []
    await agent.rings()
    await agent.answer("Incoming call", "Confirm")
    await agent.shows("Talking")
    await expect(agent.phone).not_to_contain_text("did not answer")
    await stage.expect_caller_hears("A", "agent1")
    await stage.hang_up("A")
    await agent.leave()


async def test_a_tab_that_chromium_freezes_goes_on_talking(freezing: Desk, stage: RealStage) -> None:
    await lead_into("talking", freezing, stage)
    async with frozen(freezing):
        await asyncio.sleep(ASK_EVERY * (PATIENT + 2))
        await stage.expect_caller_hears("A", "agent1")
    await goes_on("talking", freezing, stage)
    await stage.hang_up("A")


async def test_a_frozen_tab_is_passed_over_until_it_runs_again(freezing: Desk, stage: RealStage) -> None:
    async with frozen(freezing):
        await is_missed(stage)
        await stage.choose("agent2", "ready", "")
        await call_by_card(stage)
        await stage.expect_rings("A", "agent2")
        await stage.hang_up("A")
    await is_back(stage)
    await call_by_card(stage, "B")
    await freezing.rings()
    await stage.hang_up("B")


async def test_whoever_keeps_the_house_sees_a_part_fail_and_work_again(
    house: object, stage: RealStage, browser: Browser
) -> None:
    keeper = await Desk.open(browser, stage.house.url, "owner", NARROW)
    await keeper.sign_in()
    await keeper.page.goto(f"{keeper.url}/settings/status")
    gateway = keeper.page.get_by_role("region", name="Parts").get_by_role("listitem").filter(has_text="gateway")
    await expect(gateway).to_contain_text("Works")
    await keeper.page.wait_for_timeout(BEGINS * 1000)  # of a house that starts nothing is wrong yet
    history = keeper.page.get_by_role("region", name="What was wrong").get_by_role("listitem")
    wrong = history.filter(has_text="Softphone gateway")  # tests before this one have stopped other parts
    while not await wrong.count():  # it may be back before somebody looks
        await killed(stage.house, "gateway")
        await keeper.page.wait_for_timeout(EVERY * 1000)
    await expect(gateway).to_contain_text("Works")
    await expect(keeper.page.get_by_role("region", name="Checks")).to_contain_text("are in order")
    assert await serious(keeper.page) == []
    assert await overhang(keeper.page) <= 0
    await keeper.page.context.close()
