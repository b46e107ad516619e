"""Asterisk's own WebRTC as a reference: what it is configured with, and the SIP that brings a phone's offer to it.

As little SIP as one INVITE and one BYE to an Asterisk of our own need (RFC 3261); a page would use a library.
"""

import asyncio
import re
import uuid

from bench.load.sip import HERE, Message, Wire
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


class Dialer:
    """All phones' calls over one socket; a call is known by the number it dials."""

    def __init__(self, asterisk: Address) -> None:
        self._wire = Wire(asterisk, self._heard)
        self._calls: dict[str, asyncio.Future[Message]] = {}
        self._dialogs: dict[str, tuple[str, str]] = {}

    def open(self) -> None:
        self._wire.open()

    def close(self) -> None:
        self._wire.close()

    async def offer(self, number: str, sdp: str) -> str:
        """INVITE with the phone's offer; Asterisk's answer. Raises `Refused`, TimeoutError."""
        call_id = uuid.uuid4().hex
        answered = self._calls[call_id] = asyncio.get_running_loop().create_future()
        self._ask("INVITE", number, call_id, f"<sip:{number}@{HERE}>", 1, sdp)
        answer = await asyncio.wait_for(answered, WITHIN)
        self._ask("ACK", number, call_id, answer.headers["to"], 1)
        if answer.status != 200:
            raise Refused(f"Asterisk answers {answer.status} to an offer")
        self._dialogs[number] = (call_id, answer.headers["to"])
        return with_candidate(answer.body)

    def bye(self, number: str) -> None:
        self._ask("BYE", number, *self._dialogs.pop(number), 2)

    def _heard(self, message: Message) -> None:
        waiting = self._calls.get(message.call_id)
        if message.status >= 200 and waiting is not None and not waiting.done():
            waiting.set_result(message)

    def _ask(self, method: str, number: str, call_id: str, towards: str, count: int, body: str = "") -> None:
        host, port = self._wire.target
        here = f"{HERE}:{self._wire.port}"
        headers = {
            "From": f"<sip:page@{here}>;tag={call_id[:8]}",
            "To": towards,
            "Call-ID": call_id,
            "CSeq": f"{count} {method}",
            "Contact": f"<sip:page@{here}>",
        }
        self._wire.ask(f"{method} sip:{number}@{host}:{port} SIP/2.0", headers, body)


def with_candidate(sdp: str) -> str:
    """On loopback alone Asterisk names no address to reach it at, so ICE would not begin. Its port is in the m line."""
    voice = re.search(r"^m=audio (\d+) ", sdp, re.MULTILINE)
    if "a=candidate" in sdp or voice is None:
        return sdp
    return f"{sdp}a=candidate:1 1 udp 2130706431 127.0.0.1 {voice[1]} typ host\r\na=end-of-candidates\r\n"
