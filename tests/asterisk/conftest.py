"""The real Asterisk of these tests, and what drives it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.exchange import Exchange, exchange, tuned
from tests.support.pbx import Pbx, asterisk

__all__ = ["asterisk"]


@pytest.fixture(scope="module")
def pbx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with tuned(tmp_path_factory.mktemp("tuned")) as running:
        yield running


@pytest.fixture
async def house(pbx: Pbx, tmp_path: Path) -> AsyncIterator[Exchange]:
    async with exchange(pbx, tmp_path) as started:
        yield started
