"""Who stands by begins when nobody serves, and never beside one who does."""

import asyncio

import pytest
from sqlalchemy import update

from storage.baton import Baton, BatonLost
from storage.database import Database, open
from storage.lease import Lease, LeaseLost, Served
from storage.tables import lease
from tests.support.until import until

LASTS = 0.5  # s


def one(database: Database, owner: str) -> tuple[Lease, Baton]:
    baton = Baton(database)
    return Lease(database, baton, owner, LASTS), baton


async def serving(database: Database, owner: str = "a:/data") -> Lease:
    held, baton = one(database, owner)
    await baton.take(owner)
    held.begin()
    await until(lambda: rowed(database), every=0.01)
    return held


async def rowed(database: Database) -> bool:
    async with database.reading() as connection:
        return bool((await connection.execute(lease.select())).all())


async def test_one_that_stands_by_waits_as_long_as_another_serves(database: Database) -> None:
    held = await serving(database)
    waiting = asyncio.create_task(one(database, "b:/data")[0].wait())
    done, _ = await asyncio.wait([waiting], timeout=3 * LASTS)
    assert not done
    await held.give_up()
    await asyncio.wait_for(waiting, 10)


async def test_a_lease_that_nobody_renews_runs_out(database: Database) -> None:
    held = await serving(database)
    killed = asyncio.create_task(held.held())
    await asyncio.sleep(0)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    await asyncio.wait_for(one(database, "b:/data")[0].wait(), 10)


async def test_one_that_does_not_stand_by_ends_beside_another_and_says_what_to_do(database: Database) -> None:
    held = await serving(database)
    with pytest.raises(Served, match="standby = true"):
        await one(database, "b:/data")[0].outlast()
    await one(database, "a:/data")[0].outlast()  # its own keeper has started it again
    await held.give_up()
    await one(database, "b:/data")[0].outlast()


async def test_one_that_does_not_stand_by_waits_for_the_lease_of_a_dead_one(database: Database) -> None:
    held = await serving(database)
    killed = asyncio.create_task(held.held())
    await asyncio.sleep(0)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    await one(database, "b:/data")[0].outlast()


async def test_who_was_replaced_hears_of_it_and_takes_nothing_away(database: Database) -> None:
    held = await serving(database)
    newer = await serving(database, "b:/data")
    with pytest.raises(BatonLost):
        await asyncio.wait_for(held.held(), 10)
    await held.give_up()
    assert await rowed(database)
    await newer.give_up()
    assert not await rowed(database)


async def test_one_that_is_started_again_does_not_wait_for_itself(database: Database) -> None:
    held = await serving(database)
    await asyncio.wait_for(one(database, "a:/data")[0].wait(), 10)
    await held.give_up()


async def test_who_cannot_say_it_in_time_stops(database: Database, url: str) -> None:
    held = await serving(database)
    other = await open(url)
    async with other.writing() as connection:
        await connection.execute(update(lease).values(owner="a lock"))
        with pytest.raises(LeaseLost):
            await asyncio.wait_for(held.held(), 10)
        await connection.rollback()
    await other.close()


async def test_a_database_without_tables_is_free(url: str) -> None:
    database = await open(url)
    await asyncio.wait_for(one(database, "a:/data")[0].wait(), 10)
    await database.close()
