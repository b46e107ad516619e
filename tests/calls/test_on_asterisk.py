"""The same scenarios on the whole house: real SIP, real Asterisk, a real phone. What is heard is measured.

One house plays them all, one after the other; what one leaves behind is what the next one has to live with.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.house import House
from tests.support.scenario import DIAL_SECONDS, PHONE_LIMIT, Scenario, load_all, play
from tests.support.standing import staged, standing_house

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]
SCENARIOS = list(enumerate(load_all()))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    limits = {"DIAL_SECONDS": str(DIAL_SECONDS), "PHONE_LIMIT": str(PHONE_LIMIT)}
    async with standing_house(tmp_path_factory.mktemp("house"), **limits) as house:
        yield house


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
    async with staged(house, tmp_path, turn) as stage:
        await play(scenario, stage)
