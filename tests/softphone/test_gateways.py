"""Two real gateways as one: agents are spread, stay, and move when theirs is killed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from softphone.client import LineLost
from softphone.gateways import Gateways
from tests.softphone.gateway_process import Events, GatewayProcess
from tests.support.until import until

WITHIN = 10.0  # s


@pytest_asyncio.fixture
async def processes(tmp_path: Path) -> AsyncIterator[list[GatewayProcess]]:
    both = [GatewayProcess(tmp_path / "one"), GatewayProcess(tmp_path / "two")]
    both[1].token = both[0].token
    for each in both:
        await each.start()
    yield both
    for each in both:
        if each.running:
            await each.stop()


@pytest_asyncio.fixture
async def gateways(processes: list[GatewayProcess], events: Events) -> AsyncIterator[Gateways]:
    gateways = Gateways([each.url for each in processes], processes[0].token, events)
    await gateways.start()
    async with asyncio.timeout(WITHIN):
        await gateways.connected.wait()
    yield gateways
    await gateways.stop()


@pytest.mark.asyncio
async def test_agents_are_spread_and_move_from_a_gateway_that_is_killed(
    processes: list[GatewayProcess], gateways: Gateways, events: Events
) -> None:
    lines = {agent: await gateways.open(agent) for agent in ("kim", "lee", "cho")}
    assert await gateways.open("kim") == lines["kim"]
    assert [gateways.at(agent) for agent in lines] == [processes[0].url, processes[1].url, processes[0].url]
    await processes[0].kill()
    await events.wait_for(LineLost("kim"))
    await events.wait_for(LineLost("cho"))
    assert events.count(LineLost("lee")) == 0
    await gateways.open("kim")
    assert {gateways.at(agent) for agent in lines} == {processes[1].url}
    assert gateways.healthy
    assert set(gateways.states().values()) == {"ok", "not connected"}
    await processes[0].start()
    await until(lambda: "not connected" not in gateways.states().values(), within=WITHIN, every=0.05)
    await gateways.open("ahn")
    assert gateways.at("ahn") == processes[0].url
    assert gateways.at("kim") == processes[1].url
