"""A house of its own for tests of routes: its folder, its ports, a number for each test; gone when they are over."""

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from config.settings import PREFIX
from cti.plan import Number, Plan, Queue, Service
from storage.database import Database, open
from storage.journal import SqlLog
from storage.migrate import migrate_open
from storage.routes import Routes
from storage.seed import seed
from storage.seed_routes import Shipped, seed_routes

STARTS_WITHIN, STOPS_WITHIN, ASK_EVERY = 120.0, 20.0, 0.1  # s
SPOKEN = ("sounds", "asterisk/moh")  # folders of a data folder that another house has filled already


class NoStage(Exception):
    """The house did not start. The text ends with what it said."""


@dataclass(frozen=True, slots=True)
class Play:
    """A route under the name that it has here, and who calls it. number: that it answers."""

    route: str
    text: str
    number: str
    language: str
    queues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """sip: where to call."""

    sip: tuple[str, int]
    log: SqlLog


@asynccontextmanager
async def stage(folder: Path, plays: Sequence[Play], spoken: Path | None = None) -> AsyncIterator[Stage]:
    """spoken: the data folder of a house whose prompts were spoken already. Raises `NoStage`."""
    _borrow(spoken, folder)
    database = await open(f"sqlite:///{folder / 'cordboard.db'}")
    try:
        await _prepare(database, plays)
        process = await _start(folder)
        try:
            places = await _started(folder, process)
            host, _, port = places["sip"].rpartition(":")
            yield Stage((host, int(port)), SqlLog(database))
        finally:
            await _stop(process)
    finally:
        await database.close()


def _borrow(spoken: Path | None, folder: Path) -> None:
    """Files of sounds are named by what they say, so those of another house do no harm."""
    for made in SPOKEN if spoken else ():
        assert spoken is not None
        if (spoken / made).is_dir():
            shutil.copytree(spoken / made, folder / made, dirs_exist_ok=True)


async def _prepare(database: Database, plays: Sequence[Play]) -> None:
    """A service for each language, with the number of each test; nobody is there to answer."""
    await migrate_open(database)
    services = {play.language: Service(play.language, play.language, play.language) for play in plays}
    queues = {queue: play.language for play in plays for queue in play.queues}
    plan = Plan(
        services=services,
        numbers={play.number: Number(play.number, play.language, play.route) for play in plays},
        queues={queue: Queue(queue, queue, service) for queue, service in queues.items()},
    )
    await seed(database, plan, "")
    await seed_routes(Routes(database), [Shipped(play.route, "", play.text) for play in plays], time.time())


async def _start(folder: Path) -> asyncio.subprocess.Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    told = {"DATA": str(folder), "HTTP": "127.0.0.1:0", "SIP": "127.0.0.1:0"}
    with (folder / "house.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server.cli", "run"),
            env=_with_root(kept) | {f"{PREFIX}{name}": value for name, value in told.items()},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _with_root(kept: Mapping[str, str]) -> dict[str, str]:
    """Where the private Asterisk stands is no setting of the house that was asked for."""
    root = os.environ.get(f"{PREFIX}ASTERISK_ROOT")
    return {**kept, f"{PREFIX}ASTERISK_ROOT": root} if root else dict(kept)


async def _started(folder: Path, process: asyncio.subprocess.Process) -> dict[str, str]:
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            while not (folder / "run.json").exists():
                if process.returncode is not None:
                    raise NoStage(f"the house for the tests did not start:\n{_said(folder)}")
                await asyncio.sleep(ASK_EVERY)
            places = dict(json.loads((folder / "run.json").read_text(encoding="utf-8")))
            await _healthy(f"http://{places['http']}/api/health")
            return places
    except TimeoutError:
        raise NoStage(f"the house for the tests was not ready in {STARTS_WITHIN:g} s:\n{_said(folder)}") from None


async def _healthy(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(url) as answer:
                if answer.status == 200:
                    return
            await asyncio.sleep(ASK_EVERY)


def _said(folder: Path) -> str:
    return (folder / "house.log").read_text(encoding="utf-8", errors="replace")[-2000:]


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
