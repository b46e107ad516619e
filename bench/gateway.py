"""What a softphone call costs: processor time of gateway and Asterisk, delay and loss, beside a call without gateway.

A call is a plain RTP caller, a mixing bridge in a real Asterisk, and an agent's leg by external media. In the reference
the agent is a plain RTP socket too; otherwise a WebRTC phone behind the gateway. Each packet carries its number and the
time it was sent. `python -m bench.gateway --help`
"""

import argparse
import asyncio
import itertools
import os
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.cpu import machine, seconds_of
from bench.private_asterisk import Ari, private_asterisk
from softphone.client import Address, GatewayClient
from softphone.gateway.candidates import Reach, install
from softphone.headless import Ear, HeadlessPhone

MARK = struct.Struct("!Id")
TOKEN = "bench-bench-bench"


class Tally(Ear):
    """One direction of one call: an ear that reads numbers and times out of the packets."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: list[float] = []
        self.first = self.newest = -1

    def hear(self, payload: bytes) -> None:
        now = time.monotonic()
        number, sent = MARK.unpack_from(payload)
        if not 0 <= now - sent < 10:
            return  # not ours: silence that Asterisk made
        self.first = number if self.first < 0 else self.first
        self.newest = max(self.newest, number)
        self.delays.append(now - sent)

    def begin(self) -> None:
        self.delays, self.first, self.newest = [], -1, -1

    @property
    def lost(self) -> int:
        return max(0, self.newest - self.first + 1 - len(self.delays)) if self.delays else 0


def numbered() -> Iterator[bytes]:
    number = 0
    while True:
        number += 1
        yield MARK.pack(number, time.monotonic()).ljust(160, b"\x55")


class PlainEnd(asyncio.DatagramProtocol):
    """A caller, or the agent of the reference: RTP over a socket."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._speaking: asyncio.Task[None] | None = None
        self.transport: asyncio.DatagramTransport | None = None

    async def open(self) -> Address:
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        host, port = self.transport.get_extra_info("sockname")
        return host, port

    def speak_to(self, peer: Address) -> None:
        self._speaking = asyncio.create_task(self._speak(peer))

    def datagram_received(self, data: bytes, addr: object) -> None:
        if data[1] & 0x7F == 0:
            self.tally.hear(data[12:])

    async def _speak(self, peer: Address) -> None:
        assert self.transport is not None
        begin, payloads = time.monotonic(), numbered()
        for number in itertools.count():
            await asyncio.sleep(max(0.0, begin + number * 0.02 - time.monotonic()))
            header = struct.pack("!BBHII", 0x80, 0, number & 0xFFFF, number * 160, id(self) & 0xFFFFFFFF)
            self.transport.sendto(header + next(payloads), peer)

    async def close(self) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
        if self.transport is not None:
            self.transport.close()


@dataclass(frozen=True)
class Row:
    """One line of the table. Processor time in ms for a second of one call, delays in ms."""

    kind: str
    calls: int
    gateway: float
    asterisk: float
    to_caller: list[float]
    to_agent: list[float]
    lost: int
    packets: int


async def plain_agent(ari: Ari, number: int, stack: AsyncExitStack) -> tuple[str, Tally]:
    end = PlainEnd()
    stack.push_async_callback(end.close)
    channel = f"agent-{number}"
    end.speak_to(await ari.external_media(channel, *await end.open()))
    stack.push_async_callback(ari.ask, "DELETE", f"channels/{channel}")
    return channel, end.tally


async def phone_agent(ari: Ari, client: GatewayClient, number: int, stack: AsyncExitStack) -> tuple[str, Tally]:
    agent = channel = f"agent-{number}"
    peer = await ari.external_media(channel, *await client.open(agent))
    stack.push_async_callback(ari.ask, "DELETE", f"channels/{channel}")
    await client.connect(agent, *peer)
    phone = HeadlessPhone(lambda sdp: client.offer(agent, "page", sdp), numbered())
    phone.ear = tally = Tally()
    await phone.attach()
    stack.push_async_callback(client.close, agent)
    stack.push_async_callback(phone.detach)
    return channel, tally


async def add_caller(ari: Ari, number: int, agent: str, stack: AsyncExitStack) -> Tally:
    caller = PlainEnd()
    stack.push_async_callback(caller.close)
    channel, bridge = f"caller-{number}", f"bridge-{number}"
    caller.speak_to(await ari.external_media(channel, *await caller.open()))
    stack.push_async_callback(ari.ask, "DELETE", f"channels/{channel}")
    await ari.bridge(bridge, channel, agent)
    stack.push_async_callback(ari.ask, "DELETE", f"bridges/{bridge}")
    return caller.tally


async def measure(ari: Ari, gateway: "Gateway | None", calls: int, seconds: float) -> Row:
    async with AsyncExitStack() as stack:
        to_agent, to_caller = [], []
        for number in range(calls):
            if gateway is None:
                agent, tally = await plain_agent(ari, number, stack)
            else:
                agent, tally = await phone_agent(ari, gateway.client, number, stack)
            to_agent.append(tally)
            to_caller.append(await add_caller(ari, number, agent, stack))
        await asyncio.sleep(2)
        for tally in (*to_agent, *to_caller):
            tally.begin()
        before = _used(ari, gateway)
        began = time.monotonic()
        await asyncio.sleep(seconds)
        call_seconds = calls * (time.monotonic() - began)
        used = [
            (after - earlier) * 1000 / call_seconds for after, earlier in zip(_used(ari, gateway), before, strict=True)
        ]
        return _row("gateway" if gateway else "reference", calls, used, to_caller, to_agent)


def _used(ari: Ari, gateway: "Gateway | None") -> tuple[float, float]:
    return (seconds_of(gateway.pid) if gateway else 0.0), seconds_of(ari.pid)


def _row(kind: str, calls: int, used: list[float], to_caller: list[Tally], to_agent: list[Tally]) -> Row:
    ways = [[delay * 1000 for tally in way for delay in tally.delays] for way in (to_caller, to_agent)]
    lost = sum(tally.lost for tally in (*to_caller, *to_agent))
    return Row(kind, calls, used[0], used[1], ways[0], ways[1], lost, len(ways[0]) + len(ways[1]) + lost)


@dataclass(frozen=True)
class Gateway:
    client: GatewayClient
    pid: int


@asynccontextmanager
async def gateway_process(folder: Path, first_port: int) -> AsyncIterator[Gateway]:
    environment = os.environ | {
        "CORDBOARD_GATEWAY": f"127.0.0.1:{first_port}",
        "CORDBOARD_GATEWAY_TOKEN": TOKEN,
        "CORDBOARD_DATA": str(folder),
        "CORDBOARD_PHONE_BIND": "127.0.0.1",
        "CORDBOARD_PHONE_PORTS": f"{first_port + 10}-{first_port + 149}",
        "CORDBOARD_LINE_PORTS": f"{first_port + 150}-{first_port + 399}",
        "CORDBOARD_LOG_LEVEL": "warning",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "softphone.gateway", env=environment)
    try:
        async with GatewayClient(f"http://127.0.0.1:{first_port}", TOKEN, lambda event: None) as client:
            await asyncio.wait_for(client.connected.wait(), 30)
            yield Gateway(client, process.pid)
    finally:
        process.terminate()
        await process.wait()


def report(rows: list[Row]) -> None:
    print(f"{'kind':10}{'calls':>6}{'gateway':>9}{'asterisk':>9}{'sum/ref':>8}", end="")
    print(f"{'to caller p50/p99':>20}{'to agent p50/p99':>20}{'lost':>14}")
    reference = {row.calls: row.gateway + row.asterisk for row in rows if row.kind == "reference"}
    for row in rows:
        ratio = (row.gateway + row.asterisk) / reference[row.calls]
        print(f"{row.kind:10}{row.calls:6}{row.gateway:9.2f}{row.asterisk:9.2f}{ratio:8.2f}", end="")
        print(f"{_p(row.to_caller):>20}{_p(row.to_agent):>20}{row.lost:>6}/{row.packets}")
    print(
        "gateway, asterisk: ms of processor time for one second of one call. Delays in ms, whole way, the phones' own"
    )
    print("time included; what the gateway adds is the difference to the reference.")


def _p(delays: list[float]) -> str:
    if len(delays) < 2:
        return "nothing heard"
    cuts = statistics.quantiles(delays, n=100)
    return f"{statistics.median(delays):.2f} / {cuts[98]:.2f}"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="+", default=[10, 40])
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--first-port", type=int, default=31000, help="2000 ports from here must be free")
    told = parser.parse_args()
    install(Reach(addresses=("127.0.0.1",), ports=range(told.first_port + 1400, told.first_port + 1999)))
    rows = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        async with (
            private_asterisk(Path(scratch), told.first_port) as ari,
            gateway_process(Path(scratch), told.first_port + 800) as gateway,
        ):
            libraries = f"Python {sys.version.split()[0]}, aiortc {version('aiortc')}, Asterisk {await ari.version()}"
            print(f"{machine()}; {libraries}", flush=True)
            for calls in told.calls:
                rows.append(await measure(ari, None, calls, told.seconds))
                rows.append(await measure(ari, gateway, calls, told.seconds))
    report(rows)


if __name__ == "__main__":
    asyncio.run(main())
