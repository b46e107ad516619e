"""Offers and settings outlive a server that is killed in the middle of them."""

import asyncio

import pytest

from tests.support.crowd import NUMBERS, SUPPORT
from tests.support.outage import away, killed
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]


async def rung_at_both(stage: RealStage) -> None:
    await stage.set_queue("general", {"ring_all": True, "ring_seconds": 60})
    await stage.choose("agent1", "ready", "")
    await stage.choose("agent2", "ready", "")
    await stage.call("A", SUPPORT, NUMBERS["A"])
    await stage.press("A", "0")
    await stage.expect_rings_at_all("A", ("agent1", "agent2"))


async def test_a_server_killed_while_it_rings_at_all_goes_on_ringing_and_connects_to_one(stage: RealStage) -> None:
    await rung_at_both(stage)
    await killed(stage.house, "server")
    await stage.expect_rings_at_all("A", ("agent1", "agent2"))
    await stage.expect_caller_hears("A", "music")
    for agent in ("agent1", "agent2"):
        await stage.agents[agent].come_back()
    await stage.act("agent2", "confirm", "")
    await stage.expect_caller_hears("A", "agent2")
    await stage.expect_agent_is("agent1", "ready", 15.0)
    await stage.expect_agent_hears("agent1", "nothing")


async def test_a_change_of_settings_is_there_after_a_kill(stage: RealStage) -> None:
    await stage.set_queue("sales", {"wrap_up_seconds": 77, "recording": "always"})
    await killed(stage.house, "server")
    kept = await stage.settings("sales")
    assert (kept["wrap_up_seconds"], kept["recording"]) == (77, "always")


async def test_the_time_after_a_call_runs_out_while_there_is_no_server(stage: RealStage) -> None:
    await stage.set_queue("general", {"wrap_up_seconds": 8})
    await stage.choose("agent1", "ready", "")
    await stage.call("A", SUPPORT, NUMBERS["A"])
    await stage.press("A", "0")
    await stage.act("agent1", "confirm", "")
    await stage.expect_caller_hears("A", "agent1")
    await stage.hang_up("A")
    await stage.expect_agent_is("agent1", "after call", 15.0)
    async with away(stage.house):
        await asyncio.sleep(9)
    await stage.agents["agent1"].come_back()
    await stage.expect_agent_is("agent1", "ready", 15.0)
