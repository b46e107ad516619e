"""What is lost with PostgreSQL, and how long it takes, see `bench.recovery`, which runs this too.

- killed: `pg_ctl stop -m immediate`, away for 20 s, started again; fsync is on
- its disk lost: `cti backup` of the running house, everything killed; `cti restore` into an empty database and an empty
  folder, `cti demo`, the first call
"""

import asyncio
import subprocess
import time
from pathlib import Path

from bench.recovering import Outcome, answered, cti, end_everything, timed
from tests.support.databases import Postgres, postgres
from tests.support.house import running_house, start_house
from tests.support.outage import healthy

AWAY = 20.0  # s
COUNT = "select count(*) from entries"
ARRIVED = f"{COUNT} where kind = 'Arrived'"


def count(server: Postgres, url: str, asked: str = COUNT) -> int:
    command = [str(server.bin / "psql"), "-X", "-t", "-A", "-c", asked, url]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


async def of_server(data: Path) -> Outcome:
    """Times are from when PostgreSQL is started again."""
    with postgres(safe=True) as server:
        url = server.new_url()
        async with running_house(data, LOG_LEVEL="warning", DATABASE=url) as house:
            arrived = lambda: count(server, url, ARRIVED)  # noqa: E731
            await answered(house, arrived)
            before = count(server, url)
            server.stop()
            await asyncio.sleep(AWAY)
            began = time.monotonic()
            await asyncio.to_thread(server.start)
            await healthy(house)
            rto = time.monotonic() - began
            await answered(house, arrived)
            lost, whole = max(0, before - count(server, url)), time.monotonic() - began
    return Outcome(f"PostgreSQL: killed, away for {AWAY:.0f} s", lost, rto, whole, "from when it is started again")


async def of_its_disk(data: Path, elsewhere: Path) -> Outcome:
    file, new = elsewhere / "postgres.tar.gz", elsewhere / "postgres-new"
    with postgres(safe=True) as server:
        url, other = server.new_url(), server.new_url()
        house = await start_house(data, LOG_LEVEL="warning", DATABASE=url)
        await answered(house, lambda: count(server, url, ARRIVED))
        backing = await timed(lambda: cti(data, "backup", str(file), DATABASE=url))
        await answered(house, lambda: count(server, url, ARRIVED))
        await end_everything(house)
        before, began = count(server, url), time.monotonic()
        restoring = await timed(lambda: cti(new, "restore", str(file), DATABASE=other))
        kept = count(server, other)
        async with running_house(new, LOG_LEVEL="warning", DATABASE=other) as again:
            rto = time.monotonic() - began
            await answered(again, lambda: count(server, other, ARRIVED))
            whole = time.monotonic() - began
    size = file.stat().st_size / 1e6
    note = f"backup {backing:.1f} s, restore {restoring:.1f} s, {size:.1f} MB; lost is what came after"
    return Outcome("PostgreSQL: its disk lost, restored from a backup", before - kept, rto, whole, note)
