"""The figures of queues and agents: fed by the journal, kept by half hour now and then, read by board and pages."""

from collections.abc import Callable, Collection, Sequence

from cti.plan import Plan
from journal import Entry
from routing.figures import KINDS, Figures, Key, Tally
from routing.figures.state import take_up, written
from routing.figures.visits import SHORT
from server.keeping import AT_ONCE, Keeping
from storage.figures import FigureSums, Kept
from storage.journal import SqlLog

TWO_DAYS = 172_800.0
Taken = tuple[dict[Key, Tally], dict[str, object]]  # sums, and the state of the fold


class KeptFigures(Keeping[Taken]):
    """now: the fold, for live pages. day_of: epoch seconds → day in the time zone of the organisation; short: seconds
    within which who gives up has dialled wrong."""

    def __init__(self, sums: FigureSums, plan: Plan, day_of: Callable[[float], str], short: float = SHORT) -> None:
        super().__init__("figures of queues")
        self._sums = sums
        self.now = Figures(plan, day_of, short=short)

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

    def _take(self) -> Taken:
        self.now.staff.settle(self.now.at, self.now.sums)
        return self.now.sums.take(), written(self.now)

    async def _add(self, taken: Taken, newest: int) -> None:
        sums, state = taken
        await self._sums.add(sums, Kept(newest, state))

    def _give_back(self, taken: Taken) -> None:
        self.now.sums.give_back(taken[0])

    async def between(self, first: float, end: float, of: Collection[str]) -> dict[Key, Tally]:
        """By half hour, of what is kept and what is not yet."""
        async with self._writing:
            found = await self._sums.between(first, end, of)
            for key, tally in self.now.sums.fresh.items():
                if first <= key.slot < end and key.of in of:
                    found.setdefault(key, Tally()).add(tally)
            return found
