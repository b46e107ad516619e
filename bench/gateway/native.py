"""Asterisk's own WebRTC as a reference: what it is configured with, and the SIP that brings a phone's offer to it.

As little SIP as one INVITE and one BYE to an Asterisk of our own need (RFC 3261); a page would use a library.
"""

import asyncio
import re
import uuid

from softphone.gateway.srtp import Address

# What `webrtc = yes` sets is Asterisk's own choice: DTLS-SRTP, ICE, RTCP on the same port.
ENDPOINT = """[page]
type = endpoint
transport = udp
context = page
disallow = all
allow = ulaw
webrtc = yes
direct_media = no
dtls_auto_generate_cert = yes
"""
DIALPLAN = """[page]
exten => _X.,1,Answer()
 same => n,Stasis(bench)
"""
RTP = "[general]\nrtpstart = {first}\nrtpend = {last}\nicesupport = yes\nstrictrtp = yes\n"
WITHIN = 15.0  # s for an answer


class Refused(Exception):
    """Asterisk did not take the call."""


def configuration(first_rtp: int, last_rtp: int) -> dict[str, str]:
    """Name of a file → what stands in it instead of the house's own."""
    rtp = RTP.format(first=first_rtp, last=last_rtp)
    return {"pjsip_agents.conf": ENDPOINT, "extensions.conf": DIALPLAN, "rtp.conf": rtp}


class Dialer(asyncio.DatagramProtocol):
    """All phones' calls over one socket; a call is known by the number it dials."""

    def __init__(self, asterisk: Address) -> None:
        self._asterisk, self._port = asterisk, 0
        self._transport: asyncio.DatagramTransport | None = None
        self._calls: dict[str, asyncio.Future[tuple[int, str, str]]] = {}
        self._dialogs: dict[str, tuple[str, str]] = {}

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        self._port = self._transport.get_extra_info("sockname")[1]

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    async def offer(self, number: str, sdp: str) -> str:
        """INVITE with the phone's offer; Asterisk's answer. Raises `Refused`, TimeoutError."""
        call_id = uuid.uuid4().hex
        answered = self._calls[call_id] = asyncio.get_running_loop().create_future()
        self._send("INVITE", number, call_id, f"<sip:{number}@127.0.0.1>", 1, sdp)
        status, towards, answer = await asyncio.wait_for(answered, WITHIN)
        self._send("ACK", number, call_id, towards, 1)
        if status != 200:
            raise Refused(f"Asterisk answers {status} to an offer")
        self._dialogs[number] = (call_id, towards)
        return with_candidate(answer)

    def bye(self, number: str) -> None:
        self._send("BYE", number, *self._dialogs.pop(number), 2)

    def datagram_received(self, data: bytes, addr: object) -> None:
        head, _, body = data.decode().partition("\r\n\r\n")
        status = re.match(r"SIP/2.0 (\d+)", head)
        call_id, towards = _field(head, "Call-ID"), _field(head, "To")
        waiting = self._calls.get(call_id)
        if status is not None and int(status[1]) >= 200 and waiting is not None and not waiting.done():
            waiting.set_result((int(status[1]), towards, body))

    def _send(self, method: str, number: str, call_id: str, towards: str, count: int, body: str = "") -> None:
        here = f"127.0.0.1:{self._port}"
        lines = [
            f"{method} sip:{number}@{self._asterisk[0]}:{self._asterisk[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{uuid.uuid4().hex};rport",
            "Max-Forwards: 70",
            f"From: <sip:page@{here}>;tag={call_id[:8]}",
            f"To: {towards}",
            f"Call-ID: {call_id}",
            f"CSeq: {count} {method}",
            f"Contact: <sip:page@{here}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body.encode())}",
        ]
        assert self._transport is not None
        self._transport.sendto(("\r\n".join(lines) + f"\r\n\r\n{body}").encode(), self._asterisk)


def _field(head: str, name: str) -> str:
    found = re.search(rf"^{name}: *(.+?)\r?$", head, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else ""


def with_candidate(sdp: str) -> str:
    """On loopback alone Asterisk names no address to reach it at, so ICE would not begin. Its port is in the m line."""
    voice = re.search(r"^m=audio (\d+) ", sdp, re.MULTILINE)
    if "a=candidate" in sdp or voice is None:
        return sdp
    return f"{sdp}a=candidate:1 1 udp 2130706431 127.0.0.1 {voice[1]} typ host\r\na=end-of-candidates\r\n"
