"""Customers who are called: one SIPp that takes all calls of a trunk and treats each as the dialled number wants.

SIPp does the signalling; the media of each number are in the hands of the test (`tests.support.rtp`). A number that
nobody was made for is answered with 404.
"""

import asyncio
import re
import socket
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.support.sipp import tell

SCENARIO = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="customers">
  <recv request="INVITE" rrs="true">
    <action>
      <ereg regexp="sip:([^@]+)@" search_in="hdr" header="To:" assign_to="whole,number"/>
      <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>
      <lookup assign_to="line" file="customers.csv" key="[$number]"/>
      <assignstr assign_to="kind" value="[field1 line=&quot;[$line]&quot;]"/>
__TESTS__
      <ereg regexp="^silent" search_in="var" variable="kind" assign_to="silent"/>
      <ereg regexp="^early" search_in="var" variable="kind" assign_to="early"/>
    </action>
  </recv>
  <send><![CDATA[
SIP/2.0 100 Trying
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
__BRANCHES__
  <nop next="early" test="early"/>
  <send><![CDATA[
SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[$number]@[local_ip]:[local_port]>
Content-Length: 0

]]></send>
  <nop next="silent" test="silent"/>
  <nop next="ring"/>
  <label id="early"/>
  <send><![CDATA[
SIP/2.0 183 Session Progress
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[$number]@[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=customer 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [field2 line="[$line]"] RTP/AVP 0 101
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv
]]></send>
  <label id="ring"/>
  <recv request="CANCEL" timeout="__RINGS__" ontimeout="answer" next="cancelled"/>
  <label id="answer"/>
  <send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
CSeq: [$cseq] INVITE
Contact: <sip:[$number]@[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=customer 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [field2 line="[$line]"] RTP/AVP 0 101
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv
]]></send>
  <recv request="ACK">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
    </action>
  </recv>
  <recv request="INFO" optional="true" next="leave"/>
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
From: [$to]
To: [$from]
[last_Call-ID:]
CSeq: 77 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200" next="end"/>
  <label id="silent"/>
  <recv request="CANCEL" next="cancelled"/>
  <label id="cancelled"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <send retrans="500"><![CDATA[
SIP/2.0 487 Request Terminated
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
CSeq: [$cseq] INVITE
Content-Length: 0

]]></send>
  <recv request="ACK" next="end"/>
__REFUSALS__
  <label id="end"/>
  <Reference variables="whole"/>
</scenario>
"""
REFUSAL = """  <label id="refuse__CODE__"/>
  <send retrans="500"><![CDATA[
SIP/2.0 __KIND__
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <recv request="ACK" next="end"/>"""
RINGS = 1500  # ms until those answer who answer


class Kind(StrEnum):
    """What a customer does. The first word of a refusal is its SIP status."""

    ANSWERS = "answers"
    EARLY = "early"  # can be heard before answering (183), then answers
    SILENT = "silent"  # rings and rings
    BUSY = "486 Busy Here"
    REFUSES = "603 Decline"
    NOBODY = "404 Not Found"
    CONGESTED = "503 Service Unavailable"


REFUSING = tuple(kind for kind in Kind if kind[0].isdigit())


def scenario() -> str:
    """SIPp wants each status in a branch of its own."""
    told = [(kind, kind[:3]) for kind in REFUSING]
    regexp = '<ereg regexp="^{0}" search_in="var" variable="kind" assign_to="is{0}"/>'
    tests = [f"      {regexp.format(code)}" for _, code in told]
    branches = [f'  <nop next="refuse{code}" test="is{code}"/>' for _, code in told]
    refusals = [REFUSAL.replace("__CODE__", code).replace("__KIND__", kind) for kind, code in told]
    text = SCENARIO.replace("__RINGS__", str(RINGS)).replace("__TESTS__", "\n".join(tests))
    return text.replace("__BRANCHES__", "\n".join(branches)).replace("__REFUSALS__", "\n".join(refusals))


@dataclass
class SippCustomers:
    """Answers at `port` on 127.0.0.1. customers: number → what it does and where its media is, on 127.0.0.1."""

    port: int
    customers: dict[str, tuple[Kind, int]]
    folder: Path
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        name = uuid.uuid4().hex
        self.trace = self.folder / f"{name}.log"
        listed = self.folder / name
        listed.mkdir()
        lines = [f"{number};{kind};{rtp};" for number, (kind, rtp) in self.customers.items()]
        (listed / "customers.csv").write_text("\n".join(["SEQUENTIAL", *lines, ""]), encoding="utf-8")
        (listed / "scenario.xml").write_text(scenario(), encoding="utf-8")
        command = ["sipp", "127.0.0.1:9", "-sf", "scenario.xml", "-inf", "customers.csv", "-infindex", "customers.csv"]
        command += ["0", "-i", "127.0.0.1", "-p", str(self.port), "-nostdin", "-timeout", "600s"]
        command += ["-trace_msg", "-message_file", str(self.trace), "-trace_err", "-error_file", "errors.log"]
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, cwd=listed)
        await self._listens()

    async def close(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def invites(self, number: str) -> list[str]:
        """The INVITEs that came for this number, each once, in order."""
        text = self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""
        found = re.findall(r"^INVITE sip:.*?(?=^-{5,}|\Z)", text, re.MULTILINE | re.DOTALL)
        mine = {call_id(each): each for each in found if re.search(rf"^To:.*sip:{re.escape(number)}@", each, re.M)}
        return list(mine.values())

    def messages(self, call_id: str) -> list[str]:
        """All messages of a call, sent and received, in order."""
        text = self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""
        parts = [each.split("\n\n", 1)[-1].lstrip() for each in re.split(r"^-{5,}.*$", text, flags=re.MULTILINE)]
        return [each for each in parts if f"Call-ID: {call_id}" in each]

    def peer(self, number: str) -> tuple[str, int]:
        """Where the last call of this number wants its media. Raises ValueError while there is none."""
        for invite in reversed(self.invites(number)):
            host, port = re.search(r"c=IN IP4 (\S+)", invite), re.search(r"m=audio (\d+)", invite)
            if host and port:
                return host[1], int(port[1])
        raise ValueError(f"nobody has called {number}")

    def hang_up(self, number: str) -> None:
        """The customer ends the newest call."""
        tell(self.port, call_id(self.invites(number)[-1]))

    async def _listens(self) -> None:
        """Raises AssertionError when SIPp does not take the port."""
        for _ in range(100):
            assert self._process is not None
            assert self._process.returncode is None, "SIPp ended at its start"
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                try:
                    probe.bind(("127.0.0.1", self.port))
                except OSError:
                    return
            await asyncio.sleep(0.05)
        raise AssertionError("SIPp does not listen")


def call_id(message: str) -> str:
    found = re.search(r"^Call-ID: (\S+)", message, re.MULTILINE)
    return found[1] if found else ""
