"""Figures by HTTP, on the wired web side; and that each entry is counted once, whatever dies when."""

import time
from datetime import date, timedelta

import pytest

from cti import facts
from cti.plan import Plan, Queue
from journal import Entry, Fact
from server.figures import KeptFigures
from storage.database import Database
from storage.figures import FigureSums, Kept
from storage.journal import SqlLog
from tests.server.web.desk import Web

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
        assert (tally.offered, tally.answered, tally.wait, tally.talk, tally.there) == (1, 1, 10, 10, 0)
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


async def test_figures_of_today_are_told_by_half_hour_and_by_day(house: Web) -> None:
    async with house.page("supervisor") as page:
        house.figures.told(entries_of_now(house))
        told = await page.get("/api/figures?queue=general")
        whole = told["queues"][0]["whole"]
        assert (whole["answered"], whole["asa"], whole["service_level"]) == (1, 10, 1)
        assert [span["figures"]["answered"] for span in told["all"]["spans"]] == [1]
        assert {"agent1"} <= {each["id"] for each in told["agents"]}
        today = told["first"]
        before = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
        days = await page.get(f"/api/figures?from={before}&to={today}&by=day")
        assert [span["figures"]["answered"] for span in days["all"]["spans"]] == [1]


@pytest.mark.parametrize("query", ["from=2026-02-30", "from=2026-03-02&to=2026-03-01", "from=2020-01-01&to=2026-01-01"])
async def test_days_that_cannot_be_are_refused_with_a_remedy(house: Web, query: str) -> None:
    async with house.page("supervisor") as page:
        answer = await page.send("GET", f"/api/figures?{query}")
        assert answer.status_code == 422
        assert "2026-11-28" in answer.text or "choose days" in answer.text
