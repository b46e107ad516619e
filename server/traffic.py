"""The figures of routes: fed by the journal, added to the database now and then, read by the designer's pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cti.facts import RouteEntered, WayTaken
from ivr.traffic import Taken, Traffic
from journal import Entry
from server.keeping import AT_ONCE, Keeping
from storage.journal import SqlLog
from storage.traffic import RouteWays


@dataclass(frozen=True, slots=True)
class RouteFigures:
    """now: callers at each step; today, yesterday: (step, way) → how often."""

    now: dict[str, int]
    today: Counter[tuple[str, str]]
    yesterday: Counter[tuple[str, str]]


class RouteTraffic(Keeping[Counter[Taken]]):
    """day_of: epoch seconds → day, `YYYY-MM-DD` in the time zone of the organisation; clock: epoch seconds."""

    def __init__(self, ways: RouteWays, day_of: Callable[[float], str], clock: Callable[[], float]) -> None:
        super().__init__("figures of routes")
        self._ways, self._day_of, self._clock = ways, day_of, clock
        self._traffic = Traffic(day_of)

    async def rebuild(self, log: SqlLog, living: Sequence[Entry]) -> None:
        """Where callers stand, and what was not counted when the server ended. living: all entries of their calls."""
        last = await log.last_number()
        kept = await self._ways.counted_to()
        self._newest = self._kept = last if kept is None else min(kept, last)
        begun = {entry.fact.subject for entry in living if isinstance(entry.fact, RouteEntered)}
        self._come_from(entry for entry in living if entry.fact.subject in begun)
        while self._newest < last:
            for entry in await log.since(self._newest, AT_ONCE):
                if isinstance(entry.fact, WayTaken) and entry.fact.subject not in begun:  # over by now
                    begun.add(entry.fact.subject)
                    self._come_from(await log.of(entry.fact.subject))
                self._traffic.note(entry)
                self._newest = entry.number

    def _come_from(self, entries: Iterable[Entry]) -> None:
        """Where callers came from, up to what is counted already."""
        for entry in entries:
            if entry.number <= self._newest:
                self._traffic.note(entry, count=False)

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._traffic.note(entry)
            self._newest = entry.number

    def _take(self) -> Counter[Taken]:
        return self._traffic.take()

    async def _add(self, taken: Counter[Taken], newest: int) -> None:
        await self._ways.add(taken, newest)

    def _give_back(self, taken: Counter[Taken]) -> None:
        self._traffic.give_back(taken)

    async def of(self, route: str) -> RouteFigures:
        async with self._writing:
            today = self._day_of(self._clock())
            yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
            days = [await self._ways.of(route, day) + self._traffic.counted(route, day) for day in (today, yesterday)]
            return RouteFigures(self._traffic.now(route), *days)
