"""What is on the file when somebody else comes to the phone, on a real Asterisk. A phone numbers its packets from
anywhere: one that begins below the phone before it must be on the file too."""

from pathlib import Path

import numpy as np
import pytest

from asterisk.recorder import file_of
from cti import commands, orders
from tests.support.exchange import AGENT, CALLER, CALM, Caller, Exchange
from tests.support.rtp import LOUD, QUIET, RATE, RtpPeer, Samples, level_of

pytestmark = pytest.mark.asterisk
SECOND = 900.0  # Hz that the other agent says
HIGH, LOW = 20_000, 1_000  # numbers of packets
BYTES = 4  # of both sides at once
UNWRITTEN = RATE * BYTES // 2  # more than Asterisk holds back until it writes


def tape(house: Exchange, caller: Caller) -> Path:
    return house.pbx.house.data / "asterisk/spool/recording" / file_of(caller.id)


async def newest(house: Exchange, caller: Caller, seconds: float = 0.5) -> tuple[Samples, Samples]:
    """What is recorded from now on: caller, agents."""
    file, size = tape(house, caller), int(seconds * RATE) * BYTES
    begin = file.stat().st_size + UNWRITTEN if file.exists() else 0
    await house.so(lambda: file.exists() and file.stat().st_size >= begin + size)
    sound = np.frombuffer(file.read_bytes()[begin : begin + size], "<i2").reshape(-1, 2) / 32768
    return sound[:, 0].astype(np.float64), sound[:, 1].astype(np.float64)


async def recorded(house: Exchange) -> tuple[Caller, RtpPeer]:
    """A caller who talks with agent1 and is recorded; agent2 is ready."""
    caller, first = await house.talking()
    first.number_from(HIGH)
    house.asterisk.switch.obey(orders.StartRecording(caller.id, caller.id))
    left, right = await newest(house, caller)
    assert level_of(left, CALLER) > LOUD
    assert level_of(right, AGENT) > LOUD
    second = await house.ready("agent2")
    second.say(SECOND)
    second.number_from(LOW)
    return caller, second


async def test_who_takes_a_returned_caller_is_recorded(house: Exchange) -> None:
    caller, _ = await recorded(house)
    house.ask(commands.Requeue(caller.id, "agent1", "test"))
    house.connect(caller, "agent2")
    assert await caller.rtp.hears(SECOND)
    left, right = await newest(house, caller)
    assert level_of(left, CALLER) > LOUD
    assert level_of(right, SECOND) > LOUD


async def test_who_takes_over_after_a_consultation_is_recorded(house: Exchange) -> None:
    caller, second = await recorded(house)
    house.ask(commands.Consult(caller.id, "agent1", "agent2"))
    house.ask(commands.Confirm(caller.id, "agent2"))
    assert await second.hears(AGENT)
    house.ask(commands.Complete(caller.id, "agent1"))
    assert await caller.rtp.hears(SECOND)
    _, right = await newest(house, caller)
    assert level_of(right, SECOND) > LOUD


async def test_a_pause_goes_on_though_somebody_else_comes_to_the_phone(house: Exchange) -> None:
    caller, _ = await recorded(house)
    house.asterisk.switch.obey(orders.HushRecording(caller.id, caller.id, on=True))
    house.ask(commands.Requeue(caller.id, "agent1", "test"))
    house.connect(caller, "agent2")
    assert await caller.rtp.hears(SECOND)
    left, right = await newest(house, caller)
    assert max(level_of(left, CALLER), level_of(right, SECOND)) < QUIET
    house.asterisk.switch.obey(orders.HushRecording(caller.id, caller.id, on=False))
    left, right = await newest(house, caller)
    assert min(level_of(left, CALLER), level_of(right, SECOND)) > LOUD


async def test_a_recording_that_was_ended_does_not_begin_again(house: Exchange) -> None:
    caller, _ = await recorded(house)
    house.asterisk.switch.obey(orders.StopRecording(caller.id, caller.id))
    house.ask(commands.Requeue(caller.id, "agent1", "test"))
    house.connect(caller, "agent2")
    assert await caller.rtp.hears(SECOND)
    ended = tape(house, caller).stat().st_size
    house.ask(commands.Requeue(caller.id, "agent2", "test"))
    assert await caller.rtp.hears(CALM)
    assert tape(house, caller).stat().st_size == ended
