"""Whatever is sent to the house: it answers as it should, keeps what it must, forgets the rest and tells no log."""

import asyncio
import contextlib
import random
import socket
import uuid
from pathlib import Path

import pytest

from tests.support.house import House
from tests.support.outage import doctor, healthy, logs, nothing_is_left
from tests.support.real import RealStage
from tests.support.rtp import RtpPeer
from tests.support.sip import request
from tests.support.sipp import SippCaller
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]
SUPPORT = "0700000001"
STRANGER = "127.0.0.77"  # no other test comes from there: who attacked is blocked for a while
NAMES = {
    "korean": "김철수",
    "emoji": "🦊🎉",
    "quotes": 'Robert "Bob" O\'Neil',
    "html": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE tickets; --",
    "arabic": "محمد علي",
    "long": "x" * 300,
    "long in three bytes each": "가" * 100,
    "long in four bytes each": "🦊" * 100,
}
MALFORMED = [
    b"",
    b"\r\n\r\n",
    b"\x00" * 400,
    bytes(range(256)) * 4,
    b"INVITE sip:0700000001 SIP/2.0\r\n\r\n",
    b"INVITE \xff\xfe SIP/2.0\r\nVia: x\r\nCall-ID: \xff\r\n\r\n",
    b"SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n",
    b"INVITE sip:0700000001@127.0.0.1 SIP/9.9\r\nContent-Length: -1\r\n\r\n",
    b"INVITE sip:0700000001@127.0.0.1 SIP/2.0\r\nContent-Length: 99999999\r\nMax-Forwards: 99999999999\r\n\r\nv=0",
    b"OPTIONS sip:%00%ff@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP :::;branch=\r\n\r\n",
]


async def test_a_number_that_nobody_has_is_announced_without_answering_and_refused(stage: RealStage) -> None:
    await stage.call("A", "0799999999", "0312345678")
    await stage.expect_caller_hears("A", "system.unallocated")
    await stage.expect_gone("A")
    assert stage.callers["A"].sipp.answers()[-1] == 404
    assert 200 not in stage.callers["A"].sipp.answers()


async def test_a_call_to_nobody_stands_in_the_journal(stage: RealStage) -> None:
    await stage.call("A", "0799999998", "0312345678")
    await stage.expect_gone("A")
    story = [entry["kind"] for entry in await stage.items(f"/api/calls/{stage.callers['A'].call}/timeline")]
    assert story[0] == "Arrived"
    assert story[-1] == "Cleared"
    assert "Unallocated" in story


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_names_of_any_script_are_shown_as_they_are_and_told_to_no_log(stage: RealStage, name: str) -> None:
    sender = '"{}" <sip:0323456789@127.0.0.1>'.format(name.replace('"', r"\""))
    sipp, rtp = await ring(stage.house, stage.folder, sender)
    try:
        calls = await until_called(stage)
        assert [call["name"] for call in calls] == [name[: len(str(calls[0]["name"]))]]
        assert len(str(calls[0]["name"])) >= min(len(name), 19)  # Asterisk keeps 79 bytes
        assert [call["caller"] for call in calls] == ["0323456789"]
    finally:
        await leave(sipp, rtp)
    assert name not in logs(stage.house)
    assert "0323456789" not in logs(stage.house)


@pytest.mark.parametrize("user", ["%ff%fe", "%00", "01%0d%0aX:y", "%ea%b0", "0" * 200])
async def test_a_number_of_bytes_that_are_no_text_does_not_blind_the_house(stage: RealStage, user: str) -> None:
    sipp, rtp = await ring(stage.house, stage.folder, f"<sip:{user}@127.0.0.1>")
    await asyncio.sleep(1.5)
    try:
        await healthy(stage.house)
        found = await doctor(stage.house)
        assert found.returncode == 0, found.stdout
    finally:
        await leave(sipp, rtp)


@pytest.mark.parametrize("sender", ['"Anonymous" <sip:anonymous@anonymous.invalid>', "<sip:127.0.0.1>"])
async def test_a_caller_without_a_number_is_served_too(stage: RealStage, sender: str) -> None:
    sipp, rtp = await ring(stage.house, stage.folder, sender)
    try:
        calls = await until_called(stage)
        assert [(call["caller"], call["name"]) for call in calls] == [("", "")]
    finally:
        await leave(sipp, rtp)


async def test_a_thousand_digits_are_a_number_that_nobody_has(stage: RealStage) -> None:
    sipp, rtp = await ring(stage.house, stage.folder, "<sip:0334567890@127.0.0.1>", "7" * 1000)
    try:
        await sipp.ended(30)
        assert sipp.answers()[-1] // 100 == 4
    finally:
        await leave(sipp, rtp)


async def test_callers_from_elsewhere_are_asked_for_a_password(house: House) -> None:
    assert await asyncio.to_thread(request, house.sip, source=STRANGER) == [401]


async def test_what_is_not_sip_harms_nobody(house: House) -> None:
    host, port = house.sip.split(":")
    rubbish = random.Random(7)
    packets = MALFORMED + [rubbish.randbytes(rubbish.randint(1, 1400)) for _ in range(300)]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        for packet in packets:
            phone.sendto(packet, (host, int(port)))
    assert await asyncio.to_thread(request, house.sip, method="OPTIONS") == [200]
    await healthy(house)
    await nothing_is_left(house)


async def test_callers_who_hang_up_between_any_two_steps_leave_nothing(house: House, tmp_path: Path) -> None:
    dice = random.Random(40)
    numbers = [f"03455{index:05d}" for index in range(40)]
    await asyncio.gather(*(capricious(house, tmp_path, number, dice.random() * 6, dice) for number in numbers))
    await nothing_is_left(house)
    await healthy(house)
    written = logs(house)
    assert [number for number in numbers if number in written] == []


# --- the callers ---------------------------------------------------------------------------------------------------


async def ring(house: House, folder: Path, sender: str, number: str = SUPPORT) -> tuple[SippCaller, RtpPeer]:
    rtp = await RtpPeer.open()
    sipp = SippCaller(house.sip, number, sender, rtp.address[1], folder)
    await sipp.start()
    return sipp, rtp


async def leave(sipp: SippCaller, rtp: RtpPeer) -> None:
    sipp.hang_up()
    await sipp.ended()
    await sipp.close()
    rtp.close()


async def until_called(stage: RealStage) -> list[dict[str, object]]:
    """The calls, as soon as there are some."""
    return await until(lambda: stage.items("/api/calls"))


async def capricious(house: House, folder: Path, number: str, patience: float, dice: random.Random) -> None:
    """Comes at any time, presses what comes to mind, goes when it likes."""
    await asyncio.sleep(dice.random() * 8)
    mine = folder / uuid.uuid4().hex
    mine.mkdir()
    sipp, rtp = await ring(house, mine, f"<sip:{number}@127.0.0.1>", dice.choice([SUPPORT, "0700000002", "0790000000"]))
    until = asyncio.get_running_loop().time() + patience
    while asyncio.get_running_loop().time() < until:
        with contextlib.suppress(ValueError):  # not answered yet
            rtp.talk_to(*sipp.peer())
        rtp.press(dice.choice("0123456789*#"))
        await asyncio.sleep(min(0.6, patience))
    await leave(sipp, rtp)
