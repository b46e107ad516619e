"""How long a house takes to start: with an empty data folder, and again with the one it left. `python -m bench.start`

Healthy: `GET /api/health` says 200 for the first time. Answered: 200 OK for a call that was dialled right then, from
the program, not from Asterisk's own words for callers while the program is away. Both count from the start of `cti`.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.load.caller import Caller
from bench.report import place, table
from softphone.callers.phone import Phone
from tests.support.house import House, running_house
from tests.support.outage import figures


@dataclass(frozen=True, slots=True)
class Start:
    """In s."""

    healthy: float
    answered: float


async def start(data: Path) -> Start:
    began = time.monotonic()
    async with running_house(data, LOG_LEVEL="warning") as house:
        healthy = time.monotonic() - began
        return Start(healthy, await _answered(house) - began)


async def _answered(house: House) -> float:
    """When the first caller was answered. Raises AssertionError where the program knows of no call."""
    host, _, port = house.sip.rpartition(":")
    async with Phone((host, int(port))) as phone:
        caller = Caller(phone, 1)
        caller.dial()
        await caller.answered()
        known = sum(value for name, value in (await figures(house)).items() if "cordboard_calls{" in name)
        assert known == 1, "the call was answered by somebody else"
        caller.call.hangup()
    return caller.times.answered


async def bench(cold: int, warm: int) -> str:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        first = [await start(Path(scratch) / str(number)) for number in range(cold)]
        again = [await start(Path(scratch) / "0") for _ in range(warm)]
    rows = [["empty data folder", *_row(first)], ["second start and later", *_row(again)]]
    return table(("", "n", "healthy, median s", "first call answered, median s", "slowest s"), rows)


def _row(starts: Sequence[Start]) -> list[str]:
    answered = [each.answered for each in starts]
    seconds = (statistics.median(each.healthy for each in starts), statistics.median(answered), max(answered))
    return [str(len(starts)), *(f"{each:.1f}" for each in seconds)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cold", type=int, default=3)
    parser.add_argument("--warm", type=int, default=5)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.cold, told.warm)), sep="\n\n")


if __name__ == "__main__":
    main()
