"""A house whose server reaches Asterisk through a door that a test can shut, and whose clock a test can set.

`running_house(data, program="tests.support.strange", …)` starts it as `cti` does; only the server's process is told to
go through the door (STRANGE_DOOR) and to read its clock by a file (STRANGE_CLOCK: seconds that are added to the time).
"""

import asyncio
import os
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from server import cli, private
from server.children import Child
from server.private import House

SERVES = "tests.support.strange_server"
OFFSET = struct.Struct("d")


class Door:
    """A TCP way from one port on 127.0.0.1 to another. shut: nobody comes through; still: nothing moves."""

    def __init__(self, inside: int) -> None:
        self._inside = inside
        self._open = asyncio.Event()
        self._open.set()
        self._shut = False
        self._ways: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def at(self, port: int) -> AsyncIterator["Door"]:
        server = await asyncio.start_server(self._come, "127.0.0.1", port)
        try:
            yield self
        finally:
            self._open.set()
            server.close()
            self._cut()

    async def shut(self, seconds: float) -> None:
        self._shut = True
        self._cut()
        await asyncio.sleep(seconds)
        self._shut = False

    async def still(self, seconds: float) -> None:
        self._open.clear()
        await asyncio.sleep(seconds)
        self._open.set()

    def _cut(self) -> None:
        for way in self._ways:
            way.transport.abort()
        self._ways.clear()

    async def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._shut:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._inside)
        except OSError:
            writer.transport.abort()
            return
        self._ways |= {writer, back}
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer), return_exceptions=True)
        self._ways -= {writer, back}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while block := await reader.read(65536):
                await self._open.wait()
                writer.write(block)
                await writer.drain()
        finally:
            writer.close()


def set_clock(file: Path, seconds: float) -> None:
    """The server's clock is this much wrong from now on."""
    file.write_bytes(OFFSET.pack(seconds))


def _strange(child: Child) -> Child:
    command = (sys.executable, "-m", SERVES)
    return replace(
        child, command=command, environment=dict(child.environment) | {"CORDBOARD_ARI": os.environ["STRANGE_DOOR"]}
    )


def _start() -> None:
    usual = private.server_child

    def server_child(house: House) -> Child:
        return _strange(usual(house))

    private.server_child = server_child
    cli.main()


if __name__ == "__main__":
    _start()
