"""The canary: every few minutes a synthetic call goes the way of all callers, to see whether they would be heard.

It is no call of the house: the switch answers it with an echo, so it stands in no figure, makes no ticket and waits for
nobody. With `canary_number` it goes through the route of that number instead, which only says something and hangs up at
a key: a call that leaves from the menu, so it has no ticket and is in no queue's figures.

Off unless `canary` says how many minutes lie between two. It flies in a process of its own, because its phone is slow
to begin, and what comes out is told as metrics.
"""

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric

from config.settings import Settings
from server.children import die_with_parent
from telemetry.counted import counter, read

logger = logging.getLogger(__name__)
MINUTE = 60.0
PATIENCE = 30.0  # s for the whole process
BROKEN = "process"


@dataclass(frozen=True, slots=True)
class Flight:
    """As `softphone.canary.Result`; at: epoch seconds."""

    at: float
    answer: float
    echo: float
    why: str


Fly = Callable[[], Awaitable[Flight]]


class Canary:
    """minutes: between two calls, 0: none is made; fly: makes one, to each target, "" for the only one."""

    def __init__(self, minutes: int, fly: Mapping[str, Fly]) -> None:
        self._minutes, self._fly = minutes, fly
        self.lasts: dict[str, Flight] = {}
        self._counted: Callable[[str, str], None] = lambda result, target: None

    def count_in(self, registry: CollectorRegistry) -> None:
        calls = counter("cordboard_canary_calls_total", registry)
        self._counted = lambda result, target: calls.labels(result, target).inc()

    async def run(self) -> None:
        """Until cancelled. The first call comes after the first pause: the house has to be up."""
        while self._minutes:
            await asyncio.sleep(self._minutes * MINUTE)
            await self.once()
        await asyncio.Event().wait()

    async def once(self) -> Flight:
        """To all targets, one after the other: each costs the machine a process that is slow to begin."""
        for target, fly in self._fly.items():
            flight = self.lasts[target] = await fly()
            self._counted(flight.why or "well", target)
            if flight.why:
                logger.error("the canary: %s", told(target, flight))
        return worst(self.lasts.values())

    @property
    def last(self) -> Flight | None:
        """Of all targets the one that went worst; None while there was none."""
        return worst(self.lasts.values()) if self.lasts else None

    @property
    def failing(self) -> list[str]:
        return [target for target, flight in self.lasts.items() if flight.why]

    def health(self) -> dict[str, str]:
        """A part of /api/health, while it is switched on and has been out."""
        wrong = [told(target, self.lasts[target]) for target in self.failing]
        return {"canary": "; ".join(wrong) or "ok"} if self.lasts else {}

    def figures(self) -> Iterator[Metric]:
        if not self.lasts:
            return
        lasts = {(target,): flight for target, flight in self.lasts.items()}
        yield read("cordboard_canary_up", {target: float(not flight.why) for target, flight in lasts.items()})
        yield read("cordboard_canary_timestamp_seconds", {target: flight.at for target, flight in lasts.items()})
        yield read("cordboard_canary_answer_seconds", {target: flight.answer for target, flight in lasts.items()})
        yield read("cordboard_canary_echo_ratio", {target: flight.echo for target, flight in lasts.items()})


def named(why: str) -> str:
    """For tables of words: all SIP codes are one."""
    return why if why in ("", "answer", "echo", "silent", "keys", BROKEN) else "refused"


def worst(flights: Iterable[Flight]) -> Flight:
    """The first that failed; else the one that was answered last."""
    return max(flights, key=lambda flight: (bool(flight.why), flight.answer))


def told(target: str, flight: Flight) -> str:
    return f"{target}: {_said(flight)}" if target else _said(flight)


def _said(flight: Flight) -> str:
    match flight.why:
        case "answer":
            return "its call was not answered"
        case "echo":
            return f"its call was answered, and only {flight.echo:.0%} of its tone came back"
        case "silent":
            return "its call was answered, and its route said nothing"
        case "keys":
            return "its call was answered, and its route did not hang up at the keys"
        case "process":
            return "it could not be made to call"
    return f"its call was refused with {flight.why}; may this machine send calls (trunks)?"


def flying(sip: str, number: str = "", keys: str = "") -> Fly:
    """sip: where calls come in, host:port; on every address means on this machine too. number: whose route it goes
    through, "" for the switch's echo; keys: at which that route hangs up."""
    sip = sip.replace("0.0.0.0:", "127.0.0.1:")

    async def fly() -> Flight:
        command = (sys.executable, "-m", "softphone.canary", sip, *((number, keys) if number else ()))
        process = await asyncio.create_subprocess_exec(
            *command,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            preexec_fn=die_with_parent(os.getpid()),
        )
        try:
            out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
            told = json.loads(out)
            return Flight(time.time(), float(told["answer"]), float(told["echo"]), str(told["why"]))
        except (TimeoutError, ValueError, KeyError):
            if process.returncode is None:
                process.kill()
            return Flight(time.time(), 0.0, 0.0, BROKEN)

    return fly


def flights_of(settings: Settings) -> dict[str, Fly]:
    """By target."""
    way = settings.canary_number, settings.canary_keys
    named = [each.partition("=") for each in settings.canary_targets]
    return {name: flying(address, *way) for name, _, address in named} or {"": flying(str(settings.sip), *way)}
