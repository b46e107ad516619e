"""A synthetic call on the real switch: answered, heard both ways, and no call of the house."""

import pytest

from softphone.agent import HeadlessAgent
from softphone.canary import call, walk
from tests.support.house import PASSWORD
from tests.support.leading import NUMBER, lead, lead_back
from tests.support.outage import figures, nothing_is_left
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="package")]


async def test_the_canary_hears_itself_and_stands_in_no_figure(stage: RealStage) -> None:
    before = await figures(stage.house)
    host, _, port = stage.house.sip.rpartition(":")
    result = await call((host, int(port)))
    assert result.why == ""
    assert result.answer > 0
    assert result.echo > 0.5
    after = await figures(stage.house)
    assert after["cordboard_calls_arrived_total"] == before["cordboard_calls_arrived_total"]
    await nothing_is_left(stage.house)


async def test_a_number_that_nobody_has_is_no_canary(stage: RealStage) -> None:
    host, _, port = stage.house.sip.rpartition(":")
    assert (await call((host, int(port)), "0799999999")).why == "404"


async def tickets(stage: RealStage) -> object:
    async with HeadlessAgent(stage.house.url, "supervisor", PASSWORD) as supervisor:
        return (await supervisor.ask("GET", "/api/tickets"))["items"]


@pytest.mark.timeout(200)
async def test_through_a_route_the_canary_hears_it_and_is_obeyed(stage: RealStage) -> None:
    host, _, port = stage.house.sip.rpartition(":")
    before = await tickets(stage)
    await lead(stage.house, "canary", "")
    try:
        result = await walk((host, int(port)), NUMBER, "1")
    finally:
        await lead_back(stage.house)
    assert result.why == ""
    assert result.echo == 1.0
    await nothing_is_left(stage.house)
    assert await tickets(stage) == before  # who leaves from a menu has none


@pytest.mark.timeout(200)
async def test_a_route_that_does_not_obey_is_told(stage: RealStage) -> None:
    host, _, port = stage.house.sip.rpartition(":")
    assert (await walk((host, int(port)), NUMBER, "0")).why == "keys"  # it leads into a queue
    await nothing_is_left(stage.house)
