"""One running house for all tests that need none of their own: what one leaves behind is what the next has to bear."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.house import House
from tests.support.outage import healthy, nothing_is_left
from tests.support.real import RealStage
from tests.support.standing import staged, standing_house

TURNS = count()  # each stage has numbers of its own: a promise to call one back is given once


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with standing_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="package")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    """Callers and agents. When they have left, the house is as empty as before. Who failed while a part was away leaves
    it to nobody else: the next one, and those who let agents off, wait for it."""
    await healthy(house)
    async with staged(house, tmp_path, next(TURNS)) as stage:
        yield stage
        await healthy(house)
    await nothing_is_left(house)
