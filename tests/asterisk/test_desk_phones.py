"""Desk phones on a real Asterisk: registered with a password, rung for each call, heard by real RTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from asterisk.desk_phones import Account, digest_of
from cti import commands, facts
from cti.desk import Desk
from cti.facts import AgentState, LineState, PhoneKind
from cti.line_policy import Policy as LinePolicy
from cti.plan import DeskPhone
from cti.table import CallState
from server.engine import Policy
from tests.support.exchange import CALLER, CALM, Caller, Exchange, exchange
from tests.support.pbx import Pbx
from tests.support.sipp_phone import SippPhone

pytestmark = pytest.mark.asterisk
DESK = 620.0  # Hz that the desk phone says
SECRET = "correct-horse"


def line_policy(desk: Desk) -> list[Policy]:
    return [LinePolicy(desk)]


@pytest.fixture
async def house(pbx: Pbx, tmp_path: Path) -> AsyncIterator[Exchange]:
    async with exchange(pbx, tmp_path, line_policy) as started:
        started.desk.plan.phones["101"] = DeskPhone("101", "Window")
        await started.asterisk.phones.add(Account("101", digest_of("101", SECRET)))
        yield started
        await started.asterisk.phones.remove("101")


@pytest.fixture
async def phone(house: Exchange, tmp_path: Path) -> AsyncIterator[SippPhone]:
    phone = SippPhone(house.pbx.sip, "101", SECRET, tmp_path)
    await phone.start()
    await house.so(lambda: house.asterisk.phones.state("101").here)
    yield phone
    await phone.close()


async def offered(house: Exchange, phone: SippPhone, agent: str = "agent1") -> Caller:
    house.ask(commands.ChoosePhone(agent, PhoneKind.SIP, "101"))
    house.engine.tell(facts.PhoneAttached(agent, PhoneKind.SIP, "101"))
    house.ask(commands.SetAgentState(agent, AgentState.IDLE))
    house.ask(commands.SetAgentState(agent, AgentState.READY))
    caller = await house.queued()
    house.ask(commands.Offer(caller.id, agent))
    await phone.rings()
    return caller


async def talking(house: Exchange, phone: SippPhone) -> Caller:
    caller = await offered(house, phone)
    phone.lift()
    await house.until(facts.Established, call=caller.id)
    await phone.talks(DESK)
    return caller


def line(house: Exchange) -> LineState:
    return house.desk.agent("agent1").line


async def test_a_phone_registers_with_its_password_and_is_known_to_be_there(house: Exchange, phone: SippPhone) -> None:
    state = house.asterisk.phones.state("101")
    assert state.here
    assert state.address == f"127.0.0.1:{phone.port}"


async def test_wrong_passwords_are_counted_and_leave_the_phone_away(house: Exchange, tmp_path: Path) -> None:
    stranger = SippPhone(house.pbx.sip, "101", "guessed", tmp_path)
    assert not await stranger.register()
    await house.so(lambda: house.asterisk.phones.state("101").wrong > 0)
    assert not house.asterisk.phones.state("101").here


async def test_the_old_secret_does_not_fit_any_more_after_a_new_one(house: Exchange, tmp_path: Path) -> None:
    await house.asterisk.phones.add(Account("101", digest_of("101", "another")))
    phone = SippPhone(house.pbx.sip, "101", SECRET, tmp_path)
    assert not await phone.register()
    assert await phone.register(secret="another")


async def test_a_phone_that_says_good_bye_is_away(house: Exchange, phone: SippPhone) -> None:
    await phone.unplug()
    assert await phone.register(expires=0)
    await house.so(lambda: not house.asterisk.phones.state("101").here)


async def test_an_offer_rings_and_lifting_the_handset_lets_both_hear_each_other(
    house: Exchange, phone: SippPhone
) -> None:
    caller = await talking(house, phone)
    assert await caller.rtp.hears(DESK)
    assert await phone.rtp.hears(CALLER)
    assert "01012345678" in phone.display()


async def test_refusing_at_the_phone_cancels_the_offer(house: Exchange, phone: SippPhone) -> None:
    caller = await offered(house, phone)
    phone.refuse()
    await house.until(facts.LineClosed, cause="busy")
    await house.so(lambda: house.desk.calls[caller.id].state is CallState.QUEUED)
    assert house.desk.agent("agent1").state is AgentState.READY
    assert await caller.rtp.hears(CALM)


async def test_confirming_at_the_screen_makes_the_phone_answer_by_itself(house: Exchange, phone: SippPhone) -> None:
    caller = await offered(house, phone)
    house.ask(commands.Confirm(caller.id, "agent1"))
    await phone.talks(DESK)
    assert await caller.rtp.hears(DESK)
    assert await phone.rtp.hears(CALLER)


async def test_a_phone_that_cannot_answer_by_itself_is_lifted(house: Exchange, tmp_path: Path) -> None:
    phone = SippPhone(house.pbx.sip, "101", SECRET, tmp_path, auto=False)
    await phone.start()
    caller = await offered(house, phone)
    house.ask(commands.Confirm(caller.id, "agent1"))
    await phone.rings(times=2)
    phone.lift()
    await phone.talks(DESK)
    assert await caller.rtp.hears(DESK)
    await phone.close()


async def test_hanging_up_the_handset_ends_the_call(house: Exchange, phone: SippPhone) -> None:
    caller = await talking(house, phone)
    phone.hang_up()
    await caller.sip.ended()
    await house.so(lambda: caller.id not in house.desk.calls)
    assert line(house) is LineState.CLOSED


async def test_a_caller_who_hangs_up_frees_the_phone(house: Exchange, phone: SippPhone) -> None:
    caller = await talking(house, phone)
    caller.sip.hang_up()
    await house.so(lambda: f"BYE {phone.calls()[0]}" in phone.requests())
    await house.so(lambda: "leg-agent1~" not in house.channels())


async def test_the_phone_stops_ringing_when_the_caller_gives_up(house: Exchange, phone: SippPhone) -> None:
    caller = await offered(house, phone)
    caller.sip.hang_up()
    await house.so(lambda: f"CANCEL {phone.calls()[0]}" in phone.requests())
    assert line(house) is LineState.CLOSED


async def test_a_held_caller_hears_music_and_the_phone_nothing(house: Exchange, phone: SippPhone) -> None:
    caller = await talking(house, phone)
    house.ask(commands.Hold(caller.id, "agent1"))
    assert await caller.rtp.hears(CALM)
    assert await phone.rtp.stops_hearing(CALLER)
    assert await phone.rtp.stops_hearing(CALM)  # music would go on; the end of the caller's tone is over soon
    house.ask(commands.Retrieve(caller.id, "agent1"))
    assert await caller.rtp.hears(DESK)
    assert await phone.rtp.hears(CALLER)


async def test_a_phone_that_is_not_there_fails_the_offer(house: Exchange, phone: SippPhone) -> None:
    await phone.unplug()
    assert await phone.register(expires=0)
    await house.so(lambda: not house.asterisk.phones.state("101").here)
    house.ask(commands.ChoosePhone("agent1", PhoneKind.SIP, "101"))
    house.engine.tell(facts.PhoneAttached("agent1", PhoneKind.SIP, "101"))
    house.ask(commands.SetAgentState("agent1", AgentState.IDLE))
    house.ask(commands.SetAgentState("agent1", AgentState.READY))
    caller = await house.queued()
    house.ask(commands.Offer(caller.id, "agent1"))
    await house.until(facts.LineClosed, cause="destination out of order")
    await house.so(lambda: house.desk.agent("agent1").state is AgentState.IDLE)
    assert house.desk.calls[caller.id].state is CallState.QUEUED


async def test_a_server_that_was_killed_finds_the_talk_at_the_phone_again(house: Exchange, phone: SippPhone) -> None:
    caller = await talking(house, phone)
    await house.stop()
    await house.start()
    assert await caller.rtp.hears(DESK)
    assert line(house) is LineState.OPEN
    phone.hang_up()
    await house.so(lambda: caller.id not in house.desk.calls)


async def test_a_handset_hung_up_while_the_server_was_away_is_noticed(house: Exchange, phone: SippPhone) -> None:
    caller = await talking(house, phone)
    await house.stop()
    phone.hang_up()
    await house.so(lambda: "leg-agent1~" not in house.channels())
    await house.start()
    await house.so(lambda: house.desk.calls[caller.id].state is CallState.QUEUED)
    assert await caller.rtp.hears(CALM)
