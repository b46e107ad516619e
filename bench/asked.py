"""What the page of an agent asks the server for in a call, and what each question costs.

    python -m bench.asked [sqlite|postgresql]

The questions are those of a page from the offer until after the call, counted in Chromium
(`tests/browser/test_asked.py` holds their number); here they are asked by a program, one after the other, of a call in
its talk. Processor time is the server's.
"""

import argparse
import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bench.cpu import seconds_of
from bench.load.traffic import Round
from bench.report import place, table
from bench.versus import Side, ours
from softphone.agent import HeadlessAgent
from tests.support.databases import KINDS, postgres
from tests.support.house import PASSWORD
from tests.support.until import until

TALK = 600.0  # s; longer than the bench
ASKED = (  # path, and how often in one call
    ("/api/calls/{call}/timeline", 1),
    ("/api/calls/{call}/customer", 1),
    ("/api/calls/{call}/lookup", 1),
    ("/api/conduct/callers/{caller}?call={call}", 1),
    ("/api/tickets?caller={caller}&limit=20", 1),
    ("/api/calls/{call}/quality", 1),
    ("/api/tickets/{ticket}", 1),
    ("/api/tickets?mine=true&limit=50", 1),
    ("/api/incidents?call={call}&limit=1", 1),
    ("/api/recordings?call={call}", 1),
    ("/api/tickets/{ticket}/masks", 1),
    ("/api/tickets/{ticket}/attachments", 1),
    ("/api/tickets/{ticket}/fields", 1),
    ("/api/tickets/{ticket}/customer", 1),
    ("/api/tickets/{ticket}/events", 1),
    ("/api/tickets/{ticket}/quality", 2),
    ("/api/customers/{customer}/lookup", 1),
)


async def costs(side: Side, agent: HeadlessAgent, times: int) -> list[tuple[str, int, float]]:
    """Path, how often in a call, s of processor time for one question."""
    await until(lambda: agent.call is not None and agent.call["state"] == "talking" and agent.call["ticket"])
    assert agent.call is not None
    named = {"call": agent.call["id"], "caller": agent.call["caller"], "ticket": agent.call["ticket"]}
    named["customer"] = (await agent.ask("GET", f"/api/calls/{named['call']}/customer"))["id"]
    rows = []
    for path, often in ASKED:
        asked = path.format(**named)
        await agent.ask("GET", asked)
        before = seconds_of(side.pids["server"])
        for _ in range(times):
            await agent.ask("GET", asked)
        rows.append((path, often, (seconds_of(side.pids["server"]) - before) / times))
    return rows


async def bench(kind: str, times: int) -> str:
    async with AsyncExitStack() as kept:
        url = kept.enter_context(postgres()).new_url() if kind == "postgresql" else ""
        side = await kept.enter_async_context(ours(1, TALK, 0, url))
        agent = await kept.enter_async_context(HeadlessAgent(side.url, "agent1", PASSWORD))
        calling = asyncio.create_task(side.play("one", Round(1.0, rate=1.0)))
        rows = await costs(side, agent, times)
        calling.cancel()
        await asyncio.gather(calling, return_exceptions=True)
    return _shown(rows)


def _shown(rows: Sequence[tuple[str, int, float]]) -> str:
    lines = [[path, str(often), f"{cost * 1000:.2f}"] for path, often, cost in rows]
    count, cost = sum(often for _, often, _ in rows), sum(often * cost for _, often, cost in rows)
    lines.append(["all of a call", str(count), f"{cost * 1000:.1f}"])
    return table(("question", "in a call", "server, ms"), lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", choices=KINDS, nargs="?", default=KINDS[0])
    parser.add_argument("--times", type=int, default=200)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.database, told.times)), sep="\n\n")


if __name__ == "__main__":
    main()
