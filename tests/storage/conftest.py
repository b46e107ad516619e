"""Every test here runs on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database, open
from storage.migrate import migrate_open
from tests.support.databases import KINDS, Postgres, postgres


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    server: Postgres = request.getfixturevalue("server")
    return server.new_url()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Empty, with the tables of this version."""
    database = await open(url)
    await migrate_open(database)
    yield database
    await database.close()
