"""What is written cannot be written for a while: PostgreSQL is stopped, the disk is full. Houses of their own."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from bench.centre import prepare
from tests.chaos.conftest import strange_house
from tests.support.databases import postgres
from tests.support.house import House, running_house
from tests.support.outage import healthy
from tests.support.turmoil import AGENTS, Result, Turmoil, people

pytestmark = [pytest.mark.asterisk, pytest.mark.chaos, pytest.mark.timeout(400)]
STOPPED, FULL = 60.0, 20.0  # s
SIZE = 220  # MB


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """One in memory. Only root can make it."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", folder], check=True)
    (folder / "data").mkdir()
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(bytes(4096))


@asynccontextmanager
async def in_turmoil(house: House, url: str = "") -> AsyncIterator[Turmoil]:
    async with AsyncExitStack() as stack:
        turmoil = await people(house, stack)
        turmoil.database = url
        await turmoil.gather()
        yield turmoil
        await turmoil.disperse()
        assert set((await turmoil.tickets()).values()) <= {1}


def judged(result: Result, results: list[Result]) -> None:
    results.append(result)
    assert (result.dropped, result.lost, result.overtaken, result.wrong) == (0, 0, 0, "")


async def test_nobody_is_lost_while_postgresql_is_stopped(tmp_path: Path, results: list[Result]) -> None:
    with postgres() as server:
        url = server.new_url()
        await prepare(tmp_path, AGENTS, url=url)

        async def stopped() -> None:
            server.stop()
            await asyncio.sleep(STOPPED / 2)
            await turmoil.newcomer()
            await asyncio.sleep(STOPPED / 2)
            server.start()
            await healthy(house)

        async with running_house(tmp_path, DATABASE=url) as house, in_turmoil(house, url) as turmoil:
            judged(await turmoil.suffer(f"PostgreSQL stopped for {STOPPED:.0f} s", stopped), results)
            await turmoil.newcomer_is_served()
            await turmoil.go_on()


async def test_nobody_is_lost_while_the_disk_is_full(tmp_path: Path, results: list[Result]) -> None:
    if os.getuid() != 0:
        pytest.skip("a disk of a few megabytes can be made by root only")

    async def full() -> None:
        fill(house.data / "filler")
        await asyncio.sleep(FULL / 2)
        await turmoil.newcomer()
        await asyncio.sleep(FULL / 2)
        (house.data / "filler").unlink()
        await healthy(house)

    with small_disk(tmp_path / "small") as disk:
        async with strange_house(disk / "data", RECORDING_ROOM="1") as (house, _), in_turmoil(house) as turmoil:
            judged(await turmoil.suffer(f"disk full for {FULL:.0f} s", full), results)
            await turmoil.newcomer_is_served()
            await turmoil.go_on()
