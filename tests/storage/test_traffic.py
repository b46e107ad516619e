"""The figures of routes: each way is counted once, whatever dies when."""

from cti import facts
from ivr.traffic import Taken
from journal import Entry, Fact
from server.traffic import RouteTraffic
from storage.database import Database
from storage.journal import SqlLog
from storage.traffic import RouteWays

NOON = 43_200.0
DAY = 86_400.0
DAYS = ("1970-01-01", "1970-01-02", "1970-01-03")
CALL: list[Fact] = [
    facts.Arrived("a", "0311112222", "0700000001"),
    facts.RouteEntered("a", "s", "support", 1, "en"),
    facts.StepEntered("a", "choose", 1),
    facts.WayTaken("a", "choose", "1"),
]


def day_of(at: float) -> str:
    return DAYS[int(at // DAY)]


def traffic(database: Database, now: float = NOON) -> RouteTraffic:
    return RouteTraffic(RouteWays(database), day_of, lambda: now)


def entries(happened: list[Fact], first: int = 1, at: float = NOON) -> list[Entry]:
    return [Entry(first + number, at, None, fact) for number, fact in enumerate(happened)]


async def test_sums_grow_by_what_is_added(database: Database) -> None:
    ways = RouteWays(database)
    way = Taken(DAYS[0], "support", "choose", "1")
    await ways.add({way: 2}, 10)
    await ways.add({way: 3, Taken(DAYS[0], "support", "choose", "2"): 1}, 20)
    assert await ways.of("support", DAYS[0]) == {("choose", "1"): 5, ("choose", "2"): 1}
    assert await ways.of("support", DAYS[1]) == {}
    assert await ways.counted_to() == 20


async def test_today_and_yesterday_are_told_apart_and_nothing_waits_for_being_kept(database: Database) -> None:
    seen = traffic(database, NOON + DAY)
    seen.told(entries(CALL))
    await seen.keep()
    seen.told(entries([facts.WayTaken("a", "choose", "2")], 5, NOON + DAY))
    figures = await seen.of("support")
    assert figures.yesterday == {("choose", "1"): 1}
    assert figures.today == {("choose", "2"): 1}
    assert figures.now == {"choose": 1}


async def test_a_server_that_is_killed_counts_what_it_had_not_kept_once(database: Database) -> None:
    log = SqlLog(database)
    await RouteWays(database).add({}, 0)
    await log.append(entries(CALL))
    await traffic(database).rebuild(log, await log.living())  # killed before it kept anything
    again = traffic(database)
    await again.rebuild(log, await log.living())
    assert (await again.of("support")).today == {("choose", "1"): 1}
    await again.keep()
    last = traffic(database)
    await last.rebuild(log, await log.living())
    figures = await last.of("support")
    assert figures.today == {("choose", "1"): 1}
    assert figures.now == {"choose": 1}


async def test_a_call_that_ended_before_the_server_came_back_is_counted_too(database: Database) -> None:
    log = SqlLog(database)
    await log.append(entries(CALL[:3]))
    await RouteWays(database).add({}, 3)
    await log.append(entries([CALL[3], facts.Cleared("a", "normal")], 4))
    again = traffic(database)
    await again.rebuild(log, await log.living())
    figures = await again.of("support")
    assert figures.today == {("choose", "1"): 1}
    assert figures.now == {}


async def test_a_journal_from_before_there_were_figures_is_not_counted(database: Database) -> None:
    log = SqlLog(database)
    await log.append(entries(CALL))
    first = traffic(database)
    await first.rebuild(log, await log.living())
    figures = await first.of("support")
    assert figures.today == {}
    assert figures.now == {"choose": 1}
