"""Calls that come as in real life: one by one, at random, never more than so many at a time.

Rule: bounded. A call that finds the crowd complete isn't made; whatever a call needs is let go at its end.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from random import Random

from pyVoIP.RTP import PayloadType
from redis.asyncio import Redis
from redis.exceptions import RedisError

from softphone.callers.act import Conversation
from softphone.callers.people import MANNERS, People, Wish
from softphone.callers.phone import Call, Phone
from softphone.callers.voice import Voices

log = logging.getLogger(__name__)

WISHES = "cordboard:demo:call"  # Redis list; {"kind": …} or the kind alone
GAP = 60.0  # s between calls, on average, with room for one caller
RING = 40.0  # s until somebody who isn't answered gives up
LOOK = 0.2  # s between two looks for wishes
SPARE = 10  # calls on demand, over the crowd's own
A_LAW = 0.2  # share of callers whose phones offer A-law only


class Crowd:
    """limit: callers at a time (0: only those who are asked for)."""

    def __init__(self, phone: Phone, people: People, voices: Voices, limit: int) -> None:
        self.phone, self.people, self.voices, self.limit = phone, people, voices, limit
        self.random = Random(people.random.getrandbits(32))
        self.on_line: dict[asyncio.Task[None], Wish] = {}
        self.made = 0
        self.ends: dict[int, int] = {}  # SIP code of the end → calls

    async def come(self) -> None:
        """Call for ever: arrivals are a Poisson process, as independent people make it."""
        while True:
            await asyncio.sleep(self.random.expovariate(self.limit / GAP) if self.limit else GAP)
            if self.limit and len(self.on_line) < self.limit:
                self.call()

    def call(self, kind: str = "") -> asyncio.Task[None] | None:
        """Somebody calls now; None if the lines are all taken. kind: of MANNERS, empty for any."""
        if len(self.on_line) >= self.limit + SPARE:
            log.warning("a call is not made: %d callers are on the line", len(self.on_line))
            return None
        wish = self.people.next(kind, frozenset(each.person for each in self.on_line.values()))
        task = asyncio.create_task(self._make(wish), name=f"caller {wish.kind}")
        self.on_line[task] = wish
        self.made += 1
        task.add_done_callback(self._over)
        return task

    async def leave(self) -> None:
        """Everybody hangs up."""
        for task in list(self.on_line):
            task.cancel()
        await asyncio.gather(*self.on_line, return_exceptions=True)

    async def _make(self, wish: Wish) -> None:
        codec = PayloadType.PCMA if Random(wish.seed).random() < A_LAW else PayloadType.PCMU
        call = self.phone.dial(wish.number, wish.person.identity, codec)
        try:
            if await _first(call, RING):
                await _while_up(call, Conversation(call, wish, self.voices).run())
        finally:
            call.hangup()
            self.ends[call.code] = self.ends.get(call.code, 0) + 1

    def _over(self, task: asyncio.Task[None]) -> None:
        wish = self.on_line.pop(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a %s caller failed", wish.kind, exc_info=error)


async def _first(call: Call, within: float) -> bool:
    """True when the call is answered; False when it ended or rang for too long."""
    waits = [asyncio.ensure_future(event.wait()) for event in (call.up, call.over)]
    await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    return call.up.is_set() and not call.over.is_set()


async def _while_up(call: Call, doing: Coroutine[None, None, None]) -> None:
    """Do this until it is done or the call is over."""
    acts, over = asyncio.ensure_future(doing), asyncio.ensure_future(call.over.wait())
    try:
        await asyncio.wait((acts, over), return_when=asyncio.FIRST_COMPLETED)
        if acts.done():
            acts.result()
    finally:
        acts.cancel()
        over.cancel()
        await asyncio.gather(acts, over, return_exceptions=True)


async def take_wishes(redis: Redis, call: Callable[[str], object]) -> None:
    """Make the calls that the demo's button asks for, for ever; a Redis that is away is tried again."""
    while True:
        await asyncio.sleep(LOOK)  # a blocking read would swallow the cancelling when the process ends
        try:
            taken = await redis.lpop(WISHES)
        except (RedisError, OSError, TimeoutError):
            continue
        if taken is not None:
            call(kind_of(str(taken)))


def kind_of(wish: str) -> str:
    """The kind that a wish names; empty for any."""
    try:
        told = json.loads(wish)
    except ValueError:
        told = wish
    kind = told.get("kind") if isinstance(told, dict) else told
    return kind if isinstance(kind, str) and kind in MANNERS else ""
