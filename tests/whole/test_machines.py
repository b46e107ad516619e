"""Two Asterisks and two gateways: whoever calls reaches whoever is there, and what dies costs no more than itself."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support import crowd
from tests.support.crowd import HELD, TALKING, WAITING
from tests.support.databases import postgres
from tests.support.machines import EAST, WEST, Machines, running_machines, takes_calls
from tests.support.real import RealStage
from tests.support.stage import MUSIC, CallbackWish, TicketWish
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]
CUSTOMER = "F"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def machines(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Machines]:
    with postgres() as server:
        data, told = tmp_path_factory.mktemp("machines"), {"DATABASE": server.new_url(), "STANDBY": "true"}
        async with running_machines(data, standby=True, **told) as machines:
            yield machines


@pytest_asyncio.fixture(loop_scope="module")
async def stage(machines: Machines, tmp_path: Path) -> AsyncIterator[RealStage]:
    stage = RealStage(machines.house, tmp_path, 0)
    await stage.open()
    yield stage
    await stage.close()


async def test_callers_at_either_node_reach_agents_at_either_gateway(machines: Machines, stage: RealStage) -> None:
    await crowd.talk(machines.at(stage, EAST), TALKING, "agent1")
    await crowd.talk(machines.at(stage, WEST), HELD, "agent2")
    assert await machines.lines() == [{"agent1"}, {"agent2"}]
    for caller, agent in ((TALKING, "agent1"), (HELD, "agent2")):
        await crowd.hear_each_other(stage, caller, agent)
        await stage.act(agent, "hang up", "")
        await stage.expect_gone(caller)
    await crowd.talk(machines.at(stage, WEST), "E", "agent1")
    await crowd.talk(machines.at(stage, EAST), "F", "agent2")
    await crowd.hear_each_other(stage, "E", "agent1")


async def test_a_talk_at_a_machine_whose_files_cannot_be_read_is_recorded(machines: Machines, stage: RealStage) -> None:
    assert await stage.health("recordings") == "ok"
    await stage.record_talks("general", "always", announced=False)
    await crowd.talk(machines.at(stage, WEST), TALKING, "agent1")
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await asyncio.sleep(2)
    await stage.act("agent1", "hang up", "")
    await stage.expect_gone(TALKING)
    await stage.expect_recording(TALKING, ["agent1"], locked=False)
    spool = machines.nodes[WEST].house.settings.data / "asterisk" / "spool" / "recording"

    def left() -> list[Path]:
        return [each for each in spool.iterdir() if not each.is_symlink()]  # the node's CEL is shown by a link there

    await until(lambda: asyncio.to_thread(lambda: not left()), "what was fetched is left at the node")


@pytest.mark.slow
async def test_a_talk_goes_on_when_its_gateway_is_killed(machines: Machines, stage: RealStage) -> None:
    await crowd.talk(machines.at(stage, EAST), TALKING, "agent1")
    await crowd.talk(machines.at(stage, WEST), HELD, "agent2")
    lines = await machines.lines()
    killed = 0 if "agent1" in lines[0] else 1
    await machines.gateways[killed].kill()
    await stage.expect_caller_hears(TALKING, MUSIC)
    await crowd.hear_each_other(stage, HELD, "agent2")
    await stage.phone("agent1", attached=True)
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await machines.gateways[killed].start()


async def test_a_lost_node_costs_its_own_talks_only(machines: Machines, stage: RealStage) -> None:
    await crowd.talk(machines.at(stage, EAST), TALKING, "agent1")
    await crowd.talk(machines.at(stage, WEST), HELD, "agent2")
    machines.at(stage, EAST)
    await stage.call(WAITING, crowd.SUPPORT, stage.dialled.number("answers"))
    await stage.press(WAITING, "11")
    await stage.expect_waits(WAITING, "payments")
    machines.kill(EAST)
    await stage.expect_forgotten(TALKING)
    await crowd.hear_each_other(stage, HELD, "agent2")
    await stage.expect_callback(WAITING, CallbackWish("payments", reason="lost"))
    await stage.expect_ticket(WAITING, TicketWish("callback", queue="payments"))
    assert await stage.health("node east") == "lost"
    await takes_calls(machines.house)
    await stage.outside(CUSTOMER, "answers")
    await stage.choose("agent1", "ready", "")
    await stage.call_back("agent1", CUSTOMER)
    await crowd.hear_each_other(stage, CUSTOMER, "agent1")


@pytest.mark.slow
async def test_who_stands_by_serves_when_the_server_is_killed(machines: Machines, tmp_path: Path) -> None:
    assert machines.standby is not None
    stage, second = RealStage(machines.house, tmp_path, 1), RealStage(machines.standby, tmp_path, 2)
    await stage.open()
    await crowd.talk(machines.at(stage, WEST), TALKING, "agent1")
    await crowd.wait_in(stage, WAITING, "11", "payments")
    machines.house.process.kill()
    await takes_calls(machines.standby)
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await crowd.wait_with_music(stage, WAITING)
    await second.open()
    states = {str(call["id"]): call["state"] for call in await second.items("/api/calls")}
    assert states[stage.callers[TALKING].call] == "talking"
    assert states[stage.callers[WAITING].call] == "queued"
    await stage.leave()
    await second.close()
