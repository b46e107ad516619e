"""How long a caller and an agent wait for each other in a running house. `python -m bench.calls [--calls 60]`

Callers wait in a queue. One agent becomes ready, gets a popup, confirms, both speak, the agent hangs up; again and
again. Callers, agent and clock are in one process, beside the house.
"""

import argparse
import asyncio
import logging
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

from bench.centre import house_with
from bench.load.agents import signed_in
from bench.load.caller import Caller
from bench.load.sounds import CALLER
from bench.report import place, spread, table
from softphone.agent import HeadlessAgent
from softphone.callers.phone import Phone
from softphone.headless import Ear
from tests.support.house import House

KEY = "0"
SLEEP = 0.02  # s
WITHIN = 10.0  # s
THINK = 0.3  # s between popup and Confirm


class Listening(Ear):
    """Keeps when the caller was heard first, since `begin`."""

    def __init__(self) -> None:
        super().__init__()
        self.heard_caller = 0.0

    def hear(self, payload: bytes) -> None:
        super().hear(payload)
        if payload == CALLER and not self.heard_caller:
            self.heard_caller = time.monotonic()


@dataclass
class Waits:
    """In s. offered: as the engine wrote it down; popup: as the agent's live socket told it."""

    answer: list[float] = field(default_factory=list)
    offered: list[float] = field(default_factory=list)
    popup: list[float] = field(default_factory=list)
    to_caller: list[float] = field(default_factory=list)
    to_agent: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def rows(self) -> list[list[str]]:
        return [
            ["INVITE → 200 OK at the caller", *spread(self.answer)],
            ["agent ready (PUT sent) → the engine offers", *spread(self.offered)],
            ["agent ready (PUT sent) → popup at the agent", *spread(self.popup)],
            ["Confirm (POST sent) → caller hears the agent", *spread(self.to_caller)],
            ["Confirm (POST sent) → agent hears the caller", *spread(self.to_agent)],
            ["for comparison: a sleep of 20 ms in the bench ends late by", *spread(self.late)],
        ]

    async def watch_the_clock(self) -> None:
        """How busy the machine is, as this process feels it."""
        while True:
            began = time.monotonic()
            await asyncio.sleep(SLEEP)
            self.late.append(time.monotonic() - began - SLEEP)


@dataclass
class Scene:
    """The queue, kept at the same length by new callers, and the one agent."""

    phone: Phone
    agent: HeadlessAgent
    waits: Waits = field(default_factory=Waits)
    queue: list[Caller] = field(default_factory=list)
    arrived: int = 0

    async def arrive(self) -> None:
        self.arrived += 1
        caller = Caller(self.phone, self.arrived)
        caller.dial()
        await caller.answered()
        self.waits.answer.append(caller.times.answered - caller.times.dialled)
        await caller.press(KEY)
        self.queue.append(caller)

    async def serve(self) -> None:
        caller = self.queue.pop(0)
        caller.speak(WITHIN)
        await self._popup()
        await asyncio.sleep(THINK)
        await self._talk(caller)

    async def _popup(self) -> None:
        self.agent.facts.clear()
        pressed, began = time.time(), time.monotonic()
        await self.agent.ready()
        await self.agent.wait_for_call("offered", WITHIN)
        self.waits.popup.append(time.monotonic() - began)
        self.waits.offered.append(_offered_at(self.agent) - pressed)

    async def _talk(self, caller: Caller) -> None:
        assert self.agent.phone is not None
        ear = self.agent.phone.ear = Listening()
        confirmed = time.monotonic()
        await self.agent.confirm()
        async with asyncio.timeout(WITHIN):
            while not (caller.times.heard_agent and ear.heard_caller):  # noqa: ASYNC110  # two clocks, no event
                await asyncio.sleep(0.02)
        self.waits.to_caller.append(caller.times.heard_agent - confirmed)
        self.waits.to_agent.append(ear.heard_caller - confirmed)
        await self.agent.hangup()
        await self.agent.wait_until(lambda one: one.call is None, WITHIN)


def _offered_at(agent: HeadlessAgent) -> float:
    """When the engine wrote the newest offer, epoch s."""
    told = next(fact for fact in reversed(agent.facts) if fact["kind"] == "Offered")
    return datetime.fromisoformat(str(told["at"])).timestamp()


async def measure(house: House, calls: int, waiting: int) -> Waits:
    host, _, port = house.sip.rpartition(":")
    async with AsyncExitStack() as stack:
        phone = await stack.enter_async_context(Phone((host, int(port))))
        agent = await signed_in(house.url, 1)
        stack.push_async_callback(agent.close)
        scene = Scene(phone, agent)
        for _ in range(waiting):
            await scene.arrive()
        await asyncio.sleep(1)  # the last one has come from the menu into the queue
        clock = asyncio.create_task(scene.waits.watch_the_clock())
        stack.callback(clock.cancel)
        for _ in range(calls):
            await asyncio.gather(scene.serve(), scene.arrive())
        return scene.waits


async def bench(calls: int, waiting: int) -> str:
    async with house_with(1) as house:
        waits = await measure(house, calls, waiting)
    shown = table(("", "n", "p50 ms", "p95 ms", "longest ms"), waits.rows())
    return f"{calls} talks of one agent, {waiting} callers waiting all the time.\n\n{shown}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--waiting", type=int, default=20)
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.calls, told.waiting)), sep="\n\n")


if __name__ == "__main__":
    main()
