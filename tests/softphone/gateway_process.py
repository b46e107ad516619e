"""A real gateway process for the tests, and the switch's end of a line as a plain UDP socket."""

import asyncio
import json
import os
import secrets
import struct
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Self

from softphone.client import Event, GatewayClient
from softphone.headless import Ear
from softphone.ulaw import frames, tone
from tests.support.free import free_port

# Each worker of a run has ports of its own.
FIRST_PORT = 17000 + 1000 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


class GatewayProcess:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.token = folder, free_port(), secrets.token_hex(16)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "gateway.log"
        self._process: Process | None = None

    async def start(self) -> Self:
        environment = os.environ | {
            "CORDBOARD_GATEWAY": f"127.0.0.1:{self.port}",
            "CORDBOARD_GATEWAY_TOKEN": self.token,
            "CORDBOARD_DATA": str(self.folder),
            "CORDBOARD_LOG_FORM": "json",
            "CORDBOARD_PHONE_BIND": "127.0.0.1",
            "CORDBOARD_PHONE_PORTS": f"{FIRST_PORT + 100}-{FIRST_PORT + 499}",
            "CORDBOARD_LINE_PORTS": f"{FIRST_PORT + 500}-{FIRST_PORT + 699}",
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "softphone.gateway", env=environment, stderr=log
            )
        return self

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self._process is not None
        self._process.terminate()
        return await self._process.wait()

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def logged(self, **wanted: object) -> dict[str, object]:
        """The first line of its log that has all of these, as soon as it is written."""
        async with asyncio.timeout(15):
            while True:
                for line in self.lines():
                    if wanted.items() <= line.items():
                        return line
                await asyncio.sleep(0.05)

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(text) for text in self.log.read_text().splitlines() if text.startswith("{")]

    @property
    def open_files(self) -> int:
        assert self._process is not None
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None


class Events:
    """What a client was told, and waiting for the next of a kind."""

    def __init__(self) -> None:
        self.all: list[Event] = []
        self._more = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.all.append(event)
        self._more.set()

    async def wait_for(self, event: Event, within: float = 15.0) -> None:
        async with asyncio.timeout(within):
            while event not in self.all:
                self._more.clear()
                await self._more.wait()

    def count(self, event: Event) -> int:
        return self.all.count(event)


class SwitchEnd(asyncio.DatagramProtocol):
    """The external media channel of the switch: sends a tone to the line, keeps what the line says."""

    def __init__(self, hertz: int) -> None:
        self.ear = Ear()
        self.headers: list[tuple[int, int, int, int, int]] = []
        self._frames = frames(tone(hertz))
        self._transport: asyncio.DatagramTransport | None = None
        self._speaking: asyncio.Task[None] | None = None

    @classmethod
    async def on_line(cls, client: GatewayClient, agent: str, hertz: int) -> Self:
        """Open the agent's line and be its peer."""
        end = cls(hertz)
        host, port = await client.open(agent)
        loop = asyncio.get_running_loop()
        end._transport, _ = await loop.create_datagram_endpoint(lambda: end, ("127.0.0.1", 0), (host, port))
        await client.connect(agent, *end._transport.get_extra_info("sockname"))
        end._speaking = asyncio.create_task(end._speak())
        return end

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.headers.append(struct.unpack_from("!BBHII", data))
        self.ear.hear(data[12:])

    def error_received(self, exc: Exception) -> None:
        pass  # the gateway was killed: that is what some tests do

    async def _speak(self) -> None:
        assert self._transport is not None
        for number, payload in enumerate(self._frames):
            self._transport.sendto(struct.pack("!BBHII", 0x80, 0, number & 0xFFFF, number * 160, 0x5157) + payload)
            await asyncio.sleep(0.02)

    def close(self) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
        if self._transport is not None:
            self._transport.close()
