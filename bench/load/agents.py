"""Agents who take every call at once, talk for a while, hang up and are ready again.

    python -m bench.load.agents URL COUNT [--first 1] [--talk 1]

Prints `ready` when all are; ends at SIGTERM and then prints {talks, refused, late} as JSON. Their phones are silent
without a call, as those of pages are.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import signal
from collections import Counter

from bench.load.sounds import AGENT
from softphone.agent import Declined, HeadlessAgent
from softphone.ulaw import frames
from tests.support.house import PASSWORD

TALK_WITHIN = 10.0  # s from the popup to the talk
AT_ONCE = 5  # agents who sign in together; a password costs time on purpose
LOOK = 3600.0  # s; nobody gives up waiting for a call


def name(number: int) -> str:
    return f"agent{number}"


async def signed_in(url: str, number: int) -> HeadlessAgent:
    agent = HeadlessAgent(url, name(number), PASSWORD, frames(AGENT))
    await agent.sign_in()
    await agent.login_cti()
    return agent


def silent_until_talk(agent: HeadlessAgent) -> None:
    assert agent.phone is not None
    agent.phone.speaking = False


async def serve(agent: HeadlessAgent, talk: float, seen: Counter[str]) -> None:
    """One call, from ready to its end."""
    assert agent.phone is not None
    await agent.ready()
    await agent.wait_until(lambda one: one.call is not None and one.call["state"] == "offered", LOOK)
    agent.phone.speaking = True
    try:
        await agent.confirm()
        await agent.wait_for_call("talking", TALK_WITHIN)
        await asyncio.sleep(talk)
        await agent.hangup()
        seen["talks"] += 1
    except Declined:  # the caller was quicker
        seen["refused"] += 1
    except TimeoutError:
        seen["late"] += 1
    agent.phone.speaking = False
    await agent.wait_until(lambda one: one.call is None, TALK_WITHIN)


async def shift(agent: HeadlessAgent, talk: float, seen: Counter[str]) -> None:
    silent_until_talk(agent)
    while True:
        try:
            await serve(agent, talk, seen)
        except (Declined, TimeoutError):
            seen["late"] += 1
            await asyncio.sleep(1)


async def all_in(url: str, count: int, first: int = 1) -> list[HeadlessAgent]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> HeadlessAgent:
        async with gate:
            return await signed_in(url, number)

    return list(await asyncio.gather(*(one(number) for number in range(first, count + 1))))


async def work(told: argparse.Namespace) -> None:
    stop, seen = asyncio.Event(), Counter[str](talks=0, refused=0, late=0)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    agents = await all_in(told.url, told.count, told.first)
    shifts = [asyncio.create_task(shift(agent, told.talk, seen)) for agent in agents]
    print("ready", flush=True)
    await stop.wait()
    for each in shifts:
        each.cancel()
    await asyncio.gather(*shifts, return_exceptions=True)
    print(json.dumps(seen), flush=True)
    with contextlib.suppress(Declined):
        await asyncio.gather(*(agent.close() for agent in agents))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1, help="number of the first one; COUNT is that of the last")
    parser.add_argument("--talk", type=float, default=1.0, help="seconds")
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(work(parser.parse_args()))


if __name__ == "__main__":
    main()
