"""The server is killed while a caller is passed to a number outside: while it rings there, and in the talk without an
agent. The caller notices nothing, and nobody is forgotten."""

import pytest

from tests.support import crowd
from tests.support.dialled import Customer
from tests.support.outage import away, killed
from tests.support.real import RealStage
from tests.support.stage import MUSIC, TicketWish
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]


async def pass_outside(stage: RealStage, kind: str) -> None:
    await crowd.talk(stage, "A", "agent1")
    await stage.send_out("agent1", "B", kind)
    await stage.expect_agent_is("agent1", "after call", 15.0)
    called = stage.callers["B"].sipp
    assert isinstance(called, Customer)
    await until(called.has_rung)


async def state_of(stage: RealStage, caller: str) -> str:
    return next(str(one["state"]) for one in await stage.items("/api/calls") if one["id"] == stage.callers[caller].call)


async def test_killed_while_it_rings_outside_the_caller_waits_on_and_may_give_up(stage: RealStage) -> None:
    await pass_outside(stage, "silent")
    await killed(stage.house, "server")
    await stage.expect_caller_hears("A", MUSIC)
    assert await state_of(stage, "A") == "forwarded"
    await stage.agents["agent1"].come_back()
    await stage.hang_up("A")
    await stage.expect_gone("A")
    await stage.expect_gone("B")


@pytest.mark.slow
async def test_killed_while_it_rings_outside_who_is_not_answered_comes_back(stage: RealStage) -> None:
    await pass_outside(stage, "silent")
    await killed(stage.house, "server")
    await stage.agents["agent1"].come_back()
    await stage.choose("agent1", "ready", "")
    await stage.wait(40)  # until nobody has answered outside
    await stage.expect_rings("A", "agent1")
    await stage.act("agent1", "confirm", "")
    await crowd.hear_each_other(stage, "A", "agent1")


async def test_killed_in_the_talk_outside_both_go_on_until_one_hangs_up(stage: RealStage) -> None:
    await pass_outside(stage, "answers")
    await stage.expect_caller_hears("A", "B")
    await killed(stage.house, "server")
    assert await state_of(stage, "A") == "outside"
    await stage.expect_caller_hears("A", "B")
    await stage.expect_caller_hears("B", "A")
    await stage.agents["agent1"].come_back()
    await stage.hang_up("B")
    await stage.expect_gone("A")
    await stage.expect_ticket("A", TicketWish("answered", "agent1"))


async def test_who_hangs_up_outside_while_there_is_no_server_ends_the_call_after_it(stage: RealStage) -> None:
    await pass_outside(stage, "answers")
    await stage.expect_caller_hears("A", "B")
    async with away(stage.house):
        await stage.hang_up("B")
    await stage.agents["agent1"].come_back()
    await stage.expect_gone("A")
    seen = await stage.items(f"/api/calls/{stage.callers['A'].call}/witness")
    both = {(line, kind) for line in ("contact", "outside") for kind in ("CHAN_START", "HANGUP")}
    assert {(each["line"], each["kind"]) for each in seen} == both, "what Asterisk saw meanwhile is told"
