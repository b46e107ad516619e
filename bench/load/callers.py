"""Callers at a fixed rate, however slowly they are served (an open loop, so that a slow house is not spared).

    python -m bench.load.callers HOST:PORT RATE SECONDS [--first 0]

Prints when everyone is gone: {processor: s that this process took, calls: [see `bench.load.caller.Times`]} as JSON.
"""

import argparse
import asyncio
import json
import logging
import time
from dataclasses import asdict

from bench.load.caller import Caller
from softphone.callers.phone import Phone

KEY = "0"
PATIENCE = 30.0  # s from the key to the end of the call


async def live(caller: Caller) -> None:
    """One call. Who is not served in time gives up."""
    caller.dial()
    try:
        await caller.answered()
        await caller.press(KEY)
        await caller.over(PATIENCE)
    except TimeoutError:
        caller.call.hangup()


async def calls(host: str, port: int, rate: float, seconds: float, first: int) -> list[Caller]:
    begun = time.monotonic()
    async with Phone((host, port)) as phone:
        callers = [Caller(phone, first + number) for number in range(round(rate * seconds))]
        lives = []
        for number, caller in enumerate(callers):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            lives.append(asyncio.create_task(live(caller)))
        await asyncio.gather(*lives)
    return callers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sip")
    parser.add_argument("rate", type=float)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--first", type=int, default=0, help="number of the first caller; each has a number of its own")
    told = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    host, _, port = told.sip.rpartition(":")
    made = asyncio.run(calls(host, int(port), told.rate, told.seconds, told.first))
    times = [asdict(caller.times) for caller in made]
    print(json.dumps({"processor": time.process_time(), "calls": times}))


if __name__ == "__main__":
    main()
