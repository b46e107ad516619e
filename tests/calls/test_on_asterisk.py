"""The same scenarios on the whole house: real SIP, real Asterisk, a real phone. What is heard is measured.

One house plays them all, one after the other; what one leaves behind is what the next one has to live with.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.house import House, start_house
from tests.support.real import RealStage
from tests.support.scenario import DIAL_SECONDS, PHONE_LIMIT, Scenario, load_all, play

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]
SCENARIOS = list(enumerate(load_all()))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    limits = {"DIAL_SECONDS": str(DIAL_SECONDS), "PHONE_LIMIT": str(PHONE_LIMIT)}
    house = await start_house(tmp_path_factory.mktemp("house"), **limits)
    yield house
    assert await house.stop() == 0


def marks_of(scenario: Scenario) -> Iterator[pytest.MarkDecorator]:
    if scenario.spec:
        yield pytest.mark.spec(*scenario.spec)
    if scenario.slow:
        yield pytest.mark.slow


@pytest.mark.parametrize(
    ("turn", "scenario"),
    [pytest.param(turn, scenario, id=scenario.name, marks=list(marks_of(scenario))) for turn, scenario in SCENARIOS],
)
async def test_scenario(house: House, tmp_path: Path, turn: int, scenario: Scenario) -> None:
    stage = RealStage(house, tmp_path, turn)
    await stage.open()
    try:
        await play(scenario, stage)
    finally:
        await stage.close()
