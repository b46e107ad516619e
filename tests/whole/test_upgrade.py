"""A newer server takes over from the running one while calls are in every state. Nobody notices."""

import asyncio
import sys

import pytest

from server.upgrading import wishes
from server.upgrading.wishes import Answer
from tests.support import crowd
from tests.support.crowd import HELD, IN_MENU, TALKING, WAITING
from tests.support.house import House
from tests.support.outage import children, healthy, part
from tests.support.real import RealStage
from tests.support.stage import PATIENCE, TicketWish

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]


async def upgraded(house: House, python: str = sys.executable, gateway: bool = False) -> Answer:
    return await asyncio.to_thread(wishes.upgrade, house.data, python, gateway)


async def test_an_upgrade_changes_nothing_for_anybody(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    await crowd.talk(stage, HELD, "agent2")
    await stage.act("agent2", "hold", "")
    await crowd.wait_in(stage, WAITING, "11", "payments")
    before, old = await crowd.present(stage), part(stage.house, "server")
    others = {pid for pid, _ in children(stage.house)} - {old}
    assert (await upgraded(stage.house)).trouble == ""
    assert part(stage.house, "server") not in (0, old)
    assert others <= {pid for pid, _ in children(stage.house)}
    await healthy(stage.house)
    assert await crowd.present(stage) == before
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await crowd.wait_with_music(stage, HELD, WAITING)
    await crowd.come_back(stage)
    await stage.act("agent2", "resume", "")
    await crowd.hear_each_other(stage, HELD, "agent2")
    await stage.act("agent1", "hang up", "")
    await stage.expect_agent_is("agent1", "after call", PATIENCE)
    await stage.choose("agent1", "ready", "")
    await stage.expect_rings(WAITING, "agent1")
    await stage.expect_ticket(TALKING, TicketWish("answered", "agent1", queue="general"))


@pytest.mark.slow
async def test_with_the_gateway_upgraded_too_a_talk_has_music_for_a_moment_and_goes_on(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    await crowd.wait_in(stage, WAITING, "11", "payments")
    before = await crowd.present(stage)
    old = {name: part(stage.house, name) for name in ("server", "gateway", "asterisk")}
    assert (await upgraded(stage.house, gateway=True)).trouble == ""
    await healthy(stage.house)
    new = {name: part(stage.house, name) for name in old}
    assert [name for name in old if new[name] == old[name]] == ["asterisk"]
    assert await crowd.present(stage) == before
    await crowd.wait_with_music(stage, WAITING)
    await crowd.come_back(stage)
    await stage.phone("agent1", attached=True)
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await stage.act("agent1", "hang up", "")
    await stage.expect_ticket(TALKING, TicketWish("answered", "agent1", queue="general"))


async def test_what_happens_in_the_moment_of_an_upgrade_is_told_once(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    await crowd.enter(stage, IN_MENU)
    page = stage.agents["agent1"]
    page.facts.clear()
    begun = page.number
    upgrading = asyncio.create_task(upgraded(stage.house))
    await stage.press(IN_MENU, "0")
    assert (await upgrading).trouble == ""
    await stage.expect_waits(IN_MENU, "general")
    await page.come_back()
    await stage.act("agent1", "hold", "")
    await page.wait_for_call("held")
    numbers = [int(str(told["number"])) for told in page.facts]
    assert numbers == list(range(begun + 1, begun + 1 + len(numbers)))


async def test_a_newer_server_that_does_not_get_ready_leaves_the_running_one_alone(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    old, page = part(stage.house, "server"), stage.agents["agent1"]
    assert "did not take over" in (await upgraded(stage.house, "/bin/false")).trouble
    assert part(stage.house, "server") == old
    await stage.act("agent1", "hold", "")
    await page.wait_for_call("held")
