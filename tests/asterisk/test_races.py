"""Somebody hangs up between any two steps: no error that matters, and nothing is left over."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cti import commands, facts
from tests.support.exchange import AGENT, CALLER, CALM, SHORT, Exchange, exchange, frozen
from tests.support.pbx import Pbx

pytestmark = pytest.mark.asterisk
PAUSES = [0.0, 0.001, 0.005]  # s between the order and the end of the call


@pytest.fixture
async def house(pbx: Pbx, tmp_path: Path) -> AsyncIterator[Exchange]:
    async with exchange(pbx, tmp_path) as started:
        yield started
        await started.so(lambda: len(started.asterisk.switch) == 0)


async def is_clean(house: Exchange, call: str, *left: str) -> None:
    await house.until(facts.Cleared, call=call)
    await house.so(lambda: house.channels() == list(left) and house.bridges() == [])
    await house.so(lambda: len(house.asterisk.switch) == 0)


def cut(house: Exchange, call: str) -> None:
    """The call ends at Asterisk, as if the caller's BYE came in this moment."""
    house.pbx.ari("DELETE", f"/channels/{call}")


@pytest.mark.parametrize("pause", PAUSES)
async def test_the_caller_is_gone_while_a_prompt_starts(house: Exchange, pause: float) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("long",)))
    await asyncio.sleep(pause)
    await asyncio.to_thread(cut, house, caller.id)
    await is_clean(house, caller.id)


@pytest.mark.parametrize("pause", PAUSES)
async def test_the_caller_is_gone_while_going_to_the_queue(house: Exchange, pause: float) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("long",)))
    house.ask(commands.Enqueue(caller.id, "sales"))
    await asyncio.sleep(pause)
    await asyncio.to_thread(cut, house, caller.id)
    await is_clean(house, caller.id)


@pytest.mark.parametrize("pause", PAUSES)
async def test_the_caller_is_gone_while_the_talk_begins(house: Exchange, pause: float) -> None:
    await house.ready()
    caller = await house.queued()
    house.connect(caller, "agent1")
    await asyncio.sleep(pause)
    await asyncio.to_thread(cut, house, caller.id)
    await is_clean(house, caller.id, "leg-agent1~")
    assert house.found(facts.OrderFailed) == []


@pytest.mark.parametrize("pause", PAUSES)
async def test_caller_and_agent_hang_up_at_the_same_time(house: Exchange, pause: float) -> None:
    caller, _ = await house.talking()
    house.ask(commands.HangUp(caller.id, "agent1"))
    await asyncio.sleep(pause)
    caller.sip.hang_up()
    await is_clean(house, caller.id, "leg-agent1~")


async def test_the_caller_is_gone_before_the_answer(house: Exchange) -> None:
    caller = await house.call()
    await asyncio.to_thread(cut, house, caller.id)
    if caller.id in house.desk.calls:
        house.ask(commands.EnterRoute(caller.id, "support", "main", 1, "en"))
    await is_clean(house, caller.id)
    assert house.found(facts.Answered) == []


async def test_hold_and_back_and_hold_in_one_breath(house: Exchange) -> None:
    caller, phone = await house.talking()
    for _ in range(5):
        house.ask(commands.Hold(caller.id, "agent1"))
        house.ask(commands.Retrieve(caller.id, "agent1"))
    await house.so(lambda: len(house.asterisk.switch) == 0)
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)


async def test_a_caller_dismissed_to_an_announcement_hears_it_to_the_end(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.ask(commands.Dismiss(caller.id, "agent1", "abuse"))
    house.ask(commands.Play(caller.id, "dismissal", ("short",)))
    assert await caller.rtp.hears(SHORT)
    assert (await house.until(facts.PromptEnded, playback="dismissal")).played
    assert await phone.stops_hearing(CALLER)


async def test_a_queue_is_reached_right_after_long_digits_were_sent(house: Exchange) -> None:
    caller, _ = await house.talking()
    house.ask(commands.SendDigits(caller.id, "agent1", "1234567890"))
    house.ask(commands.Requeue(caller.id, "agent1", "the phone stayed away"))
    assert await caller.rtp.hears(CALM)
    assert house.found(facts.OrderFailed) == []


async def test_nobody_who_hangs_up_while_being_put_through_leaves_a_bridge(house: Exchange) -> None:
    """What was asked for last is answered first by an Asterisk that is behind: the talk would be made after its end.
    The audit would take it down seconds later, and warn of it."""
    await house.ready()
    for _ in range(5):
        caller = await house.queued()
        with frozen(house.pbx):
            house.connect(caller, "agent1")
            await asyncio.sleep(0.02)  # so that it is asked for
            house.asterisk.switch.note(facts.Cleared(caller.id, "normal"))  # as the event of its end does
            await asyncio.sleep(0.02)
        await asyncio.to_thread(cut, house, caller.id)
        async with asyncio.timeout(1.5):
            await house.so(lambda: house.bridges() == [])
