"""The loops around the engine: write, then obey and tell; and wake it when something falls due.

A turn's entries are on disk before the switch hears of its orders and before anybody is told of its facts. Turns that
pile up while one transaction is being written go into the next one together, so the disk never sets the pace twice.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from time import monotonic

from cti.refused import Refused
from journal import Command, Entry, Log, Order
from server.engine import Engine, Turn
from storage.baton import BatonLost
from storage.database import Database

logger = logging.getLogger(__name__)

RETRY_AFTER = 0.25  # s between tries while the database does not take what it is given
EMPTY_EVERY = 0.002  # s between two looks
STUCK = 2.0  # s that a write takes before callers are better off with the dialplan's music
LONGEST_SLEEP = 5.0  # s; the wall clock may jump, so nobody sleeps through more than this


class Writer:
    """Takes turns over from the engine, in order, and never loses one: a failed write is tried again.

    obey: gives an order to the switch; told: hears the entries of a turn once they are on disk.
    """

    def __init__(self, log: Log, obey: Callable[[Order], None], told: Callable[[Sequence[Entry]], None]) -> None:
        self._log, self._obey, self._told = log, obey, told
        self._turns: list[Turn] = []
        self._wake = asyncio.Event()
        self._waiters: list[tuple[int, asyncio.Future[None]]] = []
        self.written = 0
        self.failing = self._busy = False
        self._begun: float | None = None  # when the write began that is not done
        self.watch: Callable[[float, int], None] = lambda seconds, entries: None  # for metrics
        self.lagged: Callable[[float], None] = lambda seconds: None  # from a turn until it is carried out

    def hand_over(self, turn: Turn) -> None:
        turn.at = monotonic()
        self._turns.append(turn)
        self._wake.set()

    @property
    def stuck(self) -> bool:
        """What is decided is not written down, because the database fails or does not answer."""
        return self.failing or (self._begun is not None and monotonic() - self._begun > STUCK)

    async def settled(self, number: int) -> None:
        """Wait until the entry of this number is on disk and its orders are given."""
        if self.written >= number and not self._turns:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append((number, waiter))
        await waiter

    async def empty(self) -> None:
        """Wait until all that was handed over is on disk and obeyed."""
        while self._turns or self._busy:  # noqa: ASYNC110  # one who leaves waits once, for milliseconds
            await asyncio.sleep(EMPTY_EVERY)

    async def run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            turns, self._turns, self._busy = self._turns, [], True
            await self._write([entry for turn in turns for entry in turn.entries])
            for turn in turns:
                self._carry_out(turn)
            self._busy = False
            self._settle()

    async def _write(self, entries: Sequence[Entry]) -> None:
        begun = self._begun = monotonic()
        while entries:
            try:
                await self._log.append(entries)
                break
            except BatonLost:  # somebody else decides now: nothing of this turn may happen
                raise
            except Exception:  # whatever the database's trouble is, the turn must not get lost
                if not self.failing:
                    logger.exception("the journal cannot be written; trying again until it can")
                self.failing = True
                await asyncio.sleep(RETRY_AFTER)
        if self.failing and entries:
            logger.warning("the journal is being written again")
        self.failing, self._begun = False, None
        self.watch(monotonic() - begun, len(entries))

    def _carry_out(self, turn: Turn) -> None:
        for order in turn.orders:
            self._obey(order)
        if turn.entries:
            self.written = turn.entries[-1].number
            self._told(turn.entries)
        self.lagged(monotonic() - turn.at)

    def _settle(self) -> None:
        left = []
        for number, waiter in self._waiters:
            if number > self.written:
                left.append((number, waiter))
            elif not waiter.done():
                waiter.set_result(None)
        self._waiters = left


class Ticker:
    """Wakes the engine when the next line of its agenda is due."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine, self._clock = engine, clock
        self._armed: tuple[float, asyncio.TimerHandle] | None = None
        self._resting = False

    def arm(self) -> None:
        """Call after every turn: the agenda may have changed."""
        at = self._engine.agenda.next()
        if self._resting or at is None or (self._armed and self._armed[0] <= at):
            return
        if self._armed:
            self._armed[1].cancel()
        delay = min(max(0.0, at - self._clock()), LONGEST_SLEEP)
        self._armed = at, asyncio.get_running_loop().call_later(delay, self._fire)

    def stop(self) -> None:
        """For good: what falls due from now on is for who comes after us."""
        self._resting = True
        if self._armed:
            self._armed[1].cancel()

    def _fire(self) -> None:
        self._armed = None
        try:
            self._engine.tick()
        except Exception:
            logger.exception("a line of the agenda could not be carried out", extra={"entry": self._engine.number})
        self.arm()


class Asking:
    """The way in for people: ask the engine, then wait until what happened is on disk."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine, self._writer = engine, writer
        self.closed = False  # another server decides from now on

    async def ask(self, command: Command, cause: int | None = None) -> None:
        """Raises `Refused`."""
        if self._writer.stuck or self.closed:
            raise Refused("nothing can be written down at the moment; please try again in a few seconds", "not_written")
        self._engine.ask(command, cause)
        await self._writer.settled(self._engine.number)


async def database_health(writer: Writer, database: Database) -> str:
    if writer.stuck:
        return "the journal cannot be written"
    return "ok" if await database.answers() else "does not answer"
