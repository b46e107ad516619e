"""What measurements of recovery share: a call that is answered, `cti` by hand, the end of everything."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.load.caller import Caller
from softphone.callers.phone import Phone
from tests.support.house import House
from tests.support.outage import children, part
from tests.support.until import until


@dataclass(frozen=True, slots=True)
class Outcome:
    """rpo: entries of the journal that are lost; rto: s until the house is healthy; answered: s until a new call is."""

    what: str
    rpo: int
    rto: float
    answered: float
    note: str = ""


async def answered(house: House, arrived: Callable[[], int] | None = None) -> None:
    """A call is taken by the program itself, not by the switch's own words. arrived: how many the journal has seen."""
    seen = arrived or (lambda: _arrived(house))
    host, _, port = house.sip.rpartition(":")
    async with Phone((host, int(port))) as phone:
        caller = Caller(phone, 1)
        before = seen()
        caller.dial()
        await caller.answered()
        await until(lambda: seen() > before)
        caller.call.hangup()


def _arrived(house: House) -> int:
    """How many calls the journal saw arrive."""
    with sqlite3.connect(f"file:{house.data / 'cordboard.db'}?mode=ro", uri=True) as database:
        return int(database.execute("select count(*) from entries where kind = 'Arrived'").fetchone()[0])


async def end_everything(house: House) -> None:
    pids = [*(pid for pid, _ in children(house)), part(house, "asterisk"), house.process.pid]
    for pid in filter(None, pids):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    await house.process.wait()


async def cti(data: Path, *words: str, **settings: str) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CORDBOARD_")}
    told = kept | {f"CORDBOARD_{key}": value for key, value in {"DATA": str(data), **settings}.items()}
    command = [sys.executable, "-m", "server.cli", *words]
    await asyncio.to_thread(subprocess.run, command, env=told, check=True, capture_output=True)


async def timed(work: Callable[[], Awaitable[None]]) -> float:
    began = time.monotonic()
    await work()
    return time.monotonic() - began
