"""Extensions at another PBX: a second Asterisk, a phone registered there, and the real gateway process."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from softphone.client import Attached, Detached, Digit, Event, Failed, GatewayClient
from softphone.ulaw import strength
from tests.softphone.conftest import Switch
from tests.softphone.gateway_process import Events, GatewayProcess
from tests.support.other_pbx import PHONE, SECRET, USER, account_at, other_pbx
from tests.support.pbx import Pbx
from tests.support.sipp_phone import SippPhone
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(120)]
DESK = 620.0  # Hz that the extension's phone says


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with other_pbx(tmp_path_factory.mktemp("other")) as running:
        yield running


@pytest.fixture
async def handset(pbx: Pbx, tmp_path: Path) -> AsyncIterator[SippPhone]:
    phone = SippPhone(pbx.sip, PHONE, SECRET, tmp_path)
    await phone.start()
    yield phone
    await phone.close()


def told(events: Events, kind: type[Event], agent: str = "kim") -> list[Event]:
    return [event for event in events.all if isinstance(event, kind) and getattr(event, "agent", "") == agent]


async def lifted(client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone) -> str:
    """The page's name of the extension that talks now."""
    before = len(told(events, Attached))
    calls = len(handset.calls())
    await client.ring("kim", account_at(pbx))
    await handset.rings(calls + 1)
    handset.lift()
    await handset.talks(DESK)
    await until(lambda: len(told(events, Attached)) > before)
    return str(client.page_of("kim"))


async def test_the_extension_is_called_and_both_sides_hear_each_other(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, switch: Switch
) -> None:
    end = await switch("kim", hertz=1000)
    await lifted(client, events, pbx, handset)
    assert await handset.rtp.hears(1000)
    assert strength(await end.ear.next(0.5), int(DESK)) > 0.8


async def test_a_key_of_the_handset_is_told(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, switch: Switch
) -> None:
    await switch("kim")
    page = await lifted(client, events, pbx, handset)
    handset.rtp.press("7")
    await events.wait_for(Digit("kim", page, "7"))


async def test_putting_the_handset_down_detaches_and_it_can_be_called_again(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, switch: Switch
) -> None:
    end = await switch("kim")
    page = await lifted(client, events, pbx, handset)
    handset.hang_up()
    await events.wait_for(Detached("kim", page, "closed"))
    await lifted(client, events, pbx, handset)
    assert strength(await end.ear.next(0.5), int(DESK)) > 0.8


async def test_a_phone_that_sends_nothing_more_is_told_as_away(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, switch: Switch
) -> None:
    await switch("kim")
    page = await lifted(client, events, pbx, handset)
    handset.rtp.close()
    await events.wait_for(Detached("kim", page, "silence"))


async def test_hanging_up_here_ends_the_call_and_the_registration_there(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone
) -> None:
    await lifted(client, events, pbx, handset)
    assert USER in pbx.cli("pjsip show contacts")
    await client.hang_up("kim")
    await until(lambda: f"BYE {handset.calls()[-1]}" in handset.requests())
    await until(lambda: f" {USER}/" not in pbx.cli("pjsip show contacts"))


async def test_one_who_refuses_is_told_as_busy(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone
) -> None:
    await client.ring("kim", account_at(pbx))
    await handset.rings()
    handset.refuse()
    await until(lambda: bool(told(events, Failed)))
    assert [event.reason for event in events.all if isinstance(event, Failed)] == ["busy"]


@pytest.mark.parametrize(("wrong", "reason"), [({"secret": "wrong"}, "credentials"), ({"extension": "802"}, "unknown")])
async def test_what_is_wrong_with_the_account_is_told(
    client: GatewayClient, events: Events, pbx: Pbx, wrong: dict[str, str], reason: str
) -> None:
    await client.ring("kim", account_at(pbx, **wrong))
    await until(lambda: bool(told(events, Failed)))
    assert [event.reason for event in events.all if isinstance(event, Failed)] == [reason]


async def test_the_call_goes_on_after_the_gateway_was_killed(
    gateway: GatewayProcess, client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, switch: Switch
) -> None:
    end = await switch("kim", hertz=1000)
    page = await lifted(client, events, pbx, handset)
    await gateway.kill()
    await events.wait_for(Detached("kim", page, "gateway"))
    await gateway.start()
    await until(lambda: events.count(Attached("kim", page)) == 2)
    await asyncio.sleep(0.3)
    assert strength(await end.ear.next(0.5), int(DESK)) > 0.8
    assert await handset.rtp.hears(1000)
    await client.hang_up("kim")
    await until(lambda: f"BYE {handset.calls()[-1]}" in handset.requests())


async def test_no_secret_is_kept_when_nobody_uses_it(
    client: GatewayClient, events: Events, pbx: Pbx, handset: SippPhone, gateway: GatewayProcess
) -> None:
    await lifted(client, events, pbx, handset)
    book = gateway.folder / "gateway" / "calls.json"
    assert re.fullmatch(r"0o100600", oct(book.stat().st_mode))
    await client.hang_up("kim")
    await until(lambda: book.read_text() == "{}")
