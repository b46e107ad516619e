"""A talk of which one side gets nothing is found and put together anew, and everybody can read that it was."""

import asyncio
from contextlib import suppress

import pytest

from asterisk import names
from asterisk.ari.errors import Unprocessable
from asterisk.ari.operations import bridge_remove_channel
from asterisk.ari.rest import Rest
from config.secrets import ARI_USER, load
from tests.support import crowd
from tests.support.crowd import TALKING
from tests.support.house import House
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="package")]


async def break_the_talk(house: House, call: str, agent: str) -> None:
    """Behind the server's back: the agent's line is in no bridge any more. It may just be on its way into it."""
    rest = Rest(f"http://{house.places['ari']}/ari", ARI_USER, load({}, house.data).ari_password)
    async with asyncio.timeout(5):
        while True:
            with suppress(Unprocessable):
                await rest.send(bridge_remove_channel(names.mix_of(call), names.leg_of(agent)))
                break
            await asyncio.sleep(0.02)
    await rest.close()


async def test_a_talk_without_sound_is_mended_once_and_told(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    agent, call = stage.agents["agent1"], stage.callers[TALKING].call
    await stage.act("agent1", "hold", "")
    await agent.wait_for_call("held")
    agent.facts.clear()
    await stage.act("agent1", "resume", "")
    await agent.wait_for_call("talking")
    await break_the_talk(stage.house, call, "agent1")
    await agent.wait_until(lambda one: "AudioMended" in {told["kind"] for told in one.facts}, 10)
    await stage.expect_caller_hears(TALKING, "agent1")
    await stage.expect_agent_hears("agent1", TALKING)


async def test_a_talk_with_sound_is_left_alone(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    agent = stage.agents["agent1"]
    await stage.wait(4)
    assert "AudioMended" not in {told["kind"] for told in agent.facts}
