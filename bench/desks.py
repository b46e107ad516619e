"""Many desks that follow what happens live: how late they hear of it, and what that costs. `python -m bench.desks`

Calls come at a fixed rate to agents who take them; beside them people who only look, each with an account and a socket
of their own. Late is the time from an entry (its time in the journal, before it is on disk) to its arrival at a desk.
The desks are a process of their own on the same machine, so part of being late is theirs.
"""

import argparse
import asyncio
import json
import logging
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bench.centre import house_with, used
from bench.cpu import seconds_of
from bench.load.desks import EACH
from bench.report import place, spread, table
from bench.throughput import BEGIN_WITHIN, SETTLE, Step, agents_at, program, step
from tests.support.house import House

SIGN_IN = 1.0  # s a desk may take on a machine that is full


@dataclass(frozen=True, slots=True)
class Row:
    """processor: of the server, ms a call; mine: of all desks, ms a call."""

    desks: int
    step: Step
    messages: int
    texts: int
    size: float
    late: list[float]
    mine: float

    @property
    def processor(self) -> float:
        return self.step.shares["server"] * self.step.lasted / len(self.step.calls) * 10

    def cells(self, before: "Row") -> list[str]:
        each = (self.processor - before.processor) / max(1, self.desks - before.desks)
        more = f"{each * 1000:.0f}" if self is not before else ""
        told = [f"{self.step.success:.1%}", *self._rates(), f"{self.size:.0f}"]
        costs = [f"{self.processor:.1f}", more, f"{self.mine:.1f}"]
        return [str(self.desks), *told, *spread(self.late)[1:], *costs]

    def _rates(self) -> tuple[str, str]:
        return f"{self.messages / self.step.lasted:,.0f}", f"{self.texts / self.step.lasted:,.0f}"


HEADS = (
    "desks that look",
    "calls served",
    "messages/s",
    "in texts/s",
    "bytes each",
    "late p50 ms",
    "p95 ms",
    "longest ms",
    "server, ms a call",
    "more for each desk, µs a call",
    "the desks themselves, ms a call",
)


@asynccontextmanager
async def desks_at(house: House, first: int, count: int) -> AsyncIterator[Process]:
    desks = await program("desks", house.url, str(first), str(count), stdin=PIPE)
    assert desks.stdout is not None
    assert desks.stdin is not None
    try:
        await asyncio.wait_for(desks.stdout.readline(), BEGIN_WITHIN + count * SIGN_IN)
        yield desks
    finally:
        desks.stdin.close()
        await desks.wait()


async def ask(desks: Process) -> Any:  # noqa: ANN401  # see `bench.load.desks`
    assert desks.stdout is not None
    assert desks.stdin is not None
    desks.stdin.write(b"\n")
    return json.loads(await desks.stdout.readline())


async def row(house: House, agents: Process, first: int, count: int, rate: float, seconds: float) -> Row:
    async with desks_at(house, first, count) as desks:
        await asyncio.sleep(SETTLE)
        await ask(desks)
        before = seconds_of(desks.pid)
        done = await step(house, agents, rate, seconds)
        mine = (seconds_of(desks.pid) - before) / len(done.calls) * 1000
        told = await ask(desks)
    return Row(
        count, done, told["messages"], told["texts"], told["bytes"] / max(told["messages"], 1), told["late"], mine
    )


async def bench(agents: int, counts: Sequence[int], rate: float, seconds: float) -> str:
    async with house_with(agents + max(counts)) as house, agents_at(house, agents) as taking:
        await asyncio.sleep(SETTLE)
        used(house)
        rows = [await row(house, taking, agents + 1, count, rate, seconds) for count in counts]
    how = (
        f"{rate:g} calls/s for {seconds:g} s to {agents} agents with desks of their own; 1 message in {EACH} is timed."
    )
    return f"{how}\n\n{table(HEADS, [each.cells(rows[0]) for each in rows])}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=10)
    parser.add_argument("--desks", type=int, nargs="+", default=[1, 50, 200, 500])
    parser.add_argument("--rate", type=float, default=2.0)
    parser.add_argument("--seconds", type=float, default=20)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.agents, told.desks, told.rate, told.seconds)), sep="\n\n")


if __name__ == "__main__":
    main()
