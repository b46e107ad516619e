"""The figures of queues and agents: fed by the journal, kept by half hour now and then, read by board and pages."""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence

from sqlalchemy.exc import SQLAlchemyError

from cti.plan import Plan
from journal import Entry
from routing.figures import KINDS, Figures, Key, Tally
from routing.figures.state import take_up, written
from storage.figures import FigureSums, Kept
from storage.journal import SqlLog

logger = logging.getLogger(__name__)
EVERY = 30.0  # s between two additions to the database
AT_ONCE = 5_000  # entries that are read at once when the server comes back
TWO_DAYS = 172_800.0


class KeptFigures:
    """now: the fold, for live pages. day_of: epoch seconds → day in the time zone of the organisation."""

    def __init__(self, sums: FigureSums, plan: Plan, day_of: Callable[[float], str]) -> None:
        self._sums = sums
        self.now = Figures(plan, day_of)
        self._newest = self._kept = 0  # entries: counted, and counted in the database
        self._writing = asyncio.Lock()

    async def rebuild(self, log: SqlLog, midnight: float) -> None:
        """What was known when the server ended, and what was not counted then. midnight: from when entries are counted
        where nothing ever was."""
        if kept := await self._sums.kept():
            take_up(self.now, kept.state)
            self.now.sums.put_back(await self._sums.between(self.now.at - TWO_DAYS, float("inf")))
            self._newest = self._kept = kept.entry
            await self._read_on(log)
        else:
            await self._read_today(log, midnight)

    async def _read_on(self, log: SqlLog) -> None:
        while entries := await log.since(self._newest, AT_ONCE):
            self.told(entries)

    async def _read_today(self, log: SqlLog, midnight: float) -> None:
        older = [entry for entry in await log.living() if isinstance(entry.fact, KINDS) and entry.at < midnight]
        for entry in older:
            self.now.note(entry)
        self.now.staff.settle(midnight, self.now.sums)
        self.now.sums.take()  # of days that were not counted
        for entry in await log.of_kinds(KINDS, midnight):
            self.now.note(entry)
        self._newest = await log.last_number()

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self.now.note(entry)
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
            self.now.staff.settle(self.now.at, self.now.sums)
            taken, kept = self.now.sums.take(), Kept(self._newest, written(self.now))
            try:
                await self._sums.add(taken, kept)
            except (SQLAlchemyError, OSError) as error:
                self.now.sums.give_back(taken)
                logger.warning("figures of queues are not kept for now: %s", type(error).__name__)
            else:
                self._kept = kept.entry

    async def between(self, first: float, end: float, of: Collection[str]) -> dict[Key, Tally]:
        """By half hour, of what is kept and what is not yet."""
        async with self._writing:  # else something could be in neither part, or in both
            found = await self._sums.between(first, end, of)
            for key, tally in self.now.sums.fresh.items():
                if first <= key.slot < end and key.of in of:
                    found.setdefault(key, Tally()).add(tally)
            return found
