"""Every test here runs on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database, open
from tests.support.databases import KINDS, Postgres, fill_sqlite, postgres


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
async def database(url: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """Empty, with the tables of this version."""
    if url.startswith("sqlite"):
        await fill_sqlite(Path(url.removeprefix("sqlite:///")))
    else:
        server: Postgres = request.getfixturevalue("server")
        await server.fill(url)
    database = await open(url)
    yield database
    await database.close()
