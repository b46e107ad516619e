"""A caller by SIPp: real SIP from a real user agent, its media in the hands of the test.

SIPp does the signalling and announces an RTP port that belongs to the test (`tests.support.rtp`), so digits, tones and
what is heard are under control. The test tells a waiting SIPp to hang up by an INFO with the call's own Call-ID.
"""

import asyncio
import re
import socket
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.free import free_port

SCENARIO = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: __FROM__;tag=[call_number]__TAG__
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio __RTP__ RTP/AVP __CODEC__ 101
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
__REFUSALS__
  <recv response="200" next="up" rrs="true"/>
  <label id="refused"/>
  <send next="end"><![CDATA[
ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch-2]
From: __FROM__;tag=[call_number]__TAG__
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <label id="up"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: __FROM__;tag=[call_number]__TAG__
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv request="INFO" optional="true" next="leave"/>
  <recv request="OPTIONS" optional="true"/>
  <recv request="BYE"/>
  <send next="end"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <label id="leave"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: __FROM__;tag=[call_number]__TAG__
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
  <label id="end"/>
</scenario>
"""
ASKS, ASK_AGAIN, PATIENT = 50, 0.2, 3.0  # s
REFUSALS = (401, 403, 404, 480, 486, 488, 500, 503, 603)


@dataclass
class SippCaller:
    """One call. sender: the whole From header value; rtp_port: where the caller's media is, on 127.0.0.1."""

    target: str  # host:port of the Asterisk
    number: str
    sender: str
    rtp_port: int
    folder: Path
    codec: int = 0  # payload type: 0 µ-law, 8 A-law
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _leaving: asyncio.Future[None] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.call_id = f"{uuid.uuid4().hex}@127.0.0.1"
        self.sip_port = free_port()

    async def start(self) -> None:
        scenario = self.folder / f"{self.call_id}.xml"
        scenario.write_text(self._scenario(), encoding="utf-8")
        command = ["sipp", self.target, "-sf", str(scenario), "-s", self.number, "-m", "1", "-i", "127.0.0.1"]
        command += ["-p", str(self.sip_port), "-cid_str", self.call_id, "-nostdin", "-timeout", "180s"]
        command += ["-trace_msg", "-message_file", str(self.trace)]
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, cwd=self.folder)

    @property
    def trace(self) -> Path:
        return self.folder / f"{self.call_id}.log"

    def hang_up(self) -> None:
        """Make SIPp send its BYE: once it is answered, for before that it would give up without a word that counts."""
        if self._leaving is None:
            self._leaving = asyncio.ensure_future(self._leave())

    async def _leave(self) -> None:
        for tries in range(ASKS):
            if self._process is None or self._process.returncode is not None:
                return
            if 200 in self.answers() or tries * ASK_AGAIN > PATIENT:
                self._ask_to_leave()
            await asyncio.sleep(ASK_AGAIN)

    def _ask_to_leave(self) -> None:
        tell(self.sip_port, self.call_id)

    async def ended(self, within: float = 10.0) -> None:
        """Wait until the call is over for SIPp. Raises TimeoutError."""
        assert self._process is not None
        await asyncio.wait_for(self._process.wait(), within)

    async def close(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def answers(self) -> list[int]:
        """The SIP status codes that came back for the INVITE, in order."""
        text = self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""
        found = re.findall(r"^SIP/2\.0 (\d+) .*?^CSeq: 1 INVITE", text, re.MULTILINE | re.DOTALL)
        return [int(code) for code in found]

    def peer(self) -> tuple[str, int]:
        """Where Asterisk wants the caller's media, from its SDP. Raises ValueError while there is none."""
        text = self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""
        for answer in re.findall(r"^SIP/2\.0 (?:183|200) .*?(?=^-{5,})", text, re.MULTILINE | re.DOTALL):
            host, port = re.search(r"c=IN IP4 (\S+)", answer), re.search(r"m=audio (\d+)", answer)
            if host and port:
                return host[1], int(port[1])
        raise ValueError("Asterisk has not answered with a media address yet")

    def _scenario(self) -> str:
        refusals = "\n".join(f'  <recv response="{code}" optional="true" next="refused"/>' for code in REFUSALS)
        text = SCENARIO.replace("__REFUSALS__", refusals).replace("__FROM__", self.sender)
        text = text.replace("__TAG__", uuid.uuid4().hex[:8]).replace("__RTP__", str(self.rtp_port))
        return text.replace("__CODEC__", str(self.codec))


def tell(port: int, call_id: str, header: str = "") -> None:
    """Say something to a waiting SIPp: an INFO that it takes for one of its call. header: with its line end."""
    request = (
        f"INFO sip:caller@127.0.0.1:{port} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{uuid.uuid4().hex}\r\n"
        f"From: <sip:test@127.0.0.1>;tag=t\r\nTo: <sip:caller@127.0.0.1>;tag=c\r\n"
        f"Call-ID: {call_id}\r\nCSeq: 9 INFO\r\n{header}Content-Length: 0\r\n\r\n"
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(request.encode(), ("127.0.0.1", port))
