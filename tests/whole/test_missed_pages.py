"""A page is lost in a talk: how soon the caller hears music, and how it comes back by itself."""

import asyncio

import pytest

from softphone.staying import stay
from tests.support import crowd
from tests.support.crowd import TALKING
from tests.support.outage import killed
from tests.support.real import RealStage
from tests.support.stage import MUSIC
from tests.support.until import until

TOLERABLE = 5.0  # s; what it is usually is told, not demanded
pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="package")]


async def test_who_loses_the_agent_hears_music_and_the_desk_shows_that_the_phone_is_away(
    stage: RealStage, pytestconfig: pytest.Config, capfd: pytest.CaptureFixture[str]
) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    agent = stage.agents["agent1"]
    assert agent.phone is not None
    agent.phone.vanish()
    await stage.expect_caller_hears(TALKING, MUSIC)
    pause = stage.callers[TALKING].rtp.longest_pause(10)
    with capfd.disabled():
        pytestconfig.get_terminal_writer().line(f"\nfrom the last of the voice to the music: {pause:.2f} s")
    assert agent.me is not None
    assert agent.me["away_since"]
    await agent.attach()
    await stage.expect_caller_hears(TALKING, "agent1")
    await agent.wait_until(lambda one: one.me is not None and not one.me["away_since"])
    assert pause < TOLERABLE


async def test_pauses_of_a_bad_network_bring_no_music(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    agent = stage.agents["agent1"]
    assert agent.phone is not None
    agent.facts.clear()
    for _ in range(10):
        agent.phone.speaking = False
        await asyncio.sleep(0.3)
        agent.phone.speaking = True
        await asyncio.sleep(0.2)
    assert "PhoneDetached" not in {told["kind"] for told in agent.facts}
    await stage.expect_caller_hears(TALKING, "agent1")


@pytest.mark.spec("TEL-20")
async def test_who_confirms_while_the_voice_has_broken_off_is_connected_when_it_is_back(stage: RealStage) -> None:
    await stage.choose("agent1", "ready", "")
    await crowd.wait_in(stage, TALKING, "0", "general")
    await stage.expect_rings(TALKING, "agent1")
    agent = stage.agents["agent1"]
    assert agent.phone is not None
    agent.phone.vanish()
    await agent.wait_until(lambda one: one.me is not None and bool(one.me["away_since"]))
    await agent.confirm()
    assert agent.call is not None
    await agent.wait_until(lambda one: one.call is not None and one.me is not None and bool(one.me["awaited"]))
    assert agent.call["state"] == "offered"
    await agent.attach()
    await crowd.hear_each_other(stage, TALKING, "agent1")
    assert "OfferFailed" not in {told["kind"] for told in agent.facts}


async def test_a_phone_that_does_not_come_back_after_confirm_costs_the_caller_nothing(stage: RealStage) -> None:
    await stage.choose("agent1", "ready", "")
    await crowd.wait_in(stage, TALKING, "0", "general")
    await stage.expect_rings(TALKING, "agent1")
    agent = stage.agents["agent1"]
    assert agent.phone is not None
    agent.phone.vanish()
    await agent.wait_until(lambda one: one.me is not None and bool(one.me["away_since"]))
    await agent.confirm()
    await stage.choose("agent2", "ready", "")
    await stage.expect_rings(TALKING, "agent2")
    await agent.wait_until(lambda one: one.me is not None and (one.me["state"], one.me["reason"]) == ("idle", "phone"))
    await stage.act("agent2", "confirm", "")
    await crowd.hear_each_other(stage, TALKING, "agent2")


@pytest.mark.parametrize("part", ["gateway", "server"])
async def test_an_agent_who_stays_is_back_by_itself_after_a_kill(stage: RealStage, part: str) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    agent = stage.agents["agent1"]
    staying = asyncio.create_task(stay(agent))
    await killed(stage.house, part)
    await until(lambda: agent.following and agent.socket is not None and agent.socket.is_open, within=30, every=0.1)
    await agent.wait_for_call("talking")
    await stage.expect_caller_hears(TALKING, "agent1")
    staying.cancel()
