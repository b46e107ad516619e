"""Calling out on the trunk, on a real Asterisk: each way in which it can end is told apart, and heard as it should be.

The lines here are somebody outside who is asked about a call; a call of its own is in tests/asterisk/test_outbound.py.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cti import facts, orders
from cti.facts import OutEnd
from tests.support.answering import Kind, SippCustomers
from tests.support.exchange import AGENT, Exchange, exchange, tuned
from tests.support.free import free_port
from tests.support.pbx import Pbx
from tests.support.rtp import RtpPeer

pytestmark = pytest.mark.asterisk
CUSTOMER, RINGBACK = 740.0, 425.0  # Hz
NUMBERS = {
    "0311110001": Kind.ANSWERS,
    "0311110002": Kind.EARLY,
    "0311110003": Kind.SILENT,
    "0311110004": Kind.BUSY,
    "0311110005": Kind.REFUSES,
    "0311110006": Kind.NOBODY,
    "0311110007": Kind.CONGESTED,
}
NUMBER_OF = {kind: number for number, kind in NUMBERS.items()}
PORT = free_port()


@dataclass
class Outside:
    """The customers who can be called, all with the same voice."""

    sipp: SippCustomers
    rtp: RtpPeer

    def speak(self, number: str) -> None:
        self.rtp.talk_to(*self.sipp.peer(number))
        self.rtp.say(CUSTOMER)


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with tuned(tmp_path_factory.mktemp("tuned"), {"CORDBOARD_TRUNK": f"127.0.0.1:{PORT}"}) as running:
        yield running


@pytest.fixture
async def house(pbx: Pbx, tmp_path: Path) -> AsyncIterator[Exchange]:
    async with exchange(pbx, tmp_path) as started:
        yield started


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    rtp = await RtpPeer.open()
    sipp = SippCustomers(PORT, {number: (kind, rtp.address[1]) for number, kind in NUMBERS.items()}, tmp_path)
    await sipp.start()
    yield Outside(sipp, rtp)
    await sipp.close()
    rtp.close()


async def _call_out(house: Exchange, kind: Kind, seconds: float = 20.0) -> tuple[str, RtpPeer]:
    """The agent of a held call asks somebody outside. Gives the call and the agent's phone."""
    caller, phone = await house.talking()
    house.asterisk.switch.obey(orders.Hold(caller.id, "agent1"))
    order = orders.CallOut(caller.id, f"line-{caller.id}", NUMBER_OF[kind], "0700000001", seconds, "agent1")
    house.asterisk.switch.obey(order)
    return caller.id, phone


async def _ended(house: Exchange, call: str) -> facts.OutEnded:
    return await house.until(facts.OutEnded, call=call, line=f"line-{call}")


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        (Kind.BUSY, OutEnd.BUSY),
        (Kind.REFUSES, OutEnd.REFUSED),
        (Kind.NOBODY, OutEnd.UNALLOCATED),
        (Kind.CONGESTED, OutEnd.CONGESTION),
    ],
)
async def test_why_nobody_answers_is_told_apart(house: Exchange, outside: Outside, kind: Kind, how: OutEnd) -> None:
    call, _ = await _call_out(house, kind)
    ended = await _ended(house, call)
    assert (ended.end, ended.by) == (how, "far end")
    assert not house.found(facts.OutRinging, call=call)


async def test_who_does_not_answer_in_time_is_let_go_and_the_tone_ends(house: Exchange, outside: Outside) -> None:
    call, phone = await _call_out(house, Kind.SILENT, seconds=2.0)
    await house.until(facts.OutRinging, call=call)
    assert await phone.hears(RINGBACK)
    assert (await _ended(house, call)).end is OutEnd.NO_ANSWER
    assert await phone.stops_hearing(RINGBACK)


async def test_agent_and_customer_hear_each_other_after_the_answer(house: Exchange, outside: Outside) -> None:
    call, phone = await _call_out(house, Kind.ANSWERS)
    await house.until(facts.OutAnswered, call=call)
    outside.speak(NUMBER_OF[Kind.ANSWERS])
    assert await phone.hears(CUSTOMER)
    assert await outside.rtp.hears(AGENT)
    assert await phone.stops_hearing(RINGBACK)


async def test_the_agent_hears_the_far_end_before_it_answers(house: Exchange, outside: Outside) -> None:
    call, phone = await _call_out(house, Kind.EARLY)
    await house.until(facts.OutMedia, call=call)
    outside.speak(NUMBER_OF[Kind.EARLY])
    assert await phone.hears(CUSTOMER, within=1.4)
    await house.until(facts.OutAnswered, call=call)
    assert not house.found(facts.OutRinging, call=call)


async def test_the_far_end_hangs_up(house: Exchange, outside: Outside) -> None:
    call, _ = await _call_out(house, Kind.ANSWERS)
    await house.until(facts.OutAnswered, call=call)
    outside.sipp.hang_up(NUMBER_OF[Kind.ANSWERS])
    ended = await _ended(house, call)
    assert (ended.end, ended.by) == (OutEnd.NORMAL, "far end")


async def test_a_line_that_is_dropped_while_it_rings_was_given_up(house: Exchange, outside: Outside) -> None:
    call, phone = await _call_out(house, Kind.SILENT)
    await house.until(facts.OutRinging, call=call)
    house.asterisk.switch.obey(orders.DropLine(call, f"line-{call}"))
    ended = await _ended(house, call)
    assert (ended.end, ended.by) == (OutEnd.GIVEN_UP, "system")
    assert await phone.stops_hearing(RINGBACK)


async def test_the_number_that_is_shown_is_told_in_from_and_as_asserted(house: Exchange, outside: Outside) -> None:
    call, _ = await _call_out(house, Kind.BUSY)
    await _ended(house, call)
    invite = outside.sipp.invites(NUMBER_OF[Kind.BUSY])[-1]
    assert "From: <sip:0700000001@127.0.0.1>" in invite
    assert "P-Asserted-Identity: <sip:0700000001@127.0.0.1>" in invite


async def test_lines_about_a_call_end_with_it(house: Exchange, outside: Outside) -> None:
    call, phone = await _call_out(house, Kind.SILENT)
    await house.until(facts.OutRinging, call=call)
    house.pbx.ari("DELETE", f"/channels/{call}")
    await house.until(facts.Cleared, call=call)
    await house.so(lambda: house.channels() == ["leg-agent1~"] and house.bridges() == [])
    assert await phone.stops_hearing(RINGBACK)


async def test_what_is_no_number_fails_and_calls_nobody(house: Exchange, outside: Outside) -> None:
    caller, _ = await house.talking()
    house.asterisk.switch.obey(orders.CallOut(caller.id, f"line-{caller.id}", "100@evil", "", 5.0, "agent1"))
    assert (await _ended(house, caller.id)).end is OutEnd.FAILED
    assert house.found(facts.OrderFailed, call=caller.id)[-1].order == "CallOut"


async def test_a_line_that_was_called_before_a_restart_is_known_after_it(house: Exchange, outside: Outside) -> None:
    call, _ = await _call_out(house, Kind.SILENT)
    await house.until(facts.OutRinging, call=call)
    await house.stop()
    await house.start()
    await asyncio.sleep(0.2)
    house.asterisk.switch.obey(orders.DropLine(call, f"line-{call}"))
    assert (await _ended(house, call)).end is OutEnd.GIVEN_UP


async def test_a_line_that_was_made_and_not_dialled_before_the_server_died_has_failed(
    house: Exchange, outside: Outside
) -> None:
    caller, _ = await house.talking()
    line = f"ext-{caller.id}-1"
    house.engine.tell(facts.PassedToNumber(caller.id, "agent1", line, NUMBER_OF[Kind.SILENT]))
    made = {"endpoint": f"PJSIP/{NUMBER_OF[Kind.SILENT]}@trunk", "app": "cti", "appArgs": f"out,{caller.id}"}
    house.pbx.ari("POST", "/channels/create", made | {"channelId": line})  # while the application is there to own it
    await house.stop()
    await house.start()
    ended = await house.until(facts.OutEnded, line=line)
    assert (ended.end, ended.by) == (OutEnd.FAILED, "system")
    house.pbx.ari("DELETE", f"/channels/{line}")


async def test_a_line_that_was_written_down_and_never_ordered_is_called_by_the_next_server_once(
    house: Exchange, outside: Outside
) -> None:
    caller, _ = await house.talking()
    line, number = f"ext-{caller.id}-1", NUMBER_OF[Kind.SILENT]
    before = len(outside.sipp.invites(number))
    await house.stop()
    house.engine.tell(facts.PassedToNumber(caller.id, "agent1", line, number, 60.0, "0700000001"))
    await house.start()
    await house.until(facts.OutRinging, line=line)
    await house.stop()
    house.pbx.ari("DELETE", f"/channels/{line}")
    await house.start()  # Asterisk's own log has the line: it was called, and is not called again
    await house.until(facts.OutEnded, line=line)
    assert len(outside.sipp.invites(number)) == before + 1


async def test_a_line_that_was_dialled_before_the_server_died_rings_on(house: Exchange, outside: Outside) -> None:
    call, _ = await _call_out(house, Kind.SILENT)
    await house.until(facts.OutRinging, call=call)
    line = house.pbx.ari("GET", f"/channels/line-{call}")
    assert isinstance(line, dict)
    assert line["channelvars"] == {"CTI_DIALLED": "1"}
