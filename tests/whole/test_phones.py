"""Agents at desk phones and outside numbers on the whole house: from the settings to the talk, and through a kill."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from softphone.agent import Declined, HeadlessAgent
from tests.support.answering import Kind, SippCustomers
from tests.support.caller import CALLER_TONES
from tests.support.free import free_port
from tests.support.house import PASSWORD, House
from tests.support.outage import killed, nothing_is_left
from tests.support.real import AGENT_TONES, RealStage
from tests.support.rtp import RtpPeer
from tests.support.sipp_phone import SippPhone
from tests.support.standing import staged, standing_house
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]
TRUNK = free_port()
MOBILE = "01099990000"
SUPPORT = "0700000001"
turns = itertools.count()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with standing_house(tmp_path_factory.mktemp("house"), TRUNK=f"127.0.0.1:{TRUNK}") as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    async with staged(house, tmp_path, next(turns)) as stage:
        yield stage
    await nothing_is_left(house)


@pytest_asyncio.fixture(loop_scope="module")
async def phone(stage: RealStage, tmp_path: Path) -> AsyncIterator[SippPhone]:
    """A desk phone that was added in the settings, and registered with the secret that was shown."""
    id = f"desk-{stage.turn}"
    async with HeadlessAgent(stage.house.url, "admin", PASSWORD) as admin:
        given = await admin.ask("POST", "/api/phones", {"id": id, "name": "Window"})
    phone = SippPhone(str(given["server"]), id, str(given["secret"]), tmp_path)
    await phone.start()
    yield phone
    await phone.close()


async def works_at(stage: RealStage, agent: str, kind: str, phone: str) -> HeadlessAgent:
    """Signed in without a browser's phone, and ready at this one."""
    who = stage.agents[agent] = HeadlessAgent(stage.house.url, agent, PASSWORD)
    await who.sign_in()
    await who.ask("PUT", "/api/me/phone", {"kind": kind, "phone": phone})
    await who.wait_until(lambda one: bool(one.me and one.me["phone"]))
    await who.go("idle")
    await who.ready()
    return who


async def talks(stage: RealStage, phone: SippPhone) -> HeadlessAgent:
    who = await works_at(stage, "agent1", "sip", phone.user)
    await stage.call("A", SUPPORT, "01012345678")
    await stage.press("A", "0")
    await phone.rings(within=30.0)
    phone.lift()
    await phone.talks(AGENT_TONES["agent1"])
    await who.wait_for_state("talking")
    return who


async def back_to_the_browser(who: HeadlessAgent) -> None:
    await who.go("off")
    await who.ask("PUT", "/api/me/phone", {"kind": "browser"})


async def test_a_call_is_taken_talked_and_ended_at_the_desk_phone(stage: RealStage, phone: SippPhone) -> None:
    who = await talks(stage, phone)
    await stage.expect_caller_hears("A", "agent1")
    assert await phone.rtp.hears(CALLER_TONES["A"])
    phone.hang_up()
    await stage.expect_gone("A")
    await stage.expect_agent_is("agent1", "after call", 15.0)
    await back_to_the_browser(who)


async def test_a_phone_that_is_gone_gets_no_offers(stage: RealStage, phone: SippPhone) -> None:
    who = await works_at(stage, "agent1", "sip", phone.user)
    await phone.unplug()
    assert await phone.register(expires=0)
    await who.wait_until(lambda one: bool(one.me and not one.me["phone"]))
    await stage.call("A", SUPPORT, "01012345678")
    await stage.press("A", "0")
    await stage.expect_waits("A", "general")
    assert phone.calls() == []
    await back_to_the_browser(who)


async def test_the_talk_at_a_desk_phone_outlives_a_killed_server(stage: RealStage, phone: SippPhone) -> None:
    who = await talks(stage, phone)
    await killed(stage.house, "server")
    await stage.expect_caller_hears("A", "agent1")
    assert await phone.rtp.hears(CALLER_TONES["A"])
    await who.come_back()
    phone.hang_up()
    await stage.expect_gone("A")
    await stage.expect_agent_is("agent1", "after call", 15.0)
    await back_to_the_browser(who)


async def test_a_colleague_has_to_mean_it_to_take_a_phone_over(stage: RealStage, phone: SippPhone) -> None:
    first = await works_at(stage, "agent1", "sip", phone.user)
    second = stage.agents["agent2"] = HeadlessAgent(stage.house.url, "agent2", PASSWORD)
    await second.sign_in()
    wish = {"kind": "sip", "phone": phone.user}
    with pytest.raises(Declined, match="agent1 is using this phone"):
        await second.ask("PUT", "/api/me/phone", dict(wish))
    await second.ask("PUT", "/api/me/phone", wish | {"take_over": True})
    await second.wait_until(lambda one: bool(one.me and one.me["phone"]))
    await first.wait_until(lambda one: bool(one.me and not one.me["phone"]))
    await second.ask("PUT", "/api/me/phone", {"kind": "browser"})
    await first.go("off")


async def test_at_an_outside_number_the_caller_comes_after_the_key(stage: RealStage, tmp_path: Path) -> None:
    rtp = await RtpPeer.open()
    rtp.say(AGENT_TONES["agent1"])
    mobile = SippCustomers(TRUNK, {MOBILE: (Kind.ANSWERS, rtp.address[1])}, tmp_path)
    await mobile.start()
    who = await works_at(stage, "agent1", "outside", "010-9999-0000")
    await stage.call("A", SUPPORT, "01012345678")
    await stage.press("A", "0")
    await until(lambda: bool(mobile.invites(MOBILE)))
    rtp.talk_to(*mobile.peer(MOBILE))
    await who.wait_until(lambda one: bool(one.me and one.me["line"] == "asking"))
    assert who.call is not None
    assert who.call["state"] == "offered"
    rtp.press("1")
    await stage.expect_caller_hears("A", "agent1")
    assert await rtp.hears(CALLER_TONES["A"])
    await who.hangup()
    await stage.expect_gone("A")
    await back_to_the_browser(who)
    await mobile.close()
    rtp.close()
