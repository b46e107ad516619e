"""A backup of each kind of database, put back into each kind; and one that is made while the house writes."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from server import archive
from server.archive import WrongArchive
from storage.database import Database, open
from storage.migrate import migrate, versions
from storage.tables import audit, groups, services
from tests.support.databases import KINDS, Postgres
from tests.support.filling import Row, contents, fill


def told(done: int, whole: int) -> None:
    """Nobody looks on."""


@pytest.fixture
def same(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """The URL of a database of the same kind, into which is put back."""
    return new_url(request, "sqlite" if url.startswith("sqlite") else "postgresql", tmp_path)


def new_url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    server: Postgres = request.getfixturevalue("server")
    return server.new_url() if kind == "postgresql" else f"sqlite:///{tmp_path / 'new' / 'cordboard.db'}"


async def rows(url: str) -> dict[str, list[Row]]:
    database = await open(url)
    async with database.reading() as connection:
        found = await connection.run_sync(contents)
    await database.close()
    return found


async def move(url: str, same: str, tmp_path: Path) -> None:
    """In threads, because `cti backup` and `cti restore` have no loop around them."""
    file, data = tmp_path / "a.tar.gz", tmp_path / "new"
    await asyncio.to_thread(archive.write, file, tmp_path, url, told)
    await asyncio.to_thread(archive.read, file, data, same, told)


@pytest.mark.parametrize("into", KINDS)
async def test_every_row_of_every_table_comes_back_and_new_ones_are_numbered_on(
    request: pytest.FixtureRequest, database: Database, url: str, into: str, tmp_path: Path
) -> None:
    async with database.writing() as connection:
        await connection.run_sync(fill)
    empty = new_url(request, into, tmp_path)
    await move(url, empty, tmp_path)
    assert await rows(empty) == await rows(url)
    restored = await open(empty)
    async with restored.writing() as connection:
        service = await connection.scalar(select(services.c.id).limit(1))
        await connection.execute(insert(groups).values(service=service, name="new"))
        newest = await connection.scalar(select(func.max(groups.c.id)))
    await restored.close()
    assert newest == 4


async def test_an_older_backup_is_brought_up_to_date(url: str, same: str, tmp_path: Path) -> None:
    await migrate(url, versions()[0])
    old = await open(url)
    async with old.writing() as connection:
        await connection.run_sync(fill)
    await old.close()
    await move(url, same, tmp_path)
    await migrate(same)
    assert len((await rows(same))["queue_members"]) == 3


async def test_a_database_with_tables_is_not_written_over(
    database: Database, url: str, same: str, tmp_path: Path
) -> None:
    await migrate(same)
    with pytest.raises(WrongArchive, match=r"exists already|has tables already"):
        await move(url, same, tmp_path)


async def test_a_backup_sees_one_moment_of_a_house_that_writes(database: Database, url: str, tmp_path: Path) -> None:
    """Each transaction writes one row in two tables; a backup that saw two moments would have more of one."""
    over = asyncio.Event()

    async def write() -> None:
        for number in range(100_000):
            if over.is_set():
                return
            async with database.writing() as connection:
                row = {"id": f"s{number}", "name": "", "language": "en"}
                await connection.execute(insert(services).values(**row))
                told = {"person": "", "address": "", "operation": "", "about": "", "status": 200}
                await connection.execute(insert(audit).values(at=number, **told))

    writing = asyncio.create_task(write())
    for turn in range(2):
        file, data = tmp_path / f"{turn}.tar.gz", tmp_path / f"new{turn}"
        await asyncio.to_thread(archive.write, file, tmp_path, url, lambda done, whole: None)
        restored = f"sqlite:///{data / 'cordboard.db'}"
        await asyncio.to_thread(archive.read, file, data, restored, lambda done, whole: None)
        found = await rows(restored)
        assert len(found["services"]) == len(found["audit"])
    over.set()
    await writing
    assert found["services"]
