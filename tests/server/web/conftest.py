"""One house in front of the web side for each test. A file that says so, by a `kind` of its own, has it on PostgreSQL
too."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.server.web.desk import Web, move_in, web
from tests.support.databases import Postgres, postgres


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture
def kind() -> str:
    """Of `tests.support.databases.KINDS`."""
    return "sqlite"


@pytest.fixture
async def house(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Web]:
    url = ""
    if kind == "postgresql":
        server: Postgres = request.getfixturevalue("server")
        url = server.new_url()
        await server.fill(url)
        await move_in(url)
    async with web(tmp_path, url) as built:
        yield built
