"""What is left in memory of calls that are over: the engine, its models and all policies, the journal thrown away.

    python -m bench.growth [--calls 100000]

Each call goes from Arrived to its ticket, with a number of its own. Blocks are those that Python has handed out, after
what nobody holds was collected: what grows there is held by somebody. Resident memory moves with how the blocks lie.
"""

import argparse
import gc
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from resource import getpagesize

from bench.engine import Load
from bench.report import table
from server.engine import Turn

AGENTS = 50
LOOKS = 10


class Forgetful(Load):
    """The journal is a database in the house, so it is not memory."""

    def _keep(self, turn: Turn) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Look:
    calls: int
    blocks: int
    resident: int  # bytes
    seconds: float  # of processor time since the first


def look(calls: int) -> Look:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Look(calls, sys.getallocatedblocks(), pages * getpagesize(), time.process_time())


def grown(calls: int) -> list[Look]:
    load, looks = Forgetful(AGENTS), []
    for part in range(LOOKS + 1):
        looks.append(look(part * calls // LOOKS))
        if part < LOOKS:
            for _ in range(calls // LOOKS):
                load.arrive()
                load.serve()
    return looks


def shown(looks: Sequence[Look]) -> str:
    pairs = pairwise(looks)
    rows = [_row(before, after) for before, after in pairs]
    half = looks[len(looks) // 2]
    rows.append(["second half", *_row(half, looks[-1])[1:]])
    return table(("calls so far", "blocks", "blocks a call", "resident MB", "bytes a call", "µs a call"), rows)


def _row(before: Look, after: Look) -> list[str]:
    calls = after.calls - before.calls
    blocks, grew = (after.blocks - before.blocks) / calls, (after.resident - before.resident) / calls
    took = (after.seconds - before.seconds) / calls * 1e6
    resident = f"{after.resident / 1e6:.1f}"
    return [f"{after.calls:,}", f"{after.blocks:,}", f"{blocks:.4f}", resident, f"{grew:.1f}", f"{took:.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100_000)
    wanted = parser.parse_args()
    logging.disable(logging.INFO)
    print(shown(grown(wanted.calls)))


if __name__ == "__main__":
    main()
