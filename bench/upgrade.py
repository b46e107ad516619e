"""What callers notice when newer servers take over under load. `python -m bench.upgrade [--times 5] [--rate 3]`

Calls stand in talks and in a queue; new callers come at a steady rate, press a key and wait as well. Again and again a
newer server takes over (`cti upgrade`). Counted, of each: how long it took, talks that broke off, the longest pause in
an agent's voice at a caller, callers who lost their place, whose call ended, and how long the slowest new caller
waited for an answer. At the end the journal is read: numbers without a gap, each caller arrived once and queued once.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench.centre import house_with
from bench.killed import AFTER, KEY, Scene, callers_who_pressed, in_talk
from bench.load.caller import Caller
from bench.report import place, table
from cti.facts import Arrived, Queued
from server.upgrading import wishes
from softphone.agent import HeadlessAgent
from softphone.callers.phone import Phone
from storage.database import open
from storage.journal import SqlLog
from tests.support.house import PASSWORD, House

FIRST = 1000  # number of the first who comes while servers change
MANY = 1_000_000


@dataclass
class Coming:
    """Callers who come at a steady rate. lost: not answered in time."""

    phone: Phone
    rate: float
    callers: list[Caller] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    lost: int = 0

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(self._one(Caller(self.phone, FIRST + len(self.callers) + self.lost)))
                await asyncio.sleep(1 / self.rate)

    async def _one(self, caller: Caller) -> None:
        caller.dial()
        try:
            await caller.answered()
        except TimeoutError:
            self.lost += 1
            return
        self.waits.append(caller.times.answered - caller.times.dialled)
        self.callers.append(caller)
        await caller.press(KEY)


@dataclass(frozen=True, slots=True)
class Change:
    """One upgrade. Times in s."""

    calls: int
    seconds: float
    talks_lost: int
    pause: float
    places_lost: int
    ended: int
    slowest: float

    def row(self) -> list[object]:
        pause, slowest = f"{self.pause * 1000:.0f}", f"{self.slowest * 1000:.0f}"
        return [self.calls, f"{self.seconds:.1f}", self.talks_lost, pause, self.places_lost, self.ended, slowest]


async def change(scene: Scene, coming: Coming) -> Change:
    before = await scene.line()
    coming.waits.clear()
    for caller in scene.talks:
        caller.times.longest_gap = 0.0
    told = await asyncio.to_thread(wishes.upgrade, scene.house.data, sys.executable, False)
    assert not told.trouble, told.trouble
    began = time.monotonic()
    await asyncio.sleep(AFTER)
    after = await scene.line()
    everyone = scene.everyone + coming.callers
    return Change(
        calls=len(everyone),
        seconds=told.seconds,
        talks_lost=sum(caller.times.last_agent < began + AFTER / 2 for caller in scene.talks),
        pause=max(caller.times.longest_gap for caller in scene.talks),
        places_lost=sum(was != now for was, now in zip(before, after + [None] * len(before), strict=False)),
        ended=sum(caller.call.over.is_set() for caller in everyone),
        slowest=max(coming.waits, default=0.0),
    )


async def journal(house: House) -> str:
    """What the journal says of it."""
    database = await open(f"sqlite:///{house.data / 'cordboard.db'}")
    entries = await SqlLog(database).since(0, MANY)
    await database.close()
    seen = Counter((type(each.fact).__name__, each.fact.subject) for each in entries)
    twice = sum(count > 1 for (kind, _), count in seen.items() if kind in (Arrived.__name__, Queued.__name__))
    gaps = entries[-1].number - len(entries)
    return f"{len(entries)} entries, {gaps} numbers missing, {twice} callers who arrived or queued twice"


async def bench(times: int, talks: int, queue: int, rate: float) -> str:
    async with house_with(talks) as house, AsyncExitStack() as stack:
        host, _, port = house.sip.rpartition(":")
        phone = await stack.enter_async_context(Phone((host, int(port))))
        watch = await stack.enter_async_context(HeadlessAgent(house.url, "supervisor", PASSWORD))
        talking = await callers_who_pressed(phone, talks, KEY, 0)
        for number in range(talks):
            await in_talk(house, number + 1, stack)
        scene = Scene(house, phone, watch, talking, await callers_who_pressed(phone, queue, KEY, talks), [])
        await scene.stand()
        coming = Coming(phone, rate)
        running = asyncio.create_task(coming.run())
        changes = [await change(scene, coming) for _ in range(times)]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        said = f"Not answered: {coming.lost} of {len(coming.callers) + coming.lost}. Journal: {await journal(house)}."
    heads = ("calls", "took s", "talks lost", "longest pause in a voice, ms", "places lost", "calls ended")
    told = f"{talks} talks, {queue} callers in the queue at first, {rate} new callers a second; {times} upgrades."
    return f"{told}\n\n{table((*heads, 'slowest answer, ms'), [each.row() for each in changes])}\n\n{said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("times", 5), ("talks", 6), ("queue", 8)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--rate", type=float, default=2.0, help="new callers a second")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.times, told.talks, told.queue, told.rate)), sep="\n\n")


if __name__ == "__main__":
    main()
