"""Statements go to the thread of their connection once, and whoever stops waiting leaves it usable."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.database import Database, open
from storage.sqlite import FIRST, Stoppable

MANY = text("with recursive n(i) as (select 1 union all select i + 1 from n where i < :count) select i from n")
SLOW = 1_000_000  # rows: they take half a second or more


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open(f"sqlite:///{tmp_path}/a.db")
    yield opened
    await opened.close()


@pytest.mark.parametrize("count", [0, 1, FIRST - 1, FIRST, FIRST + 1, 3 * FIRST + 7])
async def test_all_rows_come_in_their_order(database: Database, count: int) -> None:
    async with database.reading() as connection:
        found = (await connection.execute(MANY, {"count": count or -1})).scalars().all()
        streamed = [row.i async for row in await connection.stream(MANY, {"count": count or -1})]
    expected = list(range(1, count + 1)) if count else [1]
    assert found == streamed == expected


async def test_a_question_goes_there_and_back_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    trips, whole = list[str](), Stoppable._execute

    async def counted(self: Stoppable, fn: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        trips.append(fn.__name__)
        return await whole(self, fn, *args, **named)

    monkeypatch.setattr(Stoppable, "_execute", counted)
    async with database.reading() as connection:
        assert await connection.scalar(text("select 7")) == 7
    assert trips == ["_run"]


async def test_a_transaction_that_writes_takes_its_lock_in_the_thread(database: Database) -> None:
    """It may wait for another writer, and the loop must not."""
    async with database.writing() as connection:
        await connection.execute(text("create table a (b integer)"))
        await connection.execute(text("insert into a values (1)"))
        other = asyncio.create_task(_write(database))
        await asyncio.sleep(0.2)
        assert not other.done()
    await other
    async with database.reading() as connection:
        assert await connection.scalar(text("select count(*) from a")) == 2


async def _write(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("insert into a values (2)"))


async def test_who_does_not_wait_any_more_leaves_the_database_usable(database: Database) -> None:
    async def count() -> None:
        async with database.reading() as connection:
            await connection.execute(MANY, {"count": SLOW})

    for _ in range(3):
        slow = asyncio.create_task(count())
        await asyncio.sleep(0.1)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        async with database.reading() as connection:
            assert await connection.scalar(text("select 7")) == 7


async def test_what_is_wrong_is_told_where_it_is_asked(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(OperationalError, match="no such table"):
            async with database.reading() as connection:
                await connection.execute(text("select * from nowhere"))
    assert await database.answers()


async def test_a_connection_that_was_closed_is_a_trouble_of_the_database(database: Database) -> None:
    async with database.reading() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert isinstance(raw, Stoppable)
        await raw.close()
        with pytest.raises(OperationalError):
            await connection.execute(text("select 7"))
    assert await database.answers()
