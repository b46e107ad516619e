"""The whole house as its users start it: `cti demo` in a process of its own, on free ports, with its own data."""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import aiohttp

from asterisk.sounds import SoundSettings, ensure
from config import prompts
from tests.support.free import free_port
from tests.support.listening import Sounds

STARTS_WITHIN = 90.0  # s
STOPS_WITHIN = 20.0
PASSWORD = "cordboard"
PROGRAM = "server.cli"
SOUNDS = Path("build/test-sounds")
SPOKEN = ("sounds", "asterisk/moh")  # folders of a data folder


@dataclass(frozen=True, slots=True)
class House:
    """A running house. places: where each part listens, as in DATA/run.json; trunk: the port on 127.0.0.1 to which
    calls go out, for the test to answer there."""

    data: Path
    places: dict[str, str]
    process: asyncio.subprocess.Process
    trunk: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.places['http']}"

    @property
    def sip(self) -> str:
        return self.places["sip"]

    def sounds(self) -> Sounds:
        """The files behind the prompts' names. They are there already, so this only looks them up."""
        ready = ensure(SoundSettings(self.data), prompts.shipped())
        files = {key: self.data / "sounds" / f"{name}.wav" for key, name in ready.keys.items()}
        return Sounds(files, sorted((self.data / "asterisk" / "moh").rglob("*.wav")))

    def log(self, name: str) -> str:
        return (self.data / "log" / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), STOPS_WITHIN)


@asynccontextmanager
async def running_house(data: Path, program: str = PROGRAM, **settings: str) -> AsyncIterator[House]:
    """settings: as CORDBOARD_… variables, without the prefix."""
    house = await start_house(data, program, **settings)
    try:
        yield house
    finally:
        await house.stop()


async def start_house(data: Path, program: str = PROGRAM, **settings: str) -> House:
    house = await begin_house(data, program, **settings)
    try:
        await _healthy(house)
    except BaseException:  # nobody else knows of it yet
        house.process.terminate()
        raise
    return house


async def begin_house(data: Path, program: str = PROGRAM, **settings: str) -> House:
    """Without waiting until it is healthy: one that stands by is not."""
    await asyncio.to_thread(borrow, data)
    trunk = free_port()
    told = {"DATA": str(data), "HTTP": "127.0.0.1:0", "SIP": "127.0.0.1:0", "TRUNK": f"127.0.0.1:{trunk}"}
    told |= {"SPARE": "false"} | settings  # reading a second server in takes seconds of processor time in each house
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CORDBOARD_")}
    with _log(data) as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", program, "demo", "--callers", "0"),
            env=kept | {f"CORDBOARD_{key}": value for key, value in told.items()},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        house = House(data, await _places(data, process), process, trunk)
    except BaseException:  # nobody else knows of it yet
        process.terminate()
        raise
    return house


def borrow(data: Path) -> None:
    """The sounds that all houses need, made once for all workers. They are named by what they say: old ones do no
    harm, and what has changed since is made by each house itself."""
    SOUNDS.mkdir(parents=True, exist_ok=True)
    with (SOUNDS / "making").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # the others wait here instead of making the same
        ensure(SoundSettings(SOUNDS), prompts.shipped())
    for made in (SOUNDS / each for each in SPOKEN):
        shutil.copytree(made, data / made.relative_to(SOUNDS), dirs_exist_ok=True)


def _log(data: Path) -> BinaryIO:
    data.mkdir(parents=True, exist_ok=True)
    return (data / "house.log").open("ab")


async def _places(data: Path, process: asyncio.subprocess.Process) -> dict[str, str]:
    async with asyncio.timeout(STARTS_WITHIN):
        while not (data / "run.json").exists():
            if process.returncode is not None:
                raise AssertionError(f"the house did not start:\n{(data / 'house.log').read_text()[-3000:]}")
            await asyncio.sleep(0.1)
    return dict(json.loads((data / "run.json").read_text(encoding="utf-8")))


async def _healthy(house: House) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(STARTS_WITHIN):
        while True:
            with suppress(aiohttp.ClientConnectorError):  # one of two servers may have to wait first
                async with session.get(f"{house.url}/api/health") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)
