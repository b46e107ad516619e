"""The server is killed while an agent calls somebody: the call goes on, and the new server knows what came of it."""

import pytest

from tests.support.outage import away, killed
from tests.support.real import RealStage
from tests.support.stage import RINGING, TicketWish

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]


async def test_killed_while_it_rings_the_tone_goes_on_and_the_agent_can_give_up(stage: RealStage) -> None:
    await stage.choose("agent1", "idle", "")
    await stage.call_out("agent1", "B", "silent")
    await stage.expect_agent_hears("agent1", RINGING)
    await killed(stage.house, "server")
    await stage.agents["agent1"].come_back()
    await stage.expect_agent_hears("agent1", RINGING)
    await stage.act("agent1", "hang up", "")
    await stage.expect_agent_is("agent1", "idle", 15.0)
    await stage.expect_ticket("B", TicketWish(kind="outbound", result="given up"))


async def test_killed_in_the_talk_both_go_on_hearing_each_other(stage: RealStage) -> None:
    await stage.choose("agent1", "idle", "")
    await stage.call_out("agent1", "B", "answers")
    await stage.expect_caller_hears("B", "agent1")
    await killed(stage.house, "server")
    await stage.expect_caller_hears("B", "agent1")
    await stage.agents["agent1"].come_back()
    await stage.expect_agent_hears("agent1", "B")
    await stage.act("agent1", "hang up", "")
    await stage.expect_agent_is("agent1", "after call", 15.0)
    await stage.expect_ticket("B", TicketWish(kind="outbound", result="normal"))


async def test_who_answers_while_there_is_no_server_is_in_the_talk_after_it(stage: RealStage) -> None:
    await stage.choose("agent1", "idle", "")
    await stage.call_out("agent1", "B", "answers")
    async with away(stage.house):
        await stage.expect_caller_hears("B", "agent1")
    await stage.agents["agent1"].come_back()
    await stage.expect_agent_is("agent1", "talking", 20.0)
    await stage.expect_agent_hears("agent1", "B")
    await stage.act("agent1", "hang up", "")
    await stage.expect_gone("B")
