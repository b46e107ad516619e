"""A desk phone by SIPp: registers with a password, rings, and does what the test says with the handset.

SIPp does the signalling; its media is an RTP port of the test (`tests.support.rtp`). The test tells a SIPp that rings
or talks what to do by an INFO with the call's own Call-ID and a Subject, which SIPp takes for one of the dialog.
"""

import asyncio
import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.free import free_port
from tests.support.rtp import RtpPeer
from tests.support.sipp import tell
from tests.support.until import until

REGISTER = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="register">
  <send retrans="500"><![CDATA[
__FIRST__
]]></send>
  <recv response="401" auth="true"/>
  <send retrans="500"><![CDATA[
__AGAIN__
]]></send>
  <recv response="200"/>
</scenario>
"""
MESSAGE = """REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:__USER__@[remote_ip]>;tag=[call_number]
To: <sip:__USER__@[remote_ip]>
Call-ID: [call_id]
CSeq: __NUMBER__ REGISTER
Contact: <sip:__USER__@[local_ip]:[local_port]>
Expires: __EXPIRES__
Max-Forwards: 70
__AUTH__Content-Length: 0
"""
ANSWER = """SIP/2.0 __LINE__
Via: [$via]
From: [$from]
To: [$to];tag=[call_number]__TAG__
Call-ID: [call_id]
CSeq: [$cseq]
Contact: <sip:phone@[local_ip]:[local_port]>
"""
SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=phone 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio __RTP__ RTP/AVP 0 101
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv
"""
EMPTY = "Content-Length: 0\n\n"
OK_TO_IT = """SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

"""
BYE = """BYE [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: __TO__;tag=[call_number]__TAG__
To: __FROM__
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

"""
PHONE = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="phone">
  <recv request="INVITE" rrs="true">
    <action>
      <ereg regexp="answer-after=0" search_in="hdr" header="Call-Info:" assign_to="auto"/>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
      <ereg regexp=".*" search_in="hdr" header="Via:" assign_to="via"/>
      <ereg regexp=".*" search_in="hdr" header="CSeq:" assign_to="cseq"/>
    </action>
  </recv>
  <send><![CDATA[
__RINGING__
]]></send>
  <nop test="auto" next="lift"/>
  <label id="wait"/>
  <recv request="CANCEL" optional="true" next="cancelled"/>
  <recv request="INFO">
    <action>
      <ereg regexp="lift" search_in="hdr" header="Subject:" assign_to="lifts"/>
    </action>
  </recv>
  <nop test="lifts" next="lift"/>
  <send retrans="500" next="refused"><![CDATA[
__REFUSE__
]]></send>
  <label id="lift"/>
  <send retrans="500"><![CDATA[
__LIFT__
]]></send>
  <recv request="ACK"/>
  <recv request="INFO" optional="true" next="leave"/>
  <recv request="BYE"/>
  <send next="end"><![CDATA[
__OK__
]]></send>
  <label id="leave"/>
  <send retrans="500"><![CDATA[
__BYE__
]]></send>
  <recv response="200" next="end"/>
  <label id="cancelled"/>
  <send><![CDATA[
__OK__
]]></send>
  <send retrans="500"><![CDATA[
__CANCELLED__
]]></send>
  <label id="refused"/>
  <recv request="ACK"/>
  <label id="end"/>
  <Reference variables="from,to,via,cseq"/>
</scenario>
"""


@dataclass
class SippPhone:
    """target: host:port of the Asterisk. auto: whether the phone knows the headers that ask it to answer by itself."""

    target: str
    user: str
    secret: str
    folder: Path
    auto: bool = True
    rtp: RtpPeer = field(init=False)
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.port, self.name = free_port(), uuid.uuid4().hex[:8]

    async def start(self) -> None:
        """Register and be there."""
        self.rtp = await RtpPeer.open()
        assert await self.register()
        scenario = self._file("phone", self._phone())
        command = ["sipp", "-sf", str(scenario), "-i", "127.0.0.1", "-p", str(self.port), "-aa", "-nostdin"]
        command += ["-trace_msg", "-message_file", str(self.trace), "-timeout", "600s", "-nd", self.target]
        self._process = await _started(command, self.folder)

    async def register(self, expires: int = 120, secret: str = "") -> bool:
        """expires 0: the phone says good-bye. False when the password was not taken."""
        first = _register(self.user, 1, expires, "")
        login = f"[authentication username={self.user} password={secret or self.secret}]\n"
        text = REGISTER.replace("__FIRST__", first).replace("__AGAIN__", _register(self.user, 2, expires, login))
        command = ["sipp", self.target, "-sf", str(self._file("register", text)), "-m", "1", "-i", "127.0.0.1"]
        command += ["-p", str(self.port), "-nostdin", "-timeout", "10s"]
        process = await _started(command, self.folder)
        return await asyncio.wait_for(process.wait(), 15) == 0

    async def unplug(self) -> None:
        """The power is cut."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def close(self) -> None:
        await self.unplug()
        self.rtp.close()

    # --- the handset -----------------------------------------------------------------------------------------------

    async def rings(self, times: int = 1, within: float = 10.0) -> None:
        """Until it was called as often."""
        await until(lambda: len(self.calls()) >= times, within=within, every=0.05)

    def lift(self) -> None:
        self._say("lift")

    def refuse(self) -> None:
        self._say("refuse")

    def hang_up(self) -> None:
        self._say("hang up")

    async def talks(self, hz: float, within: float = 10.0) -> None:
        """Say a tone to where the newest call wants it, once it is answered."""
        await until(self.answered, within=within)
        invite = re.findall(r"^INVITE .*?(?=^-{5,})", self._heard(), re.MULTILINE | re.DOTALL)[-1]
        host, port = re.search(r"c=IN IP4 (\S+)", invite), re.search(r"m=audio (\d+)", invite)
        assert host is not None
        assert port is not None
        self.rtp.talk_to(host[1], int(port[1]))
        self.rtp.say(hz)

    # --- what it saw -----------------------------------------------------------------------------------------------

    @property
    def trace(self) -> Path:
        return self.folder / f"phone-{self.name}.log"

    def calls(self) -> list[str]:
        """The Call-IDs of all calls, in order."""
        found = re.findall(r"^INVITE .*?^Call-ID: (\S+)", self._heard(), re.MULTILINE | re.DOTALL)
        return list(dict.fromkeys(found))

    def answered(self) -> bool:
        """The newest call was; one that was taken back is acknowledged too."""
        call, asked = self.calls()[-1], self.requests()
        return f"ACK {call}" in asked and f"CANCEL {call}" not in asked

    def requests(self) -> list[str]:
        """`METHOD Call-ID` of all that was asked, in order."""
        found = re.findall(r"^([A-Z]+) sip:\S+ SIP/2\.0\r?$.*?^Call-ID: (\S+)", self._heard(), re.MULTILINE | re.DOTALL)
        return [f"{method} {call}" for method, call in found]

    def display(self) -> str:
        """Who the newest call is said to be from."""
        invite = re.findall(r"^INVITE .*?(?=^-{5,})", self._heard(), re.MULTILINE | re.DOTALL)[-1]
        found = re.search(r"^From: ([^;\r\n]*)", invite, re.MULTILINE)
        return found[1] if found else ""

    # --- inside ----------------------------------------------------------------------------------------------------

    def _heard(self) -> str:
        return self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""

    def _say(self, what: str) -> None:
        tell(self.port, self.calls()[-1], f"Subject: {what}\r\n")

    def _file(self, kind: str, text: str) -> Path:
        path = self.folder / f"{kind}-{uuid.uuid4().hex[:6]}.xml"
        path.write_text(text, encoding="utf-8")
        return path

    def _phone(self) -> str:
        text = PHONE if self.auto else PHONE.replace('  <nop test="auto" next="lift"/>\n', "")
        text = text.replace("__RINGING__", ANSWER.replace("__LINE__", "180 Ringing") + EMPTY)
        text = text.replace("__CANCELLED__", ANSWER.replace("__LINE__", "487 Request Terminated") + EMPTY)
        text = text.replace("__REFUSE__", ANSWER.replace("__LINE__", "486 Busy Here") + EMPTY)
        text = text.replace("__LIFT__", ANSWER.replace("__LINE__", "200 OK") + SDP)
        text = text.replace("__OK__", OK_TO_IT).replace("__BYE__", BYE)
        text = text.replace("__FROM__", "[$from]").replace("__TO__", "[$to]")
        if not self.auto:
            text = text.replace('variables="from,', 'variables="auto,from,')
        return text.replace("__TAG__", self.name).replace("__RTP__", str(self.rtp.address[1]))


def _register(user: str, number: int, expires: int, login: str) -> str:
    text = MESSAGE.replace("__USER__", user).replace("__NUMBER__", str(number))
    return text.replace("__EXPIRES__", str(expires)).replace("__AUTH__", login)


async def _started(command: list[str], folder: Path) -> asyncio.subprocess.Process:
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, cwd=folder)
