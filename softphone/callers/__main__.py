"""The process of the simulated callers: `python -m softphone.callers`, started by `cti demo`.

Environment: CORDBOARD_SIP (where to call), CORDBOARD_REDIS (wishes for a call now), CORDBOARD_DATA, CORDBOARD_CALLERS
(at a time), CORDBOARD_CUSTOMERS and CORDBOARD_TRUNK (where to be called: only when they are the same), CORDBOARD_SEED,
CORDBOARD_LOG_LEVEL. Ends by SIGTERM; whoever is on the line hangs up first.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import from_url

from softphone.callers.answering import Customers
from softphone.callers.crowd import Crowd, take_wishes
from softphone.callers.people import People
from softphone.callers.phone import Phone
from softphone.callers.voice import Voices
from telemetry import lines

log = logging.getLogger("softphone.callers")
REPORT = 60.0  # s


@dataclass(frozen=True, slots=True)
class CallerSettings:
    server: tuple[str, int]
    redis: str
    data: Path
    callers: int
    seed: int
    log_level: str
    customers: tuple[str, int] | None = None


def read(environ: Mapping[str, str]) -> CallerSettings:
    """The settings; ValueError names the variable that can't be read."""
    host, _, port = environ.get("CORDBOARD_SIP", "127.0.0.1:5060").rpartition(":")
    return CallerSettings(
        server=(host.strip("[]"), _number("CORDBOARD_SIP", port)),
        redis=environ.get("CORDBOARD_REDIS", ""),
        data=Path(environ.get("CORDBOARD_DATA", "var")),
        callers=_number("CORDBOARD_CALLERS", environ.get("CORDBOARD_CALLERS", "3")),
        seed=_number("CORDBOARD_SEED", environ.get("CORDBOARD_SEED", "1")),
        log_level=environ.get("CORDBOARD_LOG_LEVEL", "info").upper(),
        customers=_customers(environ),
    )


def _customers(environ: Mapping[str, str]) -> tuple[str, int] | None:
    """Where to be called; nowhere when calls of the house go to a provider."""
    address = environ.get("CORDBOARD_CUSTOMERS", "")
    if not address or address != environ.get("CORDBOARD_TRUNK", ""):
        return None
    host, _, port = address.rpartition(":")
    return host.strip("[]"), _number("CORDBOARD_CUSTOMERS", port)


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{name}: {text!r} is no number. Write digits only, or for an address host:port")
    return int(text)


async def run(told: CallerSettings, stop: asyncio.Event) -> None:
    """Call, and be called, until `stop`."""
    voices = Voices(told.data / "callers")
    async with AsyncExitStack() as kept:
        phone = await kept.enter_async_context(Phone(told.server))
        if told.customers:
            customers = Customers(voices, told.seed)
            await kept.enter_async_context(Phone(told.server, *told.customers, on_incoming=customers.ring))
            kept.push_async_callback(customers.leave)
        crowd = Crowd(phone, People(told.seed), voices, told.callers)
        doing = [asyncio.create_task(crowd.come()), asyncio.create_task(_report(crowd))]
        if told.redis:
            redis = from_url(told.redis, decode_responses=True)
            doing.append(asyncio.create_task(take_wishes(redis, crowd.call)))
        await stop.wait()
        for task in doing:
            task.cancel()
        await asyncio.gather(*doing, return_exceptions=True)
        await crowd.leave()
        if told.redis:
            await redis.aclose()


async def _report(crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(REPORT)
        log.info("calls made: %d, on the line: %d, ended by code: %s", crowd.made, len(crowd.on_line), crowd.ends)


async def main(told: CallerSettings) -> None:
    lines.begin("callers", told.log_level, os.environ.get("CORDBOARD_LOG_FORM", "human"))
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await run(told, stop)


if __name__ == "__main__":
    try:
        settings = read(os.environ)
    except ValueError as error:
        sys.exit(str(error))
    asyncio.run(main(settings))
