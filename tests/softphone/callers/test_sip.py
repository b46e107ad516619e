"""What pyVoIP 1.6.8 does wrong, done right, against a real Asterisk."""

import asyncio

import pytest
from pyVoIP.VoIP import CallState

from softphone.callers.phone import Call, Phone
from softphone.sip import Identity
from tests.softphone.callers.conftest import KIM, connected, server
from tests.support.pbx import Pbx
from tests.support.until import until

pytestmark = pytest.mark.asterisk


async def ended(call: Call) -> int:
    await asyncio.wait_for(call.over.wait(), 20)
    return call.code


async def channels(pbx: Pbx) -> list[dict[str, str]]:
    found = await asyncio.to_thread(pbx.ari, "GET", "/channels")
    assert isinstance(found, list)
    return found


async def none_left(pbx: Pbx) -> None:
    async def none() -> bool:
        return not await channels(pbx)

    await until(none)


async def test_an_outgoing_call_lives_longer_than_the_32_seconds_of_an_unacknowledged_answer(phone: Phone) -> None:
    call = await connected(phone, "echo")
    await asyncio.sleep(36)
    assert call.state == CallState.ANSWERED


async def test_hanging_up_ends_the_call_on_both_sides(phone: Phone, pbx: Pbx) -> None:
    call = await connected(phone, "echo")
    call.hangup()
    await asyncio.wait_for(none_left(pbx), 5)
    assert call.code == 200
    assert not phone.lines


async def test_a_call_that_is_busy_ends_with_its_code(phone: Phone) -> None:
    assert await ended(phone.dial("busy", KIM)) == 486


async def test_a_number_that_does_not_exist_ends_with_404(phone: Phone) -> None:
    assert await ended(phone.dial("nowhere", KIM)) == 404


async def test_a_ringing_call_is_cancelled(phone: Phone, pbx: Pbx) -> None:
    call = phone.dial("ring", KIM)
    await asyncio.sleep(0.3)
    assert call.progress == 180
    call.hangup()
    await asyncio.wait_for(none_left(pbx), 5)
    assert call.code == 487


async def test_a_call_that_is_cancelled_at_once_leaves_nothing_behind(phone: Phone, pbx: Pbx) -> None:
    phone.dial("echo", KIM).hangup()
    await asyncio.sleep(0.3)
    await asyncio.wait_for(none_left(pbx), 5)


async def test_a_server_that_is_not_there_ends_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.sip.TIMEOUT", 1.0)
    async with Phone(("127.0.0.1", 9)) as phone:
        assert await ended(phone.dial("1", KIM)) == 408


async def test_call_ids_do_not_repeat_after_a_restart(pbx: Pbx) -> None:
    seen = set()
    for _ in range(2):
        async with Phone(server(pbx)) as phone:
            seen |= {phone.dial("busy", KIM).call_id, phone.dial("busy", KIM).call_id}
    assert len(seen) == 4


async def test_the_caller_is_told_as_number_and_name_in_any_script(phone: Phone, pbx: Pbx) -> None:
    await ended(phone.dial("who", Identity("01000000002", '김하나 "Żaneta"')))
    told = await asyncio.to_thread(pbx.ari, "GET", "/asterisk/variable", {"variable": "WHO"})
    assert told == {"value": "01000000002/김하나 'Żaneta'"}


async def test_a_withheld_number_is_not_told(phone: Phone, pbx: Pbx) -> None:
    await ended(phone.dial("who", Identity("01000000003", "Kim", withheld=True)))
    told = await asyncio.to_thread(pbx.ari, "GET", "/asterisk/variable", {"variable": "WHO"})
    assert isinstance(told, dict)
    assert "01000000003" not in told["value"]
    assert "Kim" not in told["value"]


async def test_nothing_is_kept_of_calls_that_are_over(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.sip.LINGER", 0.1)
    for _ in range(20):
        await ended(phone.dial("busy", KIM))
    (await connected(phone, "echo")).hangup()
    await asyncio.sleep(0.5)
    assert (phone.lines, phone.sockets, phone.sip.inviting, phone.sip.sendings) == ({}, {}, {}, {})
    assert set(phone.sip.tagLibrary) == {"register"}
    assert not phone.clock.streams


# --- calls that come in --------------------------------------------------------------------------------------------


async def rung(pbx: Pbx, phone: Phone, caller: Phone) -> tuple[Call, Call]:
    """caller has Asterisk call `phone`: both calls."""
    rings: asyncio.Queue[Call] = asyncio.Queue()
    phone.on_incoming = rings.put_nowait
    out = caller.dial("callback", Identity("01000000004", f"sip:ann@127.0.0.1:{phone.sip.myPort}"))
    return await asyncio.wait_for(rings.get(), 10), out


async def test_an_incoming_call_is_answered_and_heard(phone: Phone, pbx: Pbx) -> None:
    async with Phone(server(pbx)) as other:
        call, out = await rung(pbx, other, phone)
        call.answer()
        heard = asyncio.Event()
        out.stream.heard = lambda payload, codec: heard.set() if payload == b"\x10" * 160 else None
        call.stream.write(b"\x10" * 1600)
        await asyncio.wait_for(heard.wait(), 5)
        call.hangup()
        await none_left(pbx)


async def test_an_incoming_call_is_denied(phone: Phone, pbx: Pbx) -> None:
    async with Phone(server(pbx)) as other:
        call, out = await rung(pbx, other, phone)
        call.deny()
        await ended(out)
        assert call.code == 486


async def test_an_incoming_call_that_is_taken_back_does_not_ring_on(phone: Phone, pbx: Pbx) -> None:
    async with Phone(server(pbx)) as other:
        call, out = await rung(pbx, other, phone)
        out.hangup()
        assert await ended(call) == 487
        await asyncio.wait_for(none_left(pbx), 5)


async def test_options_are_answered_even_while_a_call_is_set_up(phone: Phone) -> None:
    phone.dial("ring", KIM)
    answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    class Peer(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            answer.set_result(data)

    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(Peer, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    transport.sendto(
        f"OPTIONS sip:caller@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKq\r\n"
        f"From: <sip:q@127.0.0.1>;tag=1\r\nTo: <sip:caller@127.0.0.1>\r\nCall-ID: q\r\nCSeq: 1 OPTIONS\r\n"
        "Content-Length: 0\r\n\r\n".encode(),
        ("127.0.0.1", phone.sip.myPort),
    )
    assert (await asyncio.wait_for(answer, 5)).startswith(b"SIP/2.0 200 OK")
    transport.close()


@pytest.mark.parametrize(
    "junk", [b"\0" * 40, b"INVITE sip:x SIP/2.0\r\n\r\n" + b"x" * 40, b"SIP/2.0 999 What\r\n\r\n" * 3]
)
async def test_a_datagram_that_is_no_sip_does_no_harm(phone: Phone, junk: bytes) -> None:
    phone.sip.received(junk, ("127.0.0.1", 9))
    assert await ended(phone.dial("busy", KIM)) == 486
