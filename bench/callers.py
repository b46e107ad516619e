"""What a simulated call costs: processor time, memory, pace and clarity. `python -m bench.callers --help`

Calls go to the echo of a real Asterisk. Each speaks all the time and listens as a simulated person does, so this is the
most that a call can cost. The second part makes short calls one after the other and looks at what they leave behind.
"""

import argparse
import asyncio
import gc
import os
import tempfile
import time
from pathlib import Path

from bench.cpu import machine, seconds_of
from bench.private_asterisk import Ari, private_asterisk
from softphone.callers.ear import Ear
from softphone.callers.phone import Call, Phone
from softphone.sip import LINGER, Identity

DIALPLAN = """[inbound]
exten => echo,1,Answer()
 same => n,Echo()
exten => short,1,Answer()
 same => n,Hangup()
"""
SECOND = bytes(range(256)) * 31 + bytes(64)  # 8,000 samples of anything


def resident() -> int:
    """Memory of this process in kB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


async def speaking(phone: Phone, number: int) -> tuple[Call, Ear]:
    call, ear = phone.dial("echo", Identity(f"0100000{number:04d}")), Ear()
    await asyncio.wait_for(call.up.wait(), 10)
    call.stream.heard = ear.hear
    return call, ear


async def cost(phone: Phone, count: int, seconds: int, asterisk: int) -> None:
    """Hold so many calls for so long."""
    before = resident()
    calls = [await speaking(phone, number) for number in range(count)]
    sequences = [call.stream.sequence for call, _ in calls]
    own, theirs, since = seconds_of(os.getpid()), seconds_of(asterisk), time.monotonic()
    for _ in range(seconds):
        for call, _ear in calls:
            call.stream.write(SECOND)
        await asyncio.sleep(1)
    lasted = time.monotonic() - since
    share = (seconds_of(os.getpid()) - own) / lasted / count * 100
    reference = (seconds_of(asterisk) - theirs) / lasted / count * 100
    sent = [(call.stream.sequence - began & 0xFFFF) / lasted for (call, _), began in zip(calls, sequences, strict=True)]
    print(f"{count} calls for {seconds} s: {share:.2f} % of a core a call (Asterisk beside it: {reference:.2f} %),")
    print(f"  {min(sent):.1f} to {max(sent):.1f} packets a second, {(resident() - before) / count:.0f} kB a call")
    for call, _ in calls:
        call.hangup()


async def leftovers(phone: Phone, count: int) -> None:
    """Make so many short calls, ten at a time."""
    gc.collect()
    before, began = resident(), time.monotonic()
    for _ in range(count // 10):
        calls = [phone.dial("short", Identity("01000000000")) for _ in range(10)]
        await asyncio.gather(*(asyncio.wait_for(call.over.wait(), 20) for call in calls))
    lasted = time.monotonic() - began
    await asyncio.sleep(LINGER + 1)  # so long a finished call is known
    gc.collect()
    print(f"{count} short calls in {lasted:.1f} s ({count / lasted:.0f} a second), {resident() - before} kB more after")


async def bench(told: argparse.Namespace) -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        async with private_asterisk(Path(folder), told.port) as ari:
            await _dialplan(ari, Path(folder))
            async with Phone(("127.0.0.1", told.port + 2)) as phone:
                await leftovers(phone, 100)  # warms up
                await cost(phone, told.calls, told.seconds, ari.pid)
                await leftovers(phone, told.short)


async def _dialplan(ari: Ari, folder: Path) -> None:
    (folder / "asterisk" / "etc" / "extensions.conf").write_text(DIALPLAN)
    await ari.ask("PUT", "asterisk/modules/pbx_config.so")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10, help="calls at a time")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--short", type=int, default=500, help="short calls, one after the other")
    parser.add_argument("--port", type=int, default=19100, help="first of 600 ports of the Asterisk that is started")
    asyncio.run(bench(parser.parse_args()))


if __name__ == "__main__":
    main()
