"""What callers notice when the server's process is killed. `python -m bench.killed [--times 5]`

Calls stand in the menu, in a queue and in talks; the server gets SIGKILL; the supervisor starts it again. Counted:
until it says that it is healthy, talks that broke off, the longest pause in an agent's voice at a caller, callers who
lost their place in the queue, callers whose call ended.
"""

import argparse
import asyncio
import logging
import os
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp

from bench.centre import QUEUE, house_with
from bench.load.agents import signed_in
from bench.load.caller import Caller
from bench.report import place, table
from server.children import WAITS
from softphone.agent import HeadlessAgent
from softphone.callers.phone import Phone
from tests.support.house import PASSWORD, House
from tests.support.outage import PARTS, called, children, part
from tests.support.until import until

KEY = "0"
WITHIN = 10.0  # s
AFTER = 3.0  # s that the calls go on when the server is healthy again
POLL = 0.01


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill. pause: in s, between two packets of an agent's voice at a caller."""

    calls: int
    away: float
    talks_lost: int
    pause: float
    places_lost: int
    ended: int

    def row(self) -> list[str]:
        away, pause = f"{self.away:.2f}", f"{self.pause * 1000:.0f}"
        return [str(self.calls), away, str(self.talks_lost), pause, str(self.places_lost), str(self.ended)]


@dataclass
class Scene:
    house: House
    phone: Phone
    watch: HeadlessAgent
    talks: list[Caller]
    queue: list[Caller]
    menu: list[Caller]

    @property
    def everyone(self) -> list[Caller]:
        return self.talks + self.queue + self.menu

    async def line(self) -> list[object]:
        """The ids of those who wait, as the queue has them."""
        waiting = [call for call in await self.calls() if call["state"] == "queued" and call["queue"] == QUEUE]
        return [call["id"] for call in sorted(waiting, key=lambda call: str(call["queued_at"]))]

    async def calls(self) -> list[dict[str, object]]:
        found = (await self.watch.ask("GET", "/api/calls"))["items"]
        assert isinstance(found, list)
        return found

    async def stand(self) -> None:
        """Wait until everybody is where he should be."""
        async with asyncio.timeout(WITHIN):
            while len(await self.line()) < len(self.queue) or not self._all_hear():  # noqa: ASYNC110  # asked by HTTP
                await asyncio.sleep(0.1)

    def _all_hear(self) -> bool:
        return all(caller.times.heard_agent for caller in self.talks)

    async def kill(self) -> Kill:
        before = await self.line()
        for caller in self.everyone:
            caller.times.longest_gap = 0.0
        away = await _killed(self.house)
        began = time.monotonic()
        await asyncio.sleep(AFTER)
        after = await self.line()
        return Kill(
            calls=len(self.everyone),
            away=away,
            talks_lost=sum(caller.times.last_agent < began + AFTER / 2 for caller in self.talks),
            pause=max(caller.times.longest_gap for caller in self.talks),
            places_lost=sum(was != now for was, now in zip(before, after + [None] * len(before), strict=False)),
            ended=sum(caller.call.over.is_set() for caller in self.everyone),
        )


async def _killed(house: House) -> float:
    """s from SIGKILL to the first healthy answer of another process."""
    before, began = part(house, "server"), time.monotonic()
    os.kill(before, signal.SIGKILL)
    await until(lambda: part(house, "server") not in (0, before))
    async with aiohttp.ClientSession() as session:
        while not await _healthy(session, house):  # noqa: ASYNC110  # asked by HTTP
            await asyncio.sleep(POLL)
    return time.monotonic() - began


async def _healthy(session: aiohttp.ClientSession, house: House) -> bool:
    try:
        async with session.get(f"{house.url}/api/health") as answer:
            return set((await answer.json())["parts"].values()) == {"ok"}
    except aiohttp.ClientError:
        return False


async def callers_who_pressed(phone: Phone, count: int, key: str, first: int) -> list[Caller]:
    """key: "" presses nothing; first: the number of the first."""
    callers = [Caller(phone, first + number) for number in range(count)]
    for caller in callers:
        caller.dial()
        await caller.answered()
        if key:
            await caller.press(key)
    return callers


async def in_talk(house: House, number: int, stack: AsyncExitStack) -> HeadlessAgent:
    """The agent of this number, with the first who waits."""
    agent = await signed_in(house.url, number)
    stack.push_async_callback(agent.close)
    await agent.ready()
    await agent.wait_for_call("offered", WITHIN)
    await agent.confirm()
    await agent.wait_for_call("talking", WITHIN)
    return agent


async def standing(house: House, talks: int, queue: int, menu: int, stack: AsyncExitStack) -> Scene:
    """Everybody is where they should be."""
    host, _, port = house.sip.rpartition(":")
    phone = await stack.enter_async_context(Phone((host, int(port))))
    watch = await stack.enter_async_context(HeadlessAgent(house.url, "supervisor", PASSWORD))
    talking = await callers_who_pressed(phone, talks, KEY, 0)
    for number in range(talks):
        await in_talk(house, number + 1, stack)
    queued = await callers_who_pressed(phone, queue, KEY, talks)
    scene = Scene(house, phone, watch, talking, queued, [])
    await scene.stand()
    scene.menu = await callers_who_pressed(phone, menu, "", talks + queue)
    return scene


async def one(house: House, talks: int, queue: int, menu: int) -> Kill:
    async with AsyncExitStack() as stack:
        return await (await standing(house, talks, queue, menu, stack)).kill()


async def bench(times: int, talks: int, queue: int, menu: int, spare: bool) -> str:
    kills = []
    for _ in range(times):
        async with house_with(talks, SPARE=str(spare).lower()) as house:
            if spare:
                await until(lambda: any(called(pid) == WAITS for pid, _ in children(house)))
            kills.append(await one(house, talks, queue, menu))
    heads = ("calls", "healthy after s", "talks lost", "longest pause in a voice, ms", "places lost", "calls ended")
    told = (
        f"{talks} talks, {queue} callers in the queue, {menu} in the menu; the process `{PARTS['server']}` is killed."
    )
    return f"{told}\n\n{table(heads, [kill.row() for kill in kills])}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    for name, count in (("talks", 6), ("queue", 8), ("menu", 6)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--no-spare", action="store_true", help="no second server waits, so a new one is read in")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    print(place(), asyncio.run(bench(told.times, told.talks, told.queue, told.menu, not told.no_spare)), sep="\n\n")


if __name__ == "__main__":
    main()
