"""`python -m bench.gateway`: the same calls with the gateway and with Asterisk's own WebRTC, in turns, in one run.

A call is a plain RTP caller, a mixing bridge in a real Asterisk, and an agent's WebRTC phone. All calls of all systems
are up; a few seconds at a time one system speaks and the others are silent, so that whatever else the machine does
meets them alike.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.cpu import seconds_of
from bench.gateway.figures import Row, Slice, row, way
from bench.gateway.road import Road
from bench.gateway.systems import PROFILE, SYSTEMS, WIDTH, System, agree_on, gateway
from bench.report import place, table
from softphone.gateway.candidates import Reach, install

SETTLE = 0.5  # s of sound before a slice counts, and of silence after it
REFERENCE = "native"


async def listen(system: System, road: Road, seconds: float) -> Slice:
    """Let all calls of one system speak for so long."""
    calls = len(system.calls)
    await road.speak(system.ends)
    await asyncio.sleep(SETTLE)
    first = {id(end): end.sent + 1 for end in system.ends}
    before, began = _used(system), time.monotonic()
    await asyncio.sleep(seconds)
    lasted, after = time.monotonic() - began, _used(system)
    last = {id(end): end.sent for end in system.ends}
    await asyncio.sleep(SETTLE / 2)
    await road.hush()
    await asyncio.sleep(SETTLE)
    used = {name: (after[name] - before[name]) * 1000 / (calls * lasted) for name in after}
    heard = [
        [(hearing.arrived, first[id(speaking)], last[id(speaking)]) for hearing, speaking in ways]
        for ways in (system.calls, [(agent, caller) for caller, agent in system.calls])
    ]
    found = Slice(used, way(heard[0]), way(heard[1]), os.getloadavg()[0])
    for end in system.ends:
        end.arrived = []
    return found


def _used(system: System) -> dict[str, float]:
    return {name: seconds_of(pid) for name, pid in system.processes.items()}


async def compare(systems: Sequence[System], road: Road, turns: int, seconds: float) -> dict[str, list[Slice]]:
    """Turn by turn, each turn in the opposite order of the one before."""
    slices: dict[str, list[Slice]] = {system.name: [] for system in systems}
    for turn in range(turns):
        for system in systems if turn % 2 == 0 else reversed(systems):
            slices[system.name].append(await listen(system, road, seconds))
    return slices


async def bench(told: argparse.Namespace) -> list[Row]:
    install(Reach(addresses=("127.0.0.1",), ports=range(told.first_port, told.first_port + 1000)))
    agree_on(PROFILE)
    rows: list[Row] = []
    async with AsyncExitStack() as stack:
        road, systems = await _opened(told, stack)
        for calls in sorted(told.calls):
            for system in systems:
                await system.grow(calls, road, stack)
            rows += rows_of(calls, await compare(systems, road, told.turns, told.seconds))
            if told.save:  # after each step: a long run may be broken off
                told.save.write_text(json.dumps([asdict(each) for each in rows], indent=1), encoding="utf-8")
    return rows


async def _opened(told: argparse.Namespace, stack: AsyncExitStack) -> tuple[Road, list[System]]:
    scratch, road = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))), Road()
    stack.push_async_callback(road.stop)
    wanted = {name: SYSTEMS[name] for name in told.systems}
    if told.before:
        wanted["before"] = partial(gateway, name="before", checkout=told.before)
    ports = range(told.first_port + 1000, told.first_port + 1000 + len(wanted) * WIDTH, WIDTH)
    systems = [
        await stack.enter_async_context(open_(scratch / name, first, road))
        for first, (name, open_) in zip(ports, wanted.items(), strict=True)
    ]
    print(f"Asterisk {await systems[0].ari.version()}", file=sys.stderr)
    return road, systems


def rows_of(calls: int, slices: Mapping[str, Sequence[Slice]]) -> list[Row]:
    """One for each system; what each slice cost goes to the error output."""
    loads = [each.load for own in slices.values() for each in own]
    print(f"{calls} calls: load {min(loads):.0f} to {max(loads):.0f}", file=sys.stderr)
    for name, own in slices.items():
        print(f"  {name}: {' '.join(f'{each.cost:.2f}' for each in own)}", file=sys.stderr, flush=True)
    reference = slices.get(REFERENCE, next(iter(slices.values())))
    return [row(name, calls, own, reference) for name, own in slices.items()]


HEADS = (
    "calls",
    "",
    "gateway",
    "Asterisk",
    "sum",
    "ratio",
    "to caller p50, p99",
    "to agent p50, p99",
    "jitter",
    "lost",
)


def report(rows: Sequence[Row]) -> str:
    lines = [
        (
            each.calls,
            each.system,
            f"{each.used.get('gateway', 0):.2f}",
            f"{each.used['asterisk']:.2f}",
            f"{each.cost:.2f}",
            f"{each.ratio:.2f}",
            f"{each.to_caller[0]:.2f}, {each.to_caller[1]:.2f}",
            f"{each.to_agent[0]:.2f}, {each.to_agent[1]:.2f}",
            f"{each.jitter:.2f}",
            f"{each.lost} of {each.sent}",
        )
        for each in rows
    ]
    return table(HEADS, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="+", default=[10, 20, 40, 80, 120, 200])
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=["gateway", REFERENCE])
    parser.add_argument(
        "--before", type=Path, help="another checkout, whose gateway is measured as well, in its own Python"
    )
    parser.add_argument("--seconds", type=float, default=5, help="of one slice")
    parser.add_argument("--turns", type=int, default=6, help="slices of each system at each number of calls")
    parser.add_argument("--nice", type=int, default=0, help="of all processes here; below 0 on a busy machine, as root")
    parser.add_argument("--first-port", type=int, default=20000, help="12000 ports from here must be free")
    parser.add_argument("--save", type=Path, help="write the rows there as JSON, for the plots")
    told = parser.parse_args()
    os.nice(told.nice)
    rows = asyncio.run(bench(told))
    print(place(), end="\n\n")
    print(report(rows))
    print("\ngateway, Asterisk, sum: ms of processor time for one second of one call; ratio: of the sum, to native.")
    print("Delays one way in ms, from the sender's call to the kernel's stamp at the receiver; medians over slices.")


if __name__ == "__main__":
    main()
