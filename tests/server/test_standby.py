"""Two servers of one database: one serves, the other waits until it is gone. No Asterisk is needed to see that."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.support.free import free_port
from tests.support.until import until

pytestmark = [pytest.mark.asyncio, pytest.mark.slow, pytest.mark.timeout(150)]
WITHIN = 60.0  # s


class Server:
    def __init__(self, folder: Path, database: Path, standby: bool = True) -> None:
        self.folder, self.port = folder, free_port()
        told = {"DATA": folder, "DATABASE": f"sqlite+aiosqlite:///{database}", "HTTP": f"127.0.0.1:{self.port}"}
        told |= {"STANDBY": str(standby).lower(), "REDIS": f"unix://{folder / 'redis.sock'}", "GATEWAY": "127.0.0.1:9"}
        told |= {"NODES": "east=http://127.0.0.1:9/9,west=http://127.0.0.1:9/9"}
        self._told = os.environ | {f"CORDBOARD_{key}": str(value) for key, value in told.items()}
        self._process: Process | None = None

    async def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "server.main", env=self._told, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def ended(self) -> int:
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), WITHIN)

    async def answers(self) -> None:
        async with aiohttp.ClientSession() as session, asyncio.timeout(WITHIN):
            while True:
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/api/health") as answer:
                        assert (await answer.json())["parts"]["node east"] in ("not connected", "lost")
                        return
                except aiohttp.ClientConnectorError:  # not yet
                    await asyncio.sleep(0.1)

    async def says(self, words: str) -> None:
        """Wait until it stands in its log."""
        await until(lambda: words in self.log(), within=WITHIN, every=0.1)

    def log(self) -> str:
        return (self.folder / "log").read_text()


@asynccontextmanager
async def servers(folder: Path) -> AsyncIterator[tuple[Server, Server]]:
    first, second = (Server(folder / name, folder / "shared.db") for name in ("first", "second"))
    try:
        await first.start()
        await first.answers()
        await second.start()
        yield first, second
    finally:
        await first.kill()
        await second.kill()


async def test_who_stands_by_serves_when_the_other_is_killed_and_that_one_waits_then(tmp_path: Path) -> None:
    async with servers(tmp_path) as (first, second):
        await second.says("standing by")
        assert "takes over" not in second.log()
        await first.kill()
        await second.answers()
        await first.start()
        await first.says("standing by")
        await asyncio.sleep(0)
        assert "takes over" not in first.log()


async def test_one_that_does_not_stand_by_ends_and_the_other_serves_on(tmp_path: Path) -> None:
    first, second = (Server(tmp_path / name, tmp_path / "shared.db", standby=False) for name in ("first", "second"))
    try:
        await first.start()
        await first.answers()
        await second.start()
        assert await second.ended() == 2
        assert "standby = true" in second.log()
        await first.answers()
        assert "taken over" not in first.log()
    finally:
        await first.kill()
        await second.kill()
