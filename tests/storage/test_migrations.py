"""Every step of the tables, forward and back, on a database that has rows in all of them: none is lost on the way."""

from itertools import pairwise

import pytest

from storage.database import Database, Unreachable
from storage.migrate import migrate_open, versions
from tests.support.filling import Row, fill, raw, shared

# What a step itself changes in rows, on purpose. `person_rights` takes the place of two tables, see
# `test_rights_migration.py`; a state of tickets is new; the pieces of a title are added to those of the text.
CHANGES = {("0017", "0018"): {"tickets": {"state"}}, ("0036", "0037"): {"ticket_texts": {"words"}}}


async def rows(database: Database) -> dict[str, list[Row]]:
    async with database.reading() as connection:
        return await connection.run_sync(raw)


def expect_kept(before: dict[str, list[Row]], after: dict[str, list[Row]], changed: dict[str, set[str]]) -> None:
    for table in before.keys() & after.keys():
        columns = (before[table][0].keys() & (after[table] or before[table])[0].keys()) - changed.get(table, set())
        assert shared(after[table], columns) == shared(before[table], columns), table


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.writing() as connection:
        await connection.run_sync(fill)
    return database


async def step(database: Database, old: str, new: str, to: str, before: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """before: all rows; gives those that are there afterwards."""
    if not all(before.values()):  # a table that the last step has made
        async with database.writing() as connection:
            await connection.run_sync(fill)
        before = await rows(database)
    await migrate_open(database, to)
    after = await rows(database)
    expect_kept(before, after, CHANGES.get((old, new), {}))
    return after


async def test_rows_survive_the_way_back_and_forward_again_step_by_step(filled: Database) -> None:
    known = versions()
    steps, kept = list(pairwise(known)), await rows(filled)
    for old, new in reversed(steps):
        kept = await step(filled, old, new, old, kept)
    for old, new in steps:
        kept = await step(filled, old, new, new, kept)


async def test_a_version_that_there_is_not_is_refused_with_the_newest_named(database: Database) -> None:
    with pytest.raises(Unreachable, match=versions()[-1]):
        await migrate_open(database, "0000")


async def test_references_are_enforced_again_after_a_migration(filled: Database) -> None:
    await migrate_open(filled, versions()[0])
    await migrate_open(filled)
    before = await rows(filled)
    async with filled.writing() as connection:
        await connection.exec_driver_sql("DELETE FROM queues")
    assert before["queue_members"]
    assert (await rows(filled))["queue_members"] == []
