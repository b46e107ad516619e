"""The figures of queues: each entry is counted once, whatever dies when."""

import pytest

from cti import facts
from cti.plan import Plan, Queue
from journal import Entry, Fact
from server.figures import KeptFigures
from storage.database import Database
from storage.figures import FigureSums, Kept
from storage.journal import SqlLog

NOON = 43_200.0
PLAN = Plan(queues={"general": Queue("general", "General", "s", members=frozenset({"kim"}))})
CALL: list[Fact] = [
    facts.Arrived("a", "0311112222", "0700000001"),
    facts.AgentStateChanged("kim", facts.AgentState.READY),
    facts.Queued("a", "general"),
    facts.Established("a", "kim"),
    facts.Cleared("a", "normal"),
]


def figures(database: Database) -> KeptFigures:
    return KeptFigures(FigureSums(database), PLAN, lambda at: str(int(at // 86_400)))


def entries(first: int = 1, last: int = len(CALL)) -> list[Entry]:
    """One each ten seconds."""
    return [Entry(number, NOON + 10 * number, None, CALL[number - 1]) for number in range(first, last + 1)]


@pytest.mark.parametrize("kept_at", range(len(CALL) + 1))
async def test_a_server_that_is_killed_counts_each_entry_once(database: Database, kept_at: int) -> None:
    """It is killed twice: after it kept the entries up to `kept_at`, and at the end without having kept the rest."""
    log, first = SqlLog(database), figures(database)
    await log.append(entries())
    await FigureSums(database).add({}, Kept(0, {}))
    first.told(entries(last=kept_at))
    await first.keep()
    first.told(entries(kept_at + 1))
    for _ in range(2):
        again = figures(database)
        await again.rebuild(log, 0.0)
        tally = again.now.tally("general")
        assert (tally.offered, tally.answered, tally.wait, tally.talk) == (1, 1, 10, 10)
        await again.keep()
    kept = await again.between(0, 86_400, ["queue:general"])
    assert [(key.slot, one.answered, one.talk, one.there) for key, one in kept.items()] == [(NOON, 1, 10, 30)]


async def test_a_journal_from_before_there_were_figures_is_counted_from_midnight_on(database: Database) -> None:
    log = SqlLog(database)
    await log.append(entries(last=3))
    first = figures(database)
    await first.rebuild(log, NOON + 35)
    assert (first.now.tally("general").offered, first.now.waiting("general")) == (1, 1)
    first.told(entries(4))
    kept = await first.between(0, 86_400, ["queue:general"])
    assert [(one.offered, one.answered) for one in kept.values()] == [(0, 1)]
