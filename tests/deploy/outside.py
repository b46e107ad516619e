"""A caller outside, on a machine of its own: SIPp speaks SIP, its voice and its ears are the test's."""

import asyncio
import re
import subprocess
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from deploy.namespaces.machines import end
from softphone.agent import HeadlessAgent
from tests.support.looking import decoded
from tests.support.rtp import LOUD, RtpPeer, level_of
from tests.support.until import until

SCENARIO = Path(__file__).parent / "waits.xml"
SUPPORT, SALES = "0700000001", "0700000002"
MEDIA = re.compile(r"^SIP/2\.0 200 .*?c=IN IP4 (\S+).*?m=audio (\d+)", re.MULTILINE | re.DOTALL)


class Place(Protocol):
    """Where somebody calls from: a machine, or another network of this one."""

    @property
    def address(self) -> str: ...

    def inside(self) -> AbstractContextManager[None]: ...

    def start(self, command: Sequence[str], log: Path) -> subprocess.Popen[bytes]: ...


@dataclass(frozen=True, slots=True)
class Outside:
    """A call that was answered. node: the address of the Asterisk that has it."""

    rtp: RtpPeer
    node: str


@asynccontextmanager
async def calling(
    machine: Place, sip: str, number: str, hz: float, folder: Path, to: str = SUPPORT
) -> AsyncIterator[Outside]:
    """From `number` to the demo's support, or its sales, speaking this tone."""
    with machine.inside():  # a socket stays where it was opened
        rtp = await RtpPeer.open(host=machine.address)
    rtp.say(hz)
    trace = folder / f"{uuid.uuid4().hex}.log"
    words = ["sipp", sip, "-sf", str(SCENARIO), "-s", to, "-m", "1", "-i", machine.address, "-nostdin"]
    words += ["-key", "from", number, "-key", "rtp", str(rtp.address[1]), "-trace_msg", "-message_file", str(trace)]
    sipp = machine.start([*words, "-timeout", "180s"], folder / "sipp.log")
    try:
        host, port = await until(lambda: asyncio.to_thread(_media, trace), f"the call of {number} was not answered")
        rtp.talk_to(host, int(port))
        yield Outside(rtp, host)
    finally:
        rtp.close()
        await asyncio.to_thread(end, sipp)


def _media(trace: Path) -> tuple[str, str] | None:
    text = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
    found = MEDIA.search(text)
    return (found[1], found[2]) if found else None


async def hears(agent: HeadlessAgent, hz: float) -> bool:
    assert agent.phone is not None
    return level_of(decoded(await agent.phone.ear.next(0.3)), hz) > LOUD
