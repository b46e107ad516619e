"""Who waits hears their music on the channel itself, in no bridge: on a real Asterisk, whatever dies meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from asterisk import reconcile
from cti import commands, facts, orders
from cti.facts import AgentState
from tests.support.exchange import AGENT, CALLER, CALM, LONG, MUSIC, SHORT, Caller, Exchange
from tests.support.rtp import LOUD, STEP, level_of

pytestmark = pytest.mark.asterisk

ROOM = "hold-sales"  # in which servers of before let callers wait
PAUSE = 0.2  # s without packets that nobody takes for a gap on a busy machine
MENDED = 20.0  # s for two looks


@contextmanager
def deaf(house: Exchange) -> Iterator[None]:
    """What is ordered meanwhile gets lost."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(house.asterisk.switch, "obey", lambda order: None)
        yield


async def done(house: Exchange) -> None:
    await house.so(lambda: len(house.asterisk.switch) == 0)


def quietest(caller: Caller, hz: float, seconds: float) -> float:
    """The level of the tone in that packet of the last seconds in which it was softest."""
    heard = caller.rtp.recent(seconds)
    return min(level_of(heard[at : at + STEP], hz) for at in range(0, len(heard) - STEP, STEP))


async def test_who_waits_is_in_no_bridge_and_hears_music_also_if_their_phone_sends_nothing(house: Exchange) -> None:
    caller = await house.call()
    house.ask(commands.EnterRoute(caller.id, "support", "main", 1, "en"))
    await house.until(facts.Answered, call=caller.id)
    house.ask(commands.Enqueue(caller.id, "sales"))
    assert await caller.rtp.hears(CALM)
    await asyncio.sleep(1.0)
    assert quietest(caller, CALM, 0.8) > LOUD
    assert caller.rtp.longest_pause(0.8) < PAUSE
    assert house.bridges() == []


async def test_music_goes_on_without_a_gap_while_the_server_is_away_and_when_it_comes_back(house: Exchange) -> None:
    caller = await house.queued()
    await house.stop()
    await asyncio.sleep(1.0)
    await house.start(time.time())
    await done(house)
    await asyncio.sleep(0.5)
    assert quietest(caller, CALM, 1.4) > LOUD
    assert caller.rtp.longest_pause(1.4) < PAUSE
    assert house.asterisk.health().mended == 0


async def test_music_that_is_ordered_again_goes_on_where_it_was(house: Exchange) -> None:
    caller = await house.queued()
    await asyncio.sleep(0.5)
    for _ in range(3):
        house.asterisk.switch.obey(orders.StartMusic(caller.id, "sales"))
        await asyncio.sleep(0.1)
    assert quietest(caller, CALM, 0.5) > LOUD


async def test_an_order_that_the_server_died_of_is_given_again_when_it_comes_back(house: Exchange) -> None:
    caller = await house.answered()
    with deaf(house):
        house.ask(commands.Enqueue(caller.id, "sales"))
    await house.stop()
    await house.start(time.time())
    assert await caller.rtp.hears(CALM)
    assert house.asterisk.health().mended == 0
    left = house.pbx.ari("GET", f"/channels/{caller.id}/variable", {"variable": "TIMEOUT(absolute)"})
    assert isinstance(left, dict)
    assert float(left["value"]) == 0


async def test_music_that_fell_silent_while_the_server_was_away_is_heard_when_it_is_back(house: Exchange) -> None:
    caller = await house.queued()
    await house.stop()
    house.pbx.ari("DELETE", f"/channels/{caller.id}/moh")
    assert await caller.rtp.stops_hearing(CALM)
    await house.start(time.time())
    assert await caller.rtp.hears(CALM)


async def test_an_order_that_got_lost_is_found_by_the_audit(house: Exchange) -> None:
    caller = await house.answered()
    with deaf(house):
        house.ask(commands.Enqueue(caller.id, "sales"))
    assert await caller.rtp.hears(CALM, within=MENDED)


async def test_who_comes_back_from_a_talk_is_in_no_bridge_and_talks_to_the_same_agent_again(house: Exchange) -> None:
    caller, phone = await house.talking()
    assert await caller.rtp.hears(AGENT)
    house.ask(commands.Requeue(caller.id, "agent1", "the phone stayed away"))
    assert await caller.rtp.hears(CALM)
    await house.so(lambda: _members(house) == [])
    house.engine.tell(facts.AgentStateChanged("agent1", AgentState.READY))
    house.connect(caller, "agent1")
    assert await caller.rtp.hears(AGENT)
    assert await phone.hears(CALLER)
    assert len(house.found(facts.Established)) == 2


def _members(house: Exchange) -> list[str]:
    bridges = house.pbx.ari("GET", "/bridges")
    assert isinstance(bridges, list)
    return [channel for bridge in bridges for channel in bridge["channels"]]


async def test_who_is_still_in_a_talk_and_should_wait_is_brought_out_of_it(house: Exchange) -> None:
    caller, _ = await house.talking()
    assert await caller.rtp.hears(AGENT)
    with deaf(house):
        house.ask(commands.Requeue(caller.id, "agent1", "the phone stayed away"))
    await house.stop()
    await house.start(time.time())
    assert await caller.rtp.hears(CALM)
    await house.so(lambda: _members(house) == [])


async def test_who_waits_in_a_room_of_an_older_server_hears_music_on_and_is_connected(house: Exchange) -> None:
    caller = await house.queued()
    await house.stop()
    house.pbx.ari("POST", f"/bridges/{ROOM}", {"type": "holding"})
    house.pbx.ari("POST", f"/bridges/{ROOM}/addChannel", {"channel": caller.id})
    await house.so(lambda: _members(house) == [caller.id])
    await asyncio.sleep(0.5)
    await house.start(time.time())
    await house.so(lambda: house.bridges() == [])
    await done(house)
    await asyncio.sleep(0.5)
    assert quietest(caller, CALM, 0.9) > LOUD
    await house.ready()
    house.connect(caller, "agent1")
    assert await caller.rtp.hears(AGENT)


async def test_music_comes_after_an_announcement_also_when_nobody_orders_it(house: Exchange) -> None:
    caller = await house.queued("support")
    house.ask(commands.TellWaiting(caller.id, "waiting.1", ("short",), 1))
    assert await caller.rtp.hears(SHORT)
    await house.until(facts.PromptEnded, call=caller.id)
    house.ask(commands.ResumeMusic(caller.id))
    assert await caller.rtp.hears(MUSIC)
    house.ask(commands.TellWaiting(caller.id, "waiting.2", ("short",), 2))
    await house.until(facts.PromptEnded, call=caller.id, playback="waiting.2")
    assert await caller.rtp.hears(MUSIC, within=MENDED)  # two looks later


async def test_an_announcement_is_heard_to_its_end_by_who_waits_while_the_server_is_replaced(house: Exchange) -> None:
    caller = await house.queued()
    house.ask(commands.TellWaiting(caller.id, "waiting.1", ("long",), 1))
    assert await caller.rtp.hears(LONG)
    await house.stop()
    await house.start(time.time())
    await done(house)
    await asyncio.sleep(0.5)
    assert caller.rtp.level(LONG) > LOUD
    assert reconcile.announcement(house.desk.calls[caller.id])
