"""How many calls a second a running house takes, and what a call costs each process. `python -m bench.throughput`

Callers come at a fixed rate, press a key in the menu and wait; agents confirm at once, talk for a second, hang up and
are ready again. A call is served when its caller was answered, heard an agent, and the agent ended the call. The rate
rises until fewer than 99.5 % are, at two rates in a row: a single call must not end the run. Callers and agents are one
process each, on the same machine as the house. Shares are means over a step, its start and end included.
"""

import argparse
import asyncio
import json
import logging
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.centre import house_with, used
from bench.cpu import seconds_of
from bench.load.caller import Times
from bench.report import place, spread, table
from tests.support.house import House

GOOD = 0.995
IDLE = 5.0  # s in which the parts are watched without calls
SETTLE = 3.0  # s between two rates
BEGIN_WITHIN = 120.0  # s that all agents together may take to sign in
LONGEST = 8 << 20  # bytes of one line that a program tells
SHOWN = 5  # calls of a rate that were not served
PROGRAMS = ("agents", "callers")


@dataclass(frozen=True, slots=True)
class Step:
    """One rate. shares: of one core, in %, by process."""

    rate: float
    calls: list[Times]
    shares: dict[str, float]
    lasted: float

    @property
    def served(self) -> list[Times]:
        return [call for call in self.calls if call.heard_agent and call.over]

    @property
    def success(self) -> float:
        return len(self.served) / len(self.calls)

    def row(self) -> list[str]:
        waits = spread([call.heard_agent - call.dialled for call in self.served])[1:3]
        shares = [f"{share:.0f}" for share in self.shares.values()]
        return [f"{self.rate:g}", str(len(self.calls)), f"{self.success:.1%}", *waits, *shares]

    def cost(self, idle: dict[str, float]) -> list[list[str]]:
        """ms of processor time a call: all, and without what the part takes when nobody calls."""
        each = self.lasted / len(self.calls) * 10
        return [
            [name, f"{share * each:.1f}", f"{max(0.0, share - idle[name]) * each:.1f}", f"{idle[name]:.1f} %"]
            for name, share in self.shares.items()
            if name not in PROGRAMS
        ]


@asynccontextmanager
async def agents_at(house: House, count: int, first: int = 1) -> AsyncIterator[Process]:
    """agents `first` to `count`."""
    taking = await program("agents", house.url, str(count), "--first", str(first))
    assert taking.stdout is not None
    try:
        await asyncio.wait_for(taking.stdout.readline(), BEGIN_WITHIN)
        yield taking
    finally:
        taking.terminate()
        told, _ = await taking.communicate()
        print(f"agents: {told.decode().strip()}", file=sys.stderr)


async def program(name: str, *told: str, stdin: int | None = None) -> Process:
    """One of `bench.load`, in a process of its own."""
    command = (sys.executable, "-m", f"bench.load.{name}", *told)
    return await asyncio.create_subprocess_exec(*command, stdin=stdin, stdout=PIPE, limit=LONGEST)


async def step(house: House, agents: Process, rate: float, seconds: float, first: int = 0) -> Step:
    """first: the number of the first caller."""
    callers = await program("callers", house.sip, str(rate), str(seconds), "--first", str(first))
    before, began = used(house) | {"agents": seconds_of(agents.pid)}, time.monotonic()
    told, _ = await callers.communicate()
    lasted = time.monotonic() - began
    after = used(house) | {"agents": seconds_of(agents.pid)}
    shares = {name: (after[name] - before[name]) / lasted * 100 for name in after}
    answer = json.loads(told)
    shares["callers"] = answer["processor"] / lasted * 100
    return Step(rate, [Times(**call) for call in answer["calls"]], shares, lasted)


async def idle(house: House) -> dict[str, float]:
    before = used(house)
    await asyncio.sleep(IDLE)
    return {name: (after - before[name]) / IDLE * 100 for name, after in used(house).items()}


async def ladder(house: House, agents: Process, rates: Sequence[float], seconds: float) -> list[Step]:
    steps: list[Step] = []
    for rate in rates:
        steps.append(await step(house, agents, rate, seconds))
        _tell(steps[-1])
        if all(each.success < GOOD for each in steps[-2:]) and steps[1:]:
            break
        await asyncio.sleep(SETTLE)
    return steps


def _tell(step: Step) -> None:
    """To who watches: the row, and how far the first few calls came that were not served."""
    print(" ".join(step.row()), file=sys.stderr, flush=True)
    for call in [call for call in step.calls if call not in step.served][:SHOWN]:
        print(f"  not served: {call}", file=sys.stderr, flush=True)


async def bench(agents: int, rates: Sequence[float], seconds: float) -> str:
    async with house_with(agents) as house, agents_at(house, agents) as taking:
        await asyncio.sleep(SETTLE)
        nobody = await idle(house)
        steps = await ladder(house, taking, rates, seconds)
    return _shown(agents, steps, nobody)


def _shown(agents: int, steps: list[Step], nobody: dict[str, float]) -> str:
    good = [each for each in steps if each.success >= GOOD]
    best = max((each.rate for each in good), default=0.0)
    parts = [f"{name} %" for name in steps[0].shares]
    heads = ("calls/s", "calls", "served", "INVITE → talk p50 ms", "p95 ms", *parts)
    lines = [f"{agents} agents. Highest rate with at least {GOOD:.1%} served: **{best:g} calls a second**."]
    lines.append(table(heads, [each.row() for each in steps]))
    if good:
        middle = good[len(good) // 2]
        lines.append(f"Processor time of one call at {middle.rate:g} calls a second:")
        heads = ("process", "ms a call", "ms without its idle share", "idle share of a core")
        lines.append(table(heads, middle.cost(nobody)))
    return "\n\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--rates", type=float, nargs="+", default=[1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 25])
    parser.add_argument("--seconds", type=float, default=20, help="how long each rate is held")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.agents, told.rates, told.seconds)), sep="\n\n")


if __name__ == "__main__":
    main()
