"""An agent whose extension is at another PBX, on the whole house: two Asterisks, a phone at the second one."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from softphone.agent import HeadlessAgent
from tests.support.caller import CALLER_TONES
from tests.support.house import PASSWORD, House
from tests.support.other_pbx import EXTENSION, PHONE, SECRET, USER, other_pbx
from tests.support.outage import killed, nothing_is_left
from tests.support.pbx import Pbx
from tests.support.real import AGENT_TONES, RealStage
from tests.support.sipp_phone import SippPhone
from tests.support.standing import staged, standing_house
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]
SUPPORT = "0700000001"
turns = itertools.count()


@pytest_asyncio.fixture(loop_scope="package", scope="module")
async def pbx(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pbx]:
    with other_pbx(tmp_path_factory.mktemp("other")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package", scope="module")
async def house(pbx: Pbx, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    host, _, port = pbx.sip.rpartition(":")
    account = {"host": host, "port": int(port), "user": USER, "secret": SECRET, "extension": EXTENSION}
    async with standing_house(tmp_path_factory.mktemp("house")) as house:
        async with HeadlessAgent(house.url, "admin", PASSWORD) as admin:
            await admin.ask("POST", "/api/extensions", {"id": "branch", "name": "Branch", **account})
        yield house


@pytest_asyncio.fixture(loop_scope="package")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    async with staged(house, tmp_path, next(turns)) as stage:
        yield stage
    await nothing_is_left(house)


@pytest_asyncio.fixture(loop_scope="package")
async def handset(pbx: Pbx, tmp_path: Path) -> AsyncIterator[SippPhone]:
    phone = SippPhone(pbx.sip, PHONE, SECRET, tmp_path)
    await phone.start()
    yield phone
    await phone.close()


async def lift(handset: SippPhone, times: int = 1) -> None:
    await handset.rings(times)
    handset.lift()
    await handset.talks(AGENT_TONES["agent1"])


async def talks(stage: RealStage, handset: SippPhone) -> HeadlessAgent:
    who = stage.agents["agent1"] = HeadlessAgent(stage.house.url, "agent1", PASSWORD)
    await who.sign_in()
    await who.ask("PUT", "/api/me/phone", {"kind": "pbx", "phone": "branch"})
    await asyncio.gather(who.ask("POST", "/api/me/phone/ring"), lift(handset))
    await who.go("idle")
    await who.ready()
    await stage.call("A", SUPPORT, "01012345678")
    await stage.press("A", "0")
    await who.wait_for_state("offered")
    await who.confirm()
    await both_hear(stage, handset)
    return who


async def both_hear(stage: RealStage, handset: SippPhone) -> None:
    await stage.expect_caller_hears("A", "agent1")
    assert await handset.rtp.hears(CALLER_TONES["A"])


async def ends(stage: RealStage, who: HeadlessAgent, handset: SippPhone) -> None:
    """The call by the caller, the line by logging out."""
    await stage.hang_up("A")
    await stage.expect_gone("A")
    await stage.expect_agent_is("agent1", "after call", 15.0)
    await who.go("off")
    await until(lambda: f"BYE {handset.calls()[-1]}" in handset.requests())
    await who.ask("PUT", "/api/me/phone", {"kind": "browser"})


async def test_the_line_is_lifted_once_and_hung_up_by_logging_out(stage: RealStage, handset: SippPhone) -> None:
    who = await talks(stage, handset)
    await ends(stage, who, handset)
    assert len(handset.calls()) == 1


async def test_who_puts_the_handset_down_in_a_talk_is_called_again(stage: RealStage, handset: SippPhone) -> None:
    who = await talks(stage, handset)
    handset.hang_up()
    await who.wait_until(lambda one: bool(one.me and not one.me["phone"]))
    await handset.rings(2)
    await stage.expect_caller_hears("A", "music")
    await lift(handset, 2)
    await both_hear(stage, handset)
    await ends(stage, who, handset)


async def test_the_talk_outlives_a_killed_server(stage: RealStage, handset: SippPhone) -> None:
    who = await talks(stage, handset)
    await killed(stage.house, "server")
    await both_hear(stage, handset)
    await who.come_back()
    await ends(stage, who, handset)


async def test_the_talk_goes_on_after_a_killed_gateway(stage: RealStage, handset: SippPhone) -> None:
    who = await talks(stage, handset)
    await killed(stage.house, "gateway")
    await who.wait_until(lambda one: bool(one.me and one.me["phone"]))
    await both_hear(stage, handset)
    assert len(handset.calls()) == 1
    await ends(stage, who, handset)
