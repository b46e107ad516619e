"""How much is lost (RPO) and how long it takes (RTO) when something dies. `python -m bench.recovery`

- server, gateway, Redis, Asterisk: kill -9; until the house is healthy again, and until the program answers a new call
- database locked: another program holds SQLite's lock for 20 s; until what waited is written
- PostgreSQL: see `bench.recovery_postgres`
- disk or machine: `cti backup` of the running house, everything killed, the data folder put aside; `cti restore` into
  an empty folder, `cti demo`, the first call

RPO is counted, not reckoned: entries of the journal before, and after. Times are wall-clock seconds.
"""

import argparse
import asyncio
import logging
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from bench import recovery_postgres
from bench.load.caller import Caller
from bench.recovering import Outcome, answered, cti, end_everything, timed
from bench.report import place, table
from softphone.callers.phone import Phone
from tests.support.house import running_house, start_house
from tests.support.outage import killed
from tests.support.until import until

LOCKED = 20.0  # s


def entries(data: Path) -> int:
    with sqlite3.connect(f"file:{data / 'cordboard.db'}?mode=ro", uri=True) as database:
        return int(database.execute("select count(*) from entries").fetchone()[0])


async def of_part(data: Path, name: str) -> Outcome:
    async with running_house(data, LOG_LEVEL="warning") as house:
        await answered(house)
        before, began = entries(data), time.monotonic()
        await killed(house, name)
        rto = time.monotonic() - began
        await answered(house)
        return Outcome(f"{name}: kill -9", max(0, before - entries(data)), rto, time.monotonic() - began)


async def of_lock(data: Path) -> Outcome:
    """A caller dials while nothing can be written: until that call is answered, from when the lock is gone."""
    async with running_house(data, LOG_LEVEL="warning") as house:
        await answered(house)
        before = entries(data)
        locking = asyncio.create_task(asyncio.to_thread(_hold_the_lock, data))
        await asyncio.sleep(1.0)
        host, _, port = house.sip.rpartition(":")
        async with Phone((host, int(port))) as phone:
            caller = Caller(phone, 2)
            caller.dial()
            await locking
            began = time.monotonic()
            await asyncio.wait_for(caller.call.up.wait(), LOCKED)
            rto = max(0.0, time.monotonic() - began)
            await until(lambda: entries(data) > before)
            caller.call.hangup()
        lost, whole = max(0, before - entries(data)), time.monotonic() - began
        return Outcome(f"database locked for {LOCKED:.0f} s", lost, rto, whole, "from the end of the lock")


def _hold_the_lock(data: Path) -> None:
    with sqlite3.connect(data / "cordboard.db", isolation_level=None) as database:
        database.execute("begin immediate")
        time.sleep(LOCKED)
        database.execute("rollback")


async def of_disk(data: Path, elsewhere: Path) -> Outcome:
    """Everything dies at once after the backup, and nothing of the old folder is used."""
    file = elsewhere / "house.tar.gz"
    house = await start_house(data, LOG_LEVEL="warning")
    await answered(house)
    backing = await timed(lambda: cti(data, "backup", str(file)))
    at_backup = entries(data)
    await answered(house)
    before = entries(data)
    await end_everything(house)
    shutil.move(data, elsewhere / "dead")
    began, new = time.monotonic(), elsewhere / "new"
    restoring = await timed(lambda: cti(new, "restore", str(file)))
    kept = entries(new)
    async with running_house(new, LOG_LEVEL="warning") as again:
        rto = time.monotonic() - began
        await answered(again)
        whole = time.monotonic() - began
    note = f"backup {backing:.1f} s, restore {restoring:.1f} s, {file.stat().st_size / 1e6:.1f} MB"
    assert at_backup <= before
    lost = "lost is what came after the backup"
    return Outcome("disk or machine: restored elsewhere", before - kept, rto, whole, f"{note}; {lost}")


async def bench(only: str) -> str:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        (folder / "else").mkdir()
        found = [
            await of_part(folder / name, name) for name in ("server", "gateway", "redis", "asterisk") if only in name
        ]
        if only in "database":
            found.append(await of_lock(folder / "locked"))
        if only in "postgresql":
            found.append(await recovery_postgres.of_server(folder / "postgres"))
            found.append(await recovery_postgres.of_its_disk(folder / "postgres-disk", folder / "else"))
        if only in "disk":
            found.append(await of_disk(folder / "disk", folder / "else"))
    rows = [[each.what, str(each.rpo), f"{each.rto:.1f}", f"{each.answered:.1f}", each.note] for each in found]
    return table(("", "entries lost", "healthy after, s", "new call answered after, s", ""), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="a part of a scenario's name")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.only)), sep="\n\n")


if __name__ == "__main__":
    main()
