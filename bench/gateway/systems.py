"""The ways an agent's sound can take, each with its own Asterisk and its own callers, and how its calls are built."""

import asyncio
import os
import random
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiortc import rtcdtlstransport
from aiortc.rtcrtptransceiver import RTCRtpTransceiver

from bench.gateway import native
from bench.gateway.road import End, Road
from bench.private_asterisk import Ari, private_asterisk
from softphone.client import Address, GatewayClient
from softphone.gateway import anatomy
from softphone.headless import HeadlessPhone

AT_ONCE = 8
TOKEN = "bench-bench-bench"
RTP_PORTS = 1700  # of one Asterisk: two legs a call, two ports a leg
WIDTH = 3400  # ports that one system takes
PROFILE = b"SRTP_AES128_CM_SHA1_80"  # what browsers agree on with either side

Build = Callable[[str, AsyncExitStack], Awaitable[tuple[str, End]]]


@dataclass(slots=True)
class System:
    """build: an agent's leg by its name. processes: who is counted. calls: (caller, agent)."""

    name: str
    ari: Ari
    processes: dict[str, int]
    build: Build
    calls: list[tuple[End, End]] = field(default_factory=list)

    async def grow(self, calls: int, road: Road, stack: AsyncExitStack) -> None:
        """So many calls up, a few at a time."""
        wanted = range(len(self.calls), calls)
        for some in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
            names = [f"{self.name}-{number}" for number in some]
            self.calls += await asyncio.gather(*(self._call(name, road, stack) for name in names))

    async def _call(self, name: str, road: Road, stack: AsyncExitStack) -> tuple[End, End]:
        agent, end = await self.build(name, stack)
        return await add_caller(self.ari, road, name, agent, stack), end

    @property
    def ends(self) -> list[End]:
        return [end for call in self.calls for end in call]


class LoadPhone(HeadlessPhone):
    """A phone without a browser whose packets go over the road once ICE and DTLS are through."""

    end: End | None = None

    def __init__(self, signalling: Callable[[str], Awaitable[str]], road: Road) -> None:
        super().__init__(signalling)
        self._road, self.on_the_road = road, asyncio.Event()

    async def _speak(self, transceiver: RTCRtpTransceiver) -> None:
        dtls, loop = anatomy.dtls_of(transceiver), asyncio.get_running_loop()
        pair = anatomy.chosen_pair(dtls)
        assert pair is not None
        protocol, peer = pair

        def strange(packet: bytes, source: Address) -> None:
            loop.call_soon_threadsafe(protocol.datagram_received, packet, source)

        sock = anatomy.take_socket(protocol)
        self.end = End(sock, peer, anatomy.ssrc_of(transceiver), anatomy.keys_of(dtls), strange)
        await self._road.add(self.end)
        self.on_the_road.set()
        await asyncio.Event().wait()


async def phone_end(signalling: Callable[[str], Awaitable[str]], road: Road, stack: AsyncExitStack) -> End:
    phone = LoadPhone(signalling, road)
    await phone.attach()
    await phone.on_the_road.wait()
    assert phone.end is not None
    stack.push_async_callback(phone.detach)
    stack.push_async_callback(road.remove, phone.end)
    return phone.end


def plain_socket() -> tuple[socket.socket, Address]:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.bind(("127.0.0.1", 0))
    return sock, sock.getsockname()


async def plain_end(ari: Ari, road: Road, channel: str, stack: AsyncExitStack) -> End:
    sock, here = plain_socket()
    end = End(sock, await ari.external_media(channel, *here), random.getrandbits(32))
    await road.add(end)
    stack.push_async_callback(road.remove, end)
    stack.push_async_callback(ari.ask, "DELETE", f"channels/{channel}")
    return end


async def add_caller(ari: Ari, road: Road, name: str, agent: str, stack: AsyncExitStack) -> End:
    caller = await plain_end(ari, road, f"caller-{name}", stack)
    await ari.bridge(f"bridge-{name}", f"caller-{name}", agent)
    stack.push_async_callback(ari.ask, "DELETE", f"bridges/bridge-{name}")
    return caller


# --- the three systems -----------------------------------------------------------------------------------------------


@asynccontextmanager
async def plain(folder: Path, first_port: int, road: Road) -> AsyncIterator[System]:
    """The agent is RTP as the caller is: what Asterisk alone costs, without encryption."""
    async with private_asterisk(folder, first_port, RTP_PORTS) as ari:

        async def build(name: str, stack: AsyncExitStack) -> tuple[str, End]:
            return f"agent-{name}", await plain_end(ari, road, f"agent-{name}", stack)

        yield System("plain", ari, {"asterisk": ari.pid}, build)


@asynccontextmanager
async def gateway(
    folder: Path, first_port: int, road: Road, name: str = "gateway", checkout: Path | None = None
) -> AsyncIterator[System]:
    """checkout: another state of this project, to compare with; None is this one."""
    async with (
        private_asterisk(folder, first_port, RTP_PORTS) as ari,
        _gateway_process(folder, first_port + RTP_PORTS + 300, checkout) as (client, pid),
    ):

        async def build(agent: str, stack: AsyncExitStack) -> tuple[str, End]:
            channel = f"agent-{agent}"
            peer = await ari.external_media(channel, *await client.open(agent))
            stack.push_async_callback(ari.ask, "DELETE", f"channels/{channel}")
            await client.connect(agent, *peer)
            stack.push_async_callback(client.close, agent)
            return channel, await phone_end(lambda sdp: client.offer(agent, "page", sdp), road, stack)

        yield System(name, ari, {"gateway": pid, "asterisk": ari.pid}, build)


@asynccontextmanager
async def own_webrtc(folder: Path, first_port: int, road: Road) -> AsyncIterator[System]:
    """Asterisk ends ICE, DTLS and SRTP itself."""
    instead = native.configuration(first_port + 200, first_port + 199 + RTP_PORTS)
    async with private_asterisk(folder, first_port, RTP_PORTS, instead) as ari:
        dialer = native.Dialer(("127.0.0.1", first_port + 2))
        dialer.open()

        async def build(name: str, stack: AsyncExitStack) -> tuple[str, End]:
            number = name.rpartition("-")[2].zfill(4)
            end = await phone_end(lambda sdp: dialer.offer(number, sdp), road, stack)
            stack.callback(dialer.bye, number)
            return await ari.channel_at(number), end

        yield System("native", ari, {"asterisk": ari.pid}, build)
        dialer.close()


SYSTEMS = {"plain": plain, "gateway": gateway, "native": own_webrtc}


def agree_on(profile: bytes) -> None:
    """One SRTP profile for all phones of this process, so that both sides encrypt alike."""
    known = rtcdtlstransport.SRTP_PROFILES
    known[:] = [each for each in known if each.openssl_profile == profile]


@asynccontextmanager
async def _gateway_process(
    folder: Path, first_port: int, checkout: Path | None
) -> AsyncIterator[tuple[GatewayClient, int]]:
    environment = os.environ | {
        "CORDBOARD_GATEWAY": f"127.0.0.1:{first_port}",
        "CORDBOARD_GATEWAY_TOKEN": TOKEN,
        "CORDBOARD_DATA": str(folder),
        "CORDBOARD_PHONE_BIND": "127.0.0.1",
        "CORDBOARD_PHONE_PORTS": f"{first_port + 10}-{first_port + 509}",
        "CORDBOARD_LINE_PORTS": f"{first_port + 510}-{first_port + 1309}",
        "CORDBOARD_LOG_LEVEL": "warning",
    }
    python = str(checkout / ".venv" / "bin" / "python") if checkout else sys.executable
    process = await asyncio.create_subprocess_exec(python, "-m", "softphone.gateway", env=environment, cwd=checkout)
    try:
        async with GatewayClient(f"http://127.0.0.1:{first_port}", TOKEN, lambda event: None) as client:
            await asyncio.wait_for(client.connected.wait(), 30)
            yield client, process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
