"""The server or Asterisk dies in the middle of calls. Nothing is lost, nothing is left over."""

import asyncio
import os
import signal
import socket
import time
from pathlib import Path
from urllib.error import HTTPError

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.table import CallState
from tests.support.exchange import AGENT, CALLER, CALM, LONG, Exchange, exchange, frozen, inside, tuned
from tests.support.rtp import LOUD

pytestmark = pytest.mark.asterisk

OTHER = 930.0  # Hz that the second agent says
POISONED = (
    b"INVITE sip:0999@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK7\r\nMax-Forwards: 70\r\n"
    b"From: <sip:010@127.0.0.1>;tag=1\r\nTo: <sip:0999@127.0.0.1>\r\nCall-ID: bad\xff\xfe\xc3byte@127.0.0.1\r\n"
    b"CSeq: 1 INVITE\r\nContact: <sip:010@127.0.0.1:9>\r\nContent-Type: application/sdp\r\nContent-Length: 106\r\n\r\n"
    b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"
    b"a=rtpmap:0 PCMU/8000\r\n"
)


def dead_man(house: Exchange, call: str, seconds: int) -> None:
    house.pbx.ari("POST", f"/channels/{call}/variable", {"variable": "TIMEOUT(absolute)", "value": str(seconds)})


async def test_a_talk_goes_on_while_the_server_is_away_and_is_known_again(house: Exchange) -> None:
    caller, phone = await house.talking()
    await house.stop()
    assert await caller.rtp.hears(AGENT)
    await house.start(time.time())
    assert phone.level(CALLER) > LOUD
    house.ask(commands.Hold(caller.id, "agent1"))
    assert await caller.rtp.hears(CALM)


async def test_a_caller_in_a_route_is_led_on_when_the_server_comes_back(house: Exchange) -> None:
    caller = await house.answered()
    house.ask(commands.Play(caller.id, "menu-1", ("long",)))
    assert await caller.rtp.hears(LONG)
    await house.stop()
    await house.start(time.time())
    await house.until(facts.Returned, call=caller.id)
    assert await caller.rtp.stops_hearing(LONG, within=2.0)


async def test_a_caller_who_hangs_up_while_the_server_is_away_is_cleared_with_the_cause(house: Exchange) -> None:
    caller, _ = await house.talking()
    await house.stop()
    caller.sip.hang_up()
    await caller.sip.ended()
    await house.start(time.time())
    assert (await house.until(facts.Cleared, call=caller.id)).cause == "normal"
    await house.so(lambda: house.channels() == ["leg-agent1~"] and house.bridges() == [])


async def test_a_caller_who_comes_while_the_server_is_away_hears_music_and_arrives_when_it_is_back(
    house: Exchange,
) -> None:
    await house.stop()
    house.pbx.set_global("CTI_HB", 0)
    caller = await house.dial()
    await house.so(caller.has_media)
    caller.speak()
    await house.so(lambda: caller.rtp.packets > 20)
    await house.start(time.time())
    arrived = await house.until(facts.Arrived)
    house.ask(commands.EnterRoute(arrived.call, "support", "main", 1, "en"))
    await house.until(facts.Answered, call=arrived.call)
    await house.so(lambda: len(caller.rtp.recent(0.5)) == 0)
    await house.so(lambda: house.pbx.missed() == {})


async def test_while_nothing_can_be_written_down_new_callers_hear_music_and_who_is_in_a_route_does_too(
    house: Exchange,
) -> None:
    inside = await house.answered()
    house.able = False
    house.pbx.set_global("CTI_HB", 0)
    caller = await house.dial()
    await house.so(caller.has_media)
    await house.so(lambda: caller.rtp.packets > 20)
    assert len(house.found(facts.Arrived)) == 1
    await house.so(lambda: len(inside.rtp.recent(0.5)) > 0, within=20.0)
    house.able = True
    await house.so(lambda: len(house.found(facts.Arrived)) == 2)
    await house.until(facts.Returned, call=inside.id)


async def test_a_caller_who_gave_up_while_the_server_was_away_is_a_missed_call(house: Exchange) -> None:
    away = time.time()
    await house.stop()
    house.pbx.set_global("CTI_HB", 0)
    caller = await house.dial()
    await house.so(caller.has_media)
    caller.sip.hang_up()
    await caller.sip.ended()
    await house.start(away)
    missed = await house.until(facts.Missed)
    assert (missed.caller, missed.dialled, missed.kind) == ("01012345678", "0700000001", "held")
    await house.so(lambda: house.pbx.missed() == {}, within=15.0)
    assert len(house.found(facts.Missed)) == 1


async def test_a_waiting_caller_whom_the_dead_man_takes_out_comes_back_to_the_queue(house: Exchange) -> None:
    caller = await house.queued()
    dead_man(house, caller.id, 1)
    await house.until(facts.Returned, call=caller.id)
    house.ask(commands.Restore(caller.id))
    assert await caller.rtp.hears(CALM)
    assert house.found(facts.Cleared) == []


async def test_a_caller_in_a_route_stays_for_longer_than_the_dead_man_waits(house: Exchange) -> None:
    caller = await house.answered()
    dead_man(house, caller.id, 4)
    await asyncio.sleep(6.0)
    assert house.found(facts.Returned) == []
    dialplan = house.pbx.ari("GET", f"/channels/{caller.id}")
    assert isinstance(dialplan, dict)
    assert dialplan["dialplan"]["app_name"] == "Stasis"


async def test_a_line_that_vanishes_is_opened_again(house: Exchange) -> None:
    await house.ready()
    house.pbx.ari("DELETE", "/channels/leg-agent1~")
    await house.so(lambda: "leg-agent1~" in house.channels(), within=15.0)


async def test_a_talk_whose_line_vanishes_is_put_together_again(house: Exchange) -> None:
    caller, phone = await house.talking()
    house.pbx.ari("DELETE", "/channels/leg-agent1~")
    assert await caller.rtp.stops_hearing(AGENT)
    assert await caller.rtp.hears(AGENT, within=20.0)
    assert await phone.hears(CALLER)


async def test_what_does_not_belong_to_any_call_is_removed(house: Exchange) -> None:
    house.pbx.ari("POST", "/bridges/mix-1.1", {"type": "mixing"})
    await house.so(lambda: house.bridges() == [], within=15.0)


async def test_a_frozen_asterisk_is_noticed_and_found_again(house: Exchange) -> None:
    caller, _ = await house.talking()
    with frozen(house.pbx):
        await house.so(lambda: not house.asterisk.health().up, within=15.0)
    await house.so(lambda: house.asterisk.health().up, within=15.0)
    assert await caller.rtp.hears(AGENT)
    assert house.desk.calls[caller.id].state is CallState.TALKING


async def test_after_asterisk_was_killed_its_calls_are_cleared_and_lines_are_open_again(tmp_path: Path) -> None:
    with tuned(tmp_path / "pbx") as pbx:
        async with exchange(pbx, tmp_path) as house:
            caller, _ = await house.talking()
            os.kill(inside(pbx), signal.SIGKILL)
            pbx.process.wait()
            again = await asyncio.create_subprocess_exec(*pbx.command, stdout=asyncio.subprocess.DEVNULL)
            try:
                cleared = await house.until(facts.Cleared, call=caller.id)
                assert cleared.cause == "pbx restart"
                await house.so(lambda: house.channels() == ["leg-agent1~"])
                house.engine.tell(facts.AgentStateChanged("agent1", AgentState.READY))
                second = await house.queued()
                house.connect(second, "agent1")
                assert await second.rtp.hears(AGENT)
            finally:
                again.kill()
                await again.wait()


async def test_a_call_that_makes_all_others_unreadable_is_found_and_hung_up(house: Exchange) -> None:
    caller, _ = await house.talking()
    house.pbx.cli("dialplan add extension 0999,1,Stasis(cti,in,0999,0) into inbound")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(POISONED, ("127.0.0.1", house.pbx.house.settings.sip.port))
        await house.so(lambda: not _is_readable(house))
        await house.so(lambda: _is_readable(house), within=15.0)
    house.pbx.cli("dialplan remove extension 0999@inbound")
    assert sorted(house.channels()) == sorted([caller.id, "leg-agent1~"])
    assert caller.rtp.level(AGENT) > LOUD


def _is_readable(house: Exchange) -> bool:
    try:
        house.channels()
    except HTTPError:
        return False
    return True


async def test_a_consultation_goes_on_while_the_server_is_away_and_is_known_again(house: Exchange) -> None:
    caller, first = await house.talking()
    second = await house.ready("agent2")
    second.say(OTHER)
    house.ask(commands.Consult(caller.id, "agent1", "agent2"))
    house.ask(commands.Confirm(caller.id, "agent2"))
    await house.until(facts.ConsultEstablished, call=caller.id)
    await house.stop()
    assert await first.hears(OTHER)
    assert await second.hears(AGENT)
    assert await caller.rtp.hears(CALM)
    await house.start(time.time())
    assert first.level(OTHER) > LOUD
    assert house.asterisk.health().mended == 0
    house.ask(commands.Complete(caller.id, "agent1"))
    assert await caller.rtp.hears(OTHER)
    assert await second.hears(CALLER)
    assert await first.stops_hearing(OTHER)


async def test_a_consultation_that_fell_apart_while_the_server_was_away_is_put_together(house: Exchange) -> None:
    caller, first = await house.talking()
    second = await house.ready("agent2")
    second.say(OTHER)
    house.ask(commands.Consult(caller.id, "agent1", "agent2"))
    house.ask(commands.Confirm(caller.id, "agent2"))
    await house.until(facts.ConsultEstablished, call=caller.id)
    await house.stop()
    house.pbx.ari("DELETE", f"/bridges/con-{caller.id}")
    assert await first.stops_hearing(OTHER)
    await house.start(time.time())
    assert await first.hears(OTHER)
    caller.sip.hang_up()
    await house.until(facts.Cleared, call=caller.id)
    await house.so(lambda: house.bridges() == [])
