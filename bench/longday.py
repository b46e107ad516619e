"""A page that is open all day: what it keeps and whether it still moves. `python -m bench.longday [--calls 800]`

A supervisor's board and an agent's desk are open in a real Chromium while other agents take as many calls as a team of
ten takes in eight hours, one after the other as fast as the house goes. In between, and at the end: the heap of the
page after its collector ran, its nodes and listeners, and how long frames took while calls went on.
"""

import argparse
import asyncio
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Page

from bench.centre import house_with
from bench.report import place, spread, table
from bench.throughput import SETTLE, agents_at, step
from tests.browser.conftest import launched
from tests.browser.desk import Desk
from tests.support.house import House

PLACES = (("supervisor", "board"), ("agent1", "desk"))
PARTS = 4  # looks after the first
FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const next = (now) => { window.frames_.push(now - last); last = now; window.going_ = requestAnimationFrame(next); };
  window.going_ = requestAnimationFrame(next); }"""
TAKEN = "() => { const taken = window.frames_; window.frames_ = []; return taken; }"
HEADS = (
    "page",
    "calls so far",
    "heap MB",
    "nodes",
    "listeners",
    "frames",
    "p50 ms",
    "p95 ms",
    "longest ms",
)


@dataclass(frozen=True, slots=True)
class Look:
    """heap: bytes after the collector; frames: ms between two frames since the look before."""

    page: str
    calls: int
    heap: float
    nodes: float
    listeners: float
    frames: list[float]

    def cells(self) -> list[str]:
        counts = [f"{self.heap / 1e6:.1f}", f"{self.nodes:.0f}", f"{self.listeners:.0f}"]
        return [self.page, str(self.calls), *counts, *spread([each / 1000 for each in self.frames])]


class Watched:
    def __init__(self, name: str, page: Page, session: CDPSession) -> None:
        self._name, self._page, self._session = name, page, session

    @classmethod
    async def open(cls, browser: Browser, house: House, login: str, place: str) -> "Watched":
        desk = await Desk.open(browser, house.url, login)
        await desk.sign_in()
        await desk.page.goto(f"{house.url}/{place}")
        await desk.page.wait_for_load_state("networkidle")
        session = await desk.page.context.new_cdp_session(desk.page)
        await session.send("Performance.enable")
        await desk.page.evaluate(FRAMES)
        return cls(place, desk.page, session)

    async def look(self, calls: int) -> Look:
        frames = await self._page.evaluate(TAKEN)
        await self._session.send("HeapProfiler.collectGarbage")
        told = await self._session.send("Performance.getMetrics")
        named = {each["name"]: each["value"] for each in told["metrics"]}
        await self._page.evaluate(TAKEN)  # what the collector took is no frame of a working day
        counts = named["JSHeapUsedSize"], named["Nodes"], named["JSEventListeners"]
        return Look(self._name, calls, *counts, frames)


async def bench(agents: int, calls: int, rate: float) -> str:
    looks: list[Look] = []
    with tempfile.TemporaryDirectory() as scratch:
        async with house_with(agents) as house, launched(Path(scratch)) as browser:
            pages = [await Watched.open(browser, house, *place) for place in PLACES]
            async with agents_at(house, agents, first=2) as taking:
                await asyncio.sleep(SETTLE)
                looks += await all_of(pages, 0)
                for part in range(PARTS):
                    await step(house, taking, rate, calls / PARTS / rate)
                    looks += await all_of(pages, round(calls * (part + 1) / PARTS))
    how = f"{calls} calls at {rate:g} a second to {agents} agents; the pages only look."
    return f"{how}\n\n{table(HEADS, [look.cells() for look in sorted(looks, key=lambda look: look.page)])}"


async def all_of(pages: Sequence[Watched], calls: int) -> list[Look]:
    return [await page.look(calls) for page in pages]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=10)
    parser.add_argument("--calls", type=int, default=800)
    parser.add_argument("--rate", type=float, default=4.0)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.agents, told.calls, told.rate)), sep="\n\n")


if __name__ == "__main__":
    main()
