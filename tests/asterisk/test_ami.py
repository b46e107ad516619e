"""panoramisk's five defects are mended, and what AMI is needed for works."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_network

import pytest

from asterisk.ami import Ami, AmiError, AmiUnreachable, ContactStatus, SecurityEvent
from asterisk.ami.protocol import MendedAmi, MendedProtocol
from asterisk.capacity import callers
from asterisk.wall import Wall
from config.secrets import AMI_USER
from tests.support.exchange import frozen
from tests.support.pbx import Pbx, running
from tests.support.sip import request
from tests.support.until import until

Heard = list[SecurityEvent | ContactStatus]


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with running(tmp_path_factory.mktemp("ami")) as started:
        yield started


def client(pbx: Pbx, heard: Heard, password: str = "") -> Ami:
    address = pbx.house.settings.ami
    secret = password or pbx.house.secrets.ami_password
    return Ami(address.host, address.port, AMI_USER, secret, heard.append, ping=1)


@pytest.fixture
async def heard() -> Heard:
    return []


@pytest.fixture
async def ami(pbx: Pbx, heard: Heard) -> AsyncIterator[Ami]:
    connected = client(pbx, heard)
    await connected.start()
    await connected.wait_until_up()
    yield connected
    await connected.close()
    await asyncio.sleep(0.01)


@pytest.mark.asterisk
async def test_a_value_cannot_smuggle_in_another_action(ami: Ami) -> None:
    with pytest.raises(ValueError, match="control character"):
        await ami.act("DBPut", Family="cti_miss", Key="1.1", Val="x\r\n\r\nAction: Reload")
    assert await ami.notes("cti_miss") == {}


@pytest.mark.asterisk
async def test_callers_who_find_all_lines_busy_are_counted(pbx: Pbx, ami: Ami) -> None:
    limit = await ami.variable("", "CTI_LIMIT")
    assert limit == str(callers())  # nobody said anything else
    await ami.act("Setvar", Variable="CTI_LIMIT", Value="0")
    try:
        for _ in range(2):
            assert await asyncio.to_thread(request, pbx.sip) == [100, 503]
        await until(lambda: ami.refused == 2)
    finally:
        await ami.act("Setvar", Variable="CTI_LIMIT", Value=limit)


@pytest.mark.asterisk
async def test_notes_are_read_and_deleted(ami: Ami) -> None:
    await ami.act("DBPut", Family="cti_miss", Key="17.1", Val="1~010~070~held")
    assert await ami.notes("cti_miss") == {"17.1": "1~010~070~held"}
    await ami.delete_note("cti_miss", "17.1")
    await ami.delete_note("cti_miss", "17.1")
    assert await ami.notes("cti_miss") == {}


@pytest.mark.asterisk
async def test_a_refused_action_says_why(ami: Ami) -> None:
    with pytest.raises(AmiError, match="No such channel"):
        await ami.set_variable("nobody", "X", "1")


@pytest.mark.asterisk
async def test_a_wrong_password_is_a_security_event_with_an_address(pbx: Pbx, ami: Ami, heard: Heard) -> None:
    wrong = client(pbx, [], password="wrong")
    await wrong.start()
    await until(lambda: ami.security["InvalidPassword"] > 0)
    await wrong.close()
    await asyncio.sleep(0.01)
    alarm = next(event for event in heard if isinstance(event, SecurityEvent) and event.kind == "InvalidPassword")
    assert (alarm.service, alarm.address) == ("AMI", "127.0.0.1")


@pytest.mark.asterisk
async def test_nobody_is_registered_and_a_reload_is_taken(ami: Ami) -> None:
    assert await ami.contacts() == []
    await ami.reload("res_musiconhold.so")


@pytest.mark.asterisk
async def test_a_frozen_asterisk_fails_what_waits_and_nothing_is_sent_again(pbx: Pbx, ami: Ami) -> None:
    with frozen(pbx):
        with pytest.raises(AmiUnreachable):
            await ami.act("DBPut", Family="cti_miss", Key="1.1", Val="late")
        await until(lambda: not ami.up)
    await asyncio.sleep(1.0)
    await ami.wait_until_up(15.0)
    assert not ami._manager.awaiting_actions


@pytest.mark.asterisk
async def test_without_a_connection_an_action_fails_at_once(pbx: Pbx) -> None:
    with pytest.raises(AmiUnreachable):
        await client(pbx, []).command("core show uptime")


async def test_a_name_cut_by_a_segment_arrives_whole() -> None:
    protocol, heard = await _protocol()
    data = "Event: Newchannel\r\nCallerIDName: 김민수\r\n\r\n".encode()
    for byte in data:
        protocol.data_received(bytes([byte]))
    assert heard == ["김민수"]


async def test_a_callback_that_fails_does_not_close_the_connection() -> None:
    protocol, heard = await _protocol()
    protocol.data_received(b"Event: Newchannel\r\n\r\nEvent: Newchannel\r\nCallerIDName: Kim\r\n\r\n")
    assert heard == ["Kim"]
    assert not protocol.closed


async def _protocol() -> tuple[MendedProtocol, list[str]]:
    """A protocol that hears what we feed it; its callback fails for a caller without a name."""
    heard: list[str] = []
    manager = MendedAmi(loop=asyncio.get_running_loop())
    manager.register_event("Newchannel", lambda _, event: heard.append(event["CallerIDName"]))
    protocol = MendedProtocol()
    protocol.connection_made(asyncio.Transport())
    protocol.factory, protocol.encoding = manager, "utf8"
    return protocol, heard


async def test_an_asterisk_on_another_machine_writes_itself_who_is_blocked(pbx: Pbx, ami: Ami) -> None:
    wall = Wall(ami, None, away=True)
    bad = {f"192.0.2.{number}/255.255.255.255" for number in range(1, 61)}
    assert await wall.build(bad, [ip_network("198.51.100.0/24")])
    assert wall.stands
    shown = [line.partition(":")[2].strip() for line in await ami.command("acl show blocked")]
    assert shown[3:] == [
        *("allow - 0.0.0.0/0.0.0.0", "allow - ::/::"),
        *(f"deny - {address}" for address in sorted(bad)),
        "allow - 198.51.100.0/255.255.255.0",
    ]
    assert await wall.build((), ())
    assert len(await ami.command("acl show blocked")) == 5
