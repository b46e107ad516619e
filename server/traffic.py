"""The figures of routes: fed by the journal, added to the database now and then, read by the designer's pages."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.exc import SQLAlchemyError

from cti.facts import RouteEntered, WayTaken
from ivr.traffic import Traffic
from journal import Entry
from storage.journal import SqlLog
from storage.traffic import RouteWays

logger = logging.getLogger(__name__)
EVERY = 30.0  # s between two additions to the database
AT_ONCE = 5_000  # entries that are read at once when the server comes back


@dataclass(frozen=True, slots=True)
class RouteFigures:
    """now: callers at each step; today, yesterday: (step, way) → how often."""

    now: dict[str, int]
    today: Counter[tuple[str, str]]
    yesterday: Counter[tuple[str, str]]


class RouteTraffic:
    """day_of: epoch seconds → day, `YYYY-MM-DD` in the time zone of the organisation; clock: epoch seconds."""

    def __init__(self, ways: RouteWays, day_of: Callable[[float], str], clock: Callable[[], float]) -> None:
        self._ways, self._day_of, self._clock = ways, day_of, clock
        self._traffic = Traffic(day_of)
        self._newest = self._kept = 0  # entries: counted, and counted in the database
        self._writing = asyncio.Lock()

    async def rebuild(self, log: SqlLog) -> None:
        """Where callers stand, and what was not counted when the server ended."""
        last = await log.last_number()
        kept = await self._ways.counted_to()
        self._newest = self._kept = last if kept is None else min(kept, last)
        begun = {entry.fact.subject for entry in await log.living() if isinstance(entry.fact, RouteEntered)}
        for subject in begun:
            await self._read_of(log, subject)
        while self._newest < last:
            for entry in await log.since(self._newest, AT_ONCE):
                if isinstance(entry.fact, WayTaken) and entry.fact.subject not in begun:  # over by now
                    begun.add(entry.fact.subject)
                    await self._read_of(log, entry.fact.subject)
                self._traffic.note(entry)
                self._newest = entry.number

    async def _read_of(self, log: SqlLog, subject: str) -> None:
        """Where the caller came from, up to what is counted already."""
        for entry in await log.of(subject):
            if entry.number <= self._newest:
                self._traffic.note(entry, count=False)

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._traffic.note(entry)
            self._newest = entry.number

    async def run(self) -> None:
        """Until cancelled; what was counted by then is kept."""
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self.keep()
        finally:
            await asyncio.shield(self.keep())

    async def keep(self) -> None:
        """What cannot be written now is written with the next."""
        async with self._writing:
            if self._newest == self._kept:
                return
            taken, newest = self._traffic.take(), self._newest
            try:
                await self._ways.add(taken, newest)
            except (SQLAlchemyError, OSError) as error:
                self._traffic.give_back(taken)
                logger.warning("figures of routes are not kept for now: %s", type(error).__name__)
            else:
                self._kept = newest

    async def of(self, route: str) -> RouteFigures:
        async with self._writing:  # else a way could be in neither part, or in both
            today = self._day_of(self._clock())
            yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
            days = [await self._ways.of(route, day) + self._traffic.counted(route, day) for day in (today, yesterday)]
            return RouteFigures(self._traffic.now(route), *days)
