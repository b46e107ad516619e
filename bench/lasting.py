"""What ended calls leave in a running house: `python -m bench.lasting [--calls 6000] [--rate 10]`

Menu → queue → desk phone → talk → ticket, as for `bench.versus`, each caller with a number of its own, in parts of
equal size. After each part, when all calls are over: resident memory of server, gateway and Asterisk, how many files
they have open, and how many blocks Python holds in the first two after what nobody holds was collected. With `--why`
also where the blocks were asked for that came since the look before (slow). Of which types there are more, and which
attributes hold more, goes to the error output. With `--pages` the agents have phones in a page, so that their calls
go through the gateway; that costs several times as much, so the rate must be low.
"""

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from resource import getpagesize
from typing import Any

from bench import inside
from bench.centre import PARTS, house_with
from bench.load.traffic import Round
from bench.report import place, table
from bench.throughput import agents_at, step
from bench.versus import ours
from tests.support.outage import part

OURS = ("server", "gateway")  # Asterisk is not in Python
SETTLE = 5.0  # s until what follows from an end has happened
Play = Callable[[int, int], Awaitable[int]]  # the first number, how many calls → how many were served
SHOWN = 15  # types of which there are more


@dataclass(frozen=True, slots=True)
class Look:
    """served: calls until now that were served; resident: bytes; blocks: only of ours."""

    calls: int
    served: int
    resident: dict[str, int]
    files: dict[str, int]
    blocks: dict[str, int]

    def row(self, before: "Look") -> list[str]:
        calls = max(1, self.calls - before.calls)
        more = [f"{(self.blocks[name] - before.blocks[name]) / calls:.3f}" for name in OURS]
        grew = [f"{(self.resident[name] - before.resident[name]) / calls:.0f}" for name in PARTS]
        told = [f"{self.resident[name] / 1e6:.1f}" for name in PARTS]
        files = [str(self.files[name]) for name in PARTS]
        return [f"{self.calls:,}", f"{self.served:,}", *more, *told, *grew, *files]


HEADS = (
    "calls so far",
    "served",
    *(f"{name}, blocks a call" for name in OURS),
    *(f"{name}, MB" for name in PARTS),
    *(f"{name}, bytes a call" for name in PARTS),
    *(f"files of {name}" for name in PARTS),
)


class Looking:
    """folder: where `bench.inside` leaves what it sees."""

    def __init__(self, pids: dict[str, int], folder: Path) -> None:
        self._pids, self._folder = pids, folder
        self._seen: dict[tuple[str, str], Counter[str]] = {}

    async def look(self, calls: int, served: int) -> Look:
        blocks = {name: await self._blocks(name) for name in OURS}
        resident = {name: _resident(self._pids[name]) for name in PARTS}
        files = {name: len(os.listdir(f"/proc/{self._pids[name]}/fd")) for name in PARTS}
        return Look(calls, served, resident, files, blocks)

    async def _blocks(self, name: str) -> int:
        file = self._folder / f"{self._pids[name]}.json"
        file.unlink(missing_ok=True)
        os.kill(self._pids[name], signal.SIGUSR2)
        while not file.exists():  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.1)
        told = json.loads(file.read_text(encoding="utf-8"))
        self._tell(name, told)
        return int(told["blocks"])

    def _tell(self, name: str, told: dict[str, Any]) -> None:
        """To who watches."""
        for what in ("objects", "held"):
            now, before = Counter(told[what]), self._seen.get((name, what))
            self._seen[name, what] = now
            if before is not None:
                print(f"{name}, {what}: more {dict((now - before).most_common(SHOWN))}", file=sys.stderr)
        for size, count, lines in told["grown"]:
            print(f"{name}: {size:+} bytes, {count:+} blocks", *lines, sep="\n  ", file=sys.stderr)


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * getpagesize()


@asynccontextmanager
async def at_phones(told: argparse.Namespace) -> AsyncIterator[tuple[dict[str, int], Play]]:
    async with ours(told.agents, told.talk, told.desks) as side:

        async def play(first: int, count: int) -> int:
            return len((await side.play("", Round(count / told.rate, rate=told.rate))).served)

        yield side.pids, play


@asynccontextmanager
async def at_pages(told: argparse.Namespace) -> AsyncIterator[tuple[dict[str, int], Play]]:
    async with house_with(told.agents) as house, agents_at(house, told.agents) as taking:

        async def play(first: int, count: int) -> int:
            return len((await step(house, taking, told.rate, count / told.rate, first)).served)

        yield {name: part(house, name) for name in PARTS}, play


async def looks_at(pids: dict[str, int], play: Play, folder: Path, calls: int, parts: int) -> list[Look]:
    looking, each = Looking(pids, folder), calls // parts
    looks, served = [await looking.look(0, 0)], 0
    for number in range(parts):
        served += await play(each * number, each)
        await asyncio.sleep(SETTLE)
        looks.append(await looking.look(each * (number + 1), served))
        print(" | ".join(looks[-1].row(looks[-2])), file=sys.stderr, flush=True)
    return looks


async def bench(told: argparse.Namespace) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"PYTHONPATH": str(Path(inside.__path__[0])), "LOOK": scratch}
        async with (at_pages if told.pages else at_phones)(told) as (pids, play):
            looks = await looks_at(pids, play, Path(scratch), told.calls, told.parts)
    where = "in pages" if told.pages else f"at desk phones, {told.desks} of them with an open desk"
    return f"{told.rate:g} calls/s to {told.agents} agents {where}.\n\n{shown(looks)}"


def shown(looks: Sequence[Look]) -> str:
    rows = [now.row(before) for before, now in pairwise(looks)]
    half = looks[len(looks) // 2]
    rows.append(["second half", *looks[-1].row(half)[1:]])
    return table(HEADS, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--desks", type=int, default=3)
    parser.add_argument("--talk", type=float, default=1.0)
    parser.add_argument("--calls", type=int, default=6000)
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--why", action="store_true")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    if told.why:
        os.environ["LOOK_TRACE"] = "yes"
    print(place(), asyncio.run(bench(told)), sep="\n\n")


if __name__ == "__main__":
    main()
