"""A house that stands for all tests of a module, and a stage of callers and agents for one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.house import House, start_house
from tests.support.real import RealStage


@asynccontextmanager
async def standing_house(data: Path, **settings: str) -> AsyncIterator[House]:
    """A house that has to end well. settings: as CORDBOARD_… variables, without the prefix."""
    house = await start_house(data, **settings)
    try:
        yield house
    finally:
        ended = await house.stop()
    assert ended == 0


@asynccontextmanager
async def staged(house: House, folder: Path, turn: int = 0) -> AsyncIterator[RealStage]:
    """turn: which stage of this house it is, from 0; each has numbers of its own."""
    stage = RealStage(house, folder, turn)
    await stage.open()
    try:
        yield stage
    finally:
        await stage.close()
