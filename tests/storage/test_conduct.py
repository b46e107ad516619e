"""Incidents and restrictions follow from the journal and outlive a restart."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from cti import facts
from cti.conduct import Answer, Step
from cti.incidents import Ended
from journal import Entry, Fact
from storage import conduct
from storage.conduct import Records, Wanted
from storage.database import Database
from storage.journal import SqlLog
from storage.plan import load_plan
from storage.tables import services
from tests.support.plan import CONDUCT

NUMBER = "01012345678"
OPENED = facts.IncidentOpened("a", 1, "support", "general", NUMBER, "kim", "abuse")
ENDED = facts.IncidentStep("a", 1, "kim", Step.TERMINATION, "agent:kim")
SET = facts.RestrictionSet(1, "support", NUMBER, 1, 2, 9000.0, Answer.QUEUE, "conduct.greeting", "general")


async def keep(database: Database, *story: Fact) -> None:
    log = SqlLog(database, [conduct.keep])
    first = await log.last_number() + 1
    await log.append([Entry(first + at, 1000.0 + first + at, None, fact) for at, fact in enumerate(story)])


async def test_an_incident_grows_with_its_steps_and_words(database: Database) -> None:
    warned = facts.IncidentStep("a", 1, "kim", Step.WARNING_1, "agent:kim")
    withdrawn = facts.IncidentStepWithdrawn("a", 1, "kim", Step.WARNING_1)
    await keep(database, OPENED, warned, withdrawn, ENDED, facts.IncidentNoted("a", 1, "threat", "금요일", "kim"))
    await keep(database, facts.RecoveryBegan("kim", "a", 1, 9.0), facts.RecoveryEnded("kim", "a", 1, early=True))
    found = await Records(database).get(1)
    assert found is not None
    assert [(step.step, step.withdrawn) for step in found.steps] == [("warning1", True), ("termination", False)]
    assert (found.category, found.note, found.recovery_seconds) == ("threat", "금요일", 1.0)


async def test_what_a_start_needs_is_found(database: Database) -> None:
    await keep(database, OPENED, ENDED, SET)
    records = Records(database)
    assert await records.next_numbers() == (2, 2)
    assert await records.ended(2000.0) == [Ended(1, "support", NUMBER, 1002.0)]
    assert [each.number for each in await records.active(2000.0)] == [NUMBER]
    assert await records.active(9001.0) == []


async def test_a_restriction_counts_who_met_it_and_ends_when_it_is_lifted(database: Database) -> None:
    met = facts.RestrictionMet("b", 1, "support", Answer.QUEUE, "conduct.greeting", "general", 9000.0)
    await keep(database, SET, met, met, facts.RestrictionLifted(1, "support", NUMBER, "park", "a mistake"))
    found = (await Records(database).restrictions())[0]
    assert (found.met, found.lifted_by, found.lifted_why) == (2, "park", "a mistake")
    assert await Records(database).active(2000.0) == []


async def test_the_newest_policy_is_the_one_that_is_loaded(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(services).values(id="support", name="Support", language="ko"))
    await keep(database, facts.ConductChanged("support", CONDUCT, "admin"))
    changed = replace(CONDUCT, incidents=5)
    await keep(database, facts.ConductChanged("support", changed, "admin"))
    assert (await load_plan(database)).conduct == {"support": changed}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [2, 1]),
        (Wanted(before=2), [1]),
        (Wanted(agent="lee"), [2]),
        (Wanted(caller=NUMBER), [1]),
        (Wanted(services=frozenset({"sales"})), [2]),
        (Wanted(unseen=True), [2]),
    ],
)
async def test_lists_are_narrowed(database: Database, wanted: Wanted, found: list[int]) -> None:
    other = facts.IncidentOpened("b", 2, "sales", "sales", "0311112222", "lee", "other")
    await keep(database, OPENED, other, facts.IncidentReviewed("a", 1, "park"))
    assert [each.id for each in await Records(database).newest(wanted, 50)] == found
