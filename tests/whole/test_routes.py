"""Routes are published while people call, as the command line does it, and the server dies meanwhile."""

from pathlib import Path

import pytest

from server.routes.files import RouteFile
from server.routes.offices import ByHttp
from tests.support.crowd import NUMBERS
from tests.support.house import PASSWORD, House
from tests.support.outage import killed
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]
SALES = "0700000002"
CLOSED = "route: sales\nstart: bye\nsteps:\n  bye:\n    goodbye: [system.closed, system.goodbye]\n"


async def published(house: House, text: str) -> str:
    """The text that callers got before."""
    async with ByHttp.open(house.url, "designer", PASSWORD) as office:
        (before,) = await office.published(["sales"])
        await office.publish(RouteFile(Path("sales.yaml"), "sales", text), "", "", None)
    return before.text


async def test_killed_in_mid_call_the_caller_finishes_on_the_version_it_began_with(stage: RealStage) -> None:
    await stage.dial("A", SALES, NUMBERS["A"])
    await stage.arrived("A")
    await stage.expect_caller_hears("A", "sales.menu")
    before = await published(stage.house, CLOSED)
    try:
        await killed(stage.house, "server")
        await stage.dial("F", SALES, NUMBERS["F"])
        await stage.arrived("F")
        await stage.expect_caller_hears("F", "system.closed")
        await stage.press("A", "0")
        await stage.expect_waits("A", "sales")
    finally:
        await published(stage.house, before)
