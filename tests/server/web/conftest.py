"""One house in front of the web side for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.web.desk import Web, web


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Web]:
    async with web(tmp_path) as built:
        yield built
