"""A page in a real browser while things die around it: the agent does nothing, the panel is right again by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.browser import on_a_page
from tests.browser.conftest import launched
from tests.browser.desk import Desk
from tests.browser.faults import lead_into
from tests.support.caller import CALLER_TONES
from tests.support.databases import Postgres, postgres
from tests.support.house import House, running_house
from tests.support.outage import healthy, killed
from tests.support.real import RealStage
from tests.support.stage import MUSIC

pytestmark = [*on_a_page, pytest.mark.asterisk, pytest.mark.chaos, pytest.mark.timeout(400)]
STOPPED = 60.0  # s
Fault = Callable[[House, Postgres], Awaitable[None]]


async def stop(house: House, database: Postgres) -> None:
    database.stop()
    await asyncio.sleep(STOPPED)
    database.start()
    await healthy(house)


FAULTS: dict[str, Fault] = {
    "Redis killed": lambda house, database: killed(house, "redis"),
    "gateway killed": lambda house, database: killed(house, "gateway"),
    "server killed": lambda house, database: killed(house, "server"),
    f"PostgreSQL stopped for {STOPPED:.0f} s": stop,
}


async def works(desk: Desk, stage: RealStage) -> None:
    """What it shows is so, its buttons do what they say, and both hear each other."""
    await desk.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")
    await desk.hears(CALLER_TONES["A"])
    await desk.press("Hold")
    await desk.shows("On hold")
    await stage.expect_caller_hears("A", MUSIC)
    await desk.press("Resume")
    await desk.shows("Talking")
    await stage.expect_caller_hears("A", "agent1")


async def test_an_agents_panel_recovers_by_itself_from_whatever_dies(tmp_path: Path) -> None:
    with postgres() as database:
        async with (
            running_house(tmp_path / "data", DATABASE=database.new_url()) as house,
            launched(tmp_path) as browser,
        ):
            stage = RealStage(house, tmp_path, 0)
            await stage.open()
            desk = await Desk.open(browser, house.url, "agent1")
            await desk.sign_in()
            await desk.log_in()
            await desk.press("Ready")
            await lead_into("talking", desk, stage)
            await desk.page.evaluate("window.neverLoadedAgain = true")
            for fault in FAULTS.values():
                await fault(house, database)
                await works(desk, stage)
            assert await desk.page.evaluate("window.neverLoadedAgain")
            await stage.hang_up("A")
            await desk.leave()
