"""One test by SIP: a caller dials, presses when the route waits, and what happened is read off the journal."""

import asyncio
import time
from collections.abc import Callable, Sequence

from cti import facts
from ivr.script import Act, Kind, Test
from ivr.walk import Walk
from journal import Fact
from server.rehearsing.stage import Play, Stage
from server.rehearsing.watching import is_heard, is_waiting, patience_ran_out, walked
from softphone.callers.phone import Call, Phone
from softphone.sip import Identity

LOOK_EVERY = 0.05  # s
PATIENCE = 90.0  # s for anything to happen; the longest prompt and the longest wait together
BREATH = 0.3  # s that a person needs to find a key


class Silent(Exception):
    """Nothing happened for so long that the test is given up."""


async def called(stage: Stage, phone: Phone, play: Play, test: Test) -> Walk:
    """Raises `Silent`."""
    call = phone.dial(play.number, Identity(test.caller, withheld=not test.caller))
    caller = _Caller(stage, call, await _id(stage, play.number))
    try:
        for done, act in enumerate(test.does):
            if not await caller.do(act):
                return _left(caller.walk, len(test.does) - done)
        await caller.until(lambda happened: bool(walked(happened).ends))
        return caller.walk
    finally:
        call.hangup()


async def _id(stage: Stage, number: str) -> str:
    """Of the call that came to this number."""
    since, until = time.time() - 60, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for entry in await stage.log.of_kinds([facts.Arrived], since):
            if isinstance(entry.fact, facts.Arrived) and entry.fact.dialled == number:
                return entry.fact.call
        await asyncio.sleep(LOOK_EVERY)
    raise Silent("the call never reached the house")


def _left(walk: Walk, unused: int) -> Walk:
    walk.unused = unused
    return walk


class _Caller:
    def __init__(self, stage: Stage, call: Call, id: str) -> None:
        self._stage, self._call, self._id = stage, call, id
        self.happened: Sequence[Fact] = ()

    @property
    def walk(self) -> Walk:
        return walked(self.happened)

    async def do(self, act: Act) -> bool:
        """False when the call was over before."""
        ready = is_heard if act.kind is Kind.EARLY else is_waiting
        await self.until(lambda happened: ready(happened) or bool(walked(happened).ends))
        if self.walk.ends:
            return False
        await asyncio.sleep(BREATH)
        if act.kind is Kind.SILENCE:
            before = patience_ran_out(self.happened)
            await self.until(lambda happened: patience_ran_out(happened) > before)
        elif act.kind is Kind.HANG_UP:
            self._call.hangup()
        else:
            await self._press(act.digits)
        return True

    async def _press(self, digits: str) -> None:
        before = self._pressed()
        self._call.stream.send_digits(digits)
        await self.until(lambda happened: self._pressed() >= before + len(digits) or bool(walked(happened).ends))

    def _pressed(self) -> int:
        return sum(isinstance(fact, facts.DigitPressed) for fact in self.happened)

    async def until(self, enough: Callable[[Sequence[Fact]], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.happened = [entry.fact for entry in await self._stage.log.of(f"call:{self._id}")]
            if enough(self.happened):
                return
            await asyncio.sleep(LOOK_EVERY)
        raise Silent(f"nothing happened for {PATIENCE:g} s")
