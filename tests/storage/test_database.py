"""Opening and migrating a database, and what is said when that is not possible."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database, Unreachable, open
from storage.migrate import migrate, migrate_open
from storage.tables import metadata
from tests.support.databases import Postgres, postgres


def described(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is made by the migration alone: each database has its own kind."""
    return not (name or "").startswith(("ticket_grams", "ix_ticket_texts_words"))


async def test_the_migrations_make_the_tables_that_the_program_uses(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_name": described})
        return list(compare_metadata(context, metadata))

    async with database.writing() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_second_migration_changes_nothing(url: str) -> None:
    await migrate(url)
    await migrate(url)


async def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unreachable, match="newer"):
        await migrate_open(database)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("nonsense", "no SQLAlchemy URL"),
        ("mysql://root@localhost/x", "sqlite or postgresql"),
        ("postgresql://cordboard:hunter2@127.0.0.1:9/none", "Check CORDBOARD_DATABASE"),
        ("sqlite:////proc/no/such.db", "Check CORDBOARD_DATABASE"),
    ],
)
async def test_a_wrong_url_is_refused_with_a_remedy_and_without_its_password(wrong: str, complaint: str) -> None:
    with pytest.raises(Unreachable, match=complaint) as refused:
        await open(wrong)
    assert "hunter2" not in str(refused.value)


async def test_a_server_that_is_gone_is_a_trouble_of_the_database_and_no_other() -> None:
    """Those who go on without it wait for one kind of error."""
    with postgres() as server:
        database = await open(server.new_url())
        async with database.reading() as connection:
            server.stop()
            with pytest.raises(SQLAlchemyError):
                await connection.execute(text("SELECT 1"))
        for _ in range(3):
            with pytest.raises(SQLAlchemyError):
                await look(database)
        server.start()
        assert await look(database) == 1
        await database.close()


async def look(database: Database) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(text("SELECT 1"))).scalar_one())


async def test_a_question_to_postgresql_is_one_trip(server: Postgres) -> None:
    """No BEGIN, no ROLLBACK, and nobody asks beforehand whether the connection is still there."""
    database, beside = await open(server.new_url()), list[str]()  # what is no prepared statement
    async with database.reading() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.add_query_logger(lambda told: beside.append(told.query))
    assert [await look(database) for _ in range(3)] == [1, 1, 1]
    assert beside == []
    async with database.writing() as writing:
        await writing.execute(text("CREATE TABLE a (b integer)"))
    assert [told.split()[0] for told in beside] == ["BEGIN", "COMMIT;"]
    await database.close()


async def test_a_connection_that_rested_is_tried_before_it_is_used(
    server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A firewall forgets those that nothing went through, and tells nobody."""
    database, tried = await open(server.new_url()), list[object]()
    whole: Any = AsyncAdapt_asyncpg_connection.ping

    def ping(connection: AsyncAdapt_asyncpg_connection) -> None:
        tried.append(connection.driver_connection)
        if len(tried) == 2:
            raise ConnectionResetError("lost")
        whole(connection)

    monkeypatch.setattr(AsyncAdapt_asyncpg_connection, "ping", ping)
    assert await look(database) == 1
    assert tried == []
    monkeypatch.setattr("storage.database.RESTED", 0.0)
    assert [await look(database), await look(database)] == [1, 1]  # the second one on a new connection
    assert len(tried) == 2
    async with database.reading() as connection:
        assert (await connection.get_raw_connection()).driver_connection is not tried[0]
    await database.close()


async def test_one_moment_stands_still_while_others_write(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE a (b integer)"))
    async with database.one_moment() as still:
        count = text("SELECT count(*) FROM a")
        assert await still.scalar(count) == 0
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO a VALUES (1)"))
        assert await still.scalar(count) == 0
    async with database.reading() as connection:
        assert await connection.scalar(count) == 1


async def test_a_connection_that_was_stopped_is_closed_all_the_same(tmp_path: Path) -> None:
    """So it comes when work is cancelled, and then its end; the process waited for that close for ever."""
    opened = await open(f"sqlite:///{tmp_path / 'cordboard.db'}")
    async with opened.reading() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        driver.stop()
        async with asyncio.timeout(5):
            with suppress(ValueError):  # as long as its thread has not done it yet: that it is closed
                await driver.close()
            await driver.stop()
    await opened.close()
