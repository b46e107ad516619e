"""From the journal on disk to the present: how long a server that was killed reads until it knows its calls again.

    python -m bench.rebuild [--calls 200]

So many callers wait, and 50 of them talk; the journal is SQLite. Reading rows and taking them in are told apart. The
start of the process and the look at Asterisk's channels are not in it; `bench.killed` has the whole.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from pathlib import Path

from bench.engine import Load
from bench.report import table
from storage import database
from storage.journal import SqlLog
from storage.migrate import migrate
from tests.support.centre import SHIPPED, Brain

AGENTS, TIMES = 50, 5


async def rebuilt(calls: int) -> list[list[str]]:
    load = Load(AGENTS)
    for _ in range(calls):
        load.arrive()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'journal.db'}"
        await migrate(url)
        opened = await database.open(url)
        log = SqlLog(opened)
        await log.append(load.log)
        rows = [await _once(load, log) for _ in range(TIMES)]
        await opened.close()
    return rows


async def _once(load: Load, log: SqlLog) -> list[str]:
    again = Brain(load.brain.plan, lambda: load.now, lambda turn: None, SHIPPED)
    began, processor = time.monotonic(), time.process_time()
    entries = await log.living()
    read = time.monotonic()
    again.engine.replay(entries, entries[-1].number)
    done, used = time.monotonic(), time.process_time() - processor
    assert again.desk.calls == load.brain.desk.calls
    took = [read - began, done - read, done - began, used]
    return [f"{len(entries):,}", *(f"{each * 1000:.0f}" for each in took)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=200)
    wanted = parser.parse_args()
    logging.disable(logging.INFO)
    rows = asyncio.run(rebuilt(wanted.calls))
    print(table(("entries", "read ms", "taken in ms", "both ms", "of processor ms"), rows))


if __name__ == "__main__":
    main()
