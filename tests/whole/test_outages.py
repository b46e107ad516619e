"""Processes are killed, frozen and ended while calls are in every state. Callers hardly notice."""

import asyncio
import signal
from dataclasses import replace

import pytest

from tests.support import crowd
from tests.support.crowd import HELD, IN_MENU, NUMBERS, RINGING, SUPPORT, TALKING, WAITING
from tests.support.house import House
from tests.support.outage import away, frozen, healthy, kill, killed, part
from tests.support.real import RealStage
from tests.support.scenario import FOLDER, load, play
from tests.support.stage import MUSIC, CallbackWish, TicketWish
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
async def test_a_server_that_ends_and_comes_back_changes_nothing(stage: RealStage, number: signal.Signals) -> None:
    await crowd.gather(stage)
    before = await crowd.present(stage)
    await killed(stage.house, "server", number)
    assert await crowd.present(stage) == before
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await crowd.wait_with_music(stage, HELD, RINGING, WAITING)
    for page in await crowd.come_back(stage):
        assert page.call is None or page.call["agent"] == page.id
    await crowd.go_on(stage)


async def test_pages_miss_nothing_and_see_nothing_twice(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    page = stage.agents["agent1"]
    page.facts.clear()
    begun = page.number
    await killed(stage.house, "server")
    await crowd.enter(stage, IN_MENU)
    await page.come_back()
    await stage.act("agent1", "hold", "")
    await page.wait_for_call("held")
    numbers = [int(str(told["number"])) for told in page.facts]
    assert numbers == list(range(begun + 1, begun + 1 + len(numbers)))
    assert {"Arrived", "Answered"} <= {told["kind"] for told in page.facts}


async def test_while_there_is_no_server_talks_go_on_and_new_callers_hear_music(stage: RealStage) -> None:
    await crowd.gather(stage)
    before = await crowd.present(stage)
    async with away(stage.house):
        await stage.dial("F", SUPPORT, NUMBERS["F"])
        await stage.expect_caller_hears("F", MUSIC)
        await crowd.hear_each_other(stage, TALKING, "agent1")
        await crowd.wait_with_music(stage, HELD, RINGING, WAITING)
        await stage.expect_caller_hears(IN_MENU, MUSIC)  # the switch has taken them back
    after = await crowd.present(stage)
    for one in (TALKING, HELD, WAITING):  # the phone of RINGING may have rung long enough meanwhile
        assert after[stage.callers[one].call] == before[stage.callers[one].call]
    await crowd.come_back(stage)
    await stage.arrived("F")
    await stage.expect_caller_hears("F", "support.welcome")
    await stage.expect_caller_hears(IN_MENU, "support.menu")
    await stage.act("agent2", "resume", "")
    await crowd.hear_each_other(stage, HELD, "agent2")


@pytest.mark.slow
async def test_a_frozen_server_is_like_none(stage: RealStage) -> None:
    await crowd.gather(stage)
    async with frozen(stage.house, "server"):
        await asyncio.sleep(6)  # until its heartbeat is too old
        await stage.dial("F", SUPPORT, NUMBERS["F"])
        await stage.expect_caller_hears("F", MUSIC)
        await stage.expect_caller_hears(IN_MENU, MUSIC)
        await crowd.hear_each_other(stage, TALKING, "agent1")
        await crowd.wait_with_music(stage, HELD, RINGING, WAITING)
    await healthy(stage.house)
    await stage.arrived("F")
    await stage.expect_caller_hears("F", "support.welcome")
    await stage.expect_caller_hears(IN_MENU, "support.menu")
    await stage.expect_waits(WAITING, "payments")
    await crowd.wait_with_music(stage, WAITING)
    await crowd.hear_each_other(stage, TALKING, "agent1")


async def test_after_the_gateway_was_killed_pages_attach_again_and_talks_go_on(stage: RealStage) -> None:
    await crowd.gather(stage)
    await killed(stage.house, "gateway")
    await crowd.wait_with_music(stage, HELD, RINGING, WAITING)
    for agent in ("agent1", "agent2", "agent3"):
        await stage.phone(agent, attached=True)
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await crowd.go_on(stage)


async def test_calls_do_not_need_redis(stage: RealStage) -> None:
    await crowd.gather(stage)
    before = await crowd.present(stage)
    await killed(stage.house, "redis")
    assert await crowd.present(stage) == before
    await crowd.hear_each_other(stage, TALKING, "agent1")
    await crowd.go_on(stage)


async def test_a_killed_asterisk_ends_calls_but_forgets_nobody(stage: RealStage) -> None:
    await crowd.gather(stage)
    await killed(stage.house, "asterisk")
    for caller in (TALKING, HELD, RINGING, WAITING, IN_MENU):
        await stage.expect_forgotten(caller)
    await stage.expect_ticket(TALKING, TicketWish("answered", "agent1"))
    await stage.expect_ticket(WAITING, TicketWish("abandoned", queue="payments"))
    await stage.expect_callback(WAITING, CallbackWish("payments", NUMBERS[WAITING], "abandoned"))
    await stage.expect_callback(RINGING, CallbackWish("general", NUMBERS[RINGING], "abandoned"))
    await stage.expect_callback(TALKING, CallbackWish("general", NUMBERS[TALKING], "interrupted"))
    await stage.expect_callback(HELD, CallbackWish("general", NUMBERS[HELD], "interrupted"))
    await stage.expect_callback(IN_MENU, None)
    await stage.choose("agent3", "break", "rest")
    await crowd.talk(stage, "F", "agent1")


async def test_a_promise_stands_while_the_server_is_killed_and_again_while_the_customer_is_called(
    stage: RealStage,
) -> None:
    promised = load(FOLDER / "promised_call.yaml")
    for end in ("A is gone", "agent1 is offered", "agent1 hears B", ""):
        at = promised.steps.index(end) + 1 if end else len(promised.steps)
        await play(replace(promised, steps=promised.steps[:at]), stage)
        promised = replace(promised, steps=promised.steps[at:])
        await killed(stage.house, "server")
        await crowd.come_back(stage)


async def test_every_part_can_be_killed_at_once(house: House) -> None:
    old = {name: part(house, name) for name in ("server", "gateway", "redis", "asterisk")}
    for name in old:
        kill(house, name)
    await until(lambda: all(part(house, name) not in (0, old[name]) for name in old))
    await healthy(house)
