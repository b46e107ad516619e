"""A synthetic call on the real switch: answered, heard both ways, and no call of the house."""

import pytest

from softphone.canary import call
from tests.support.outage import figures, nothing_is_left
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="package")]


async def test_the_canary_hears_itself_and_stands_in_no_figure(stage: RealStage) -> None:
    before = await figures(stage.house)
    host, _, port = stage.house.sip.rpartition(":")
    result = await call((host, int(port)))
    assert result.why == ""
    assert result.answer > 0
    assert result.echo > 0.5
    after = await figures(stage.house)
    assert after["cordboard_calls_arrived_total"] == before["cordboard_calls_arrived_total"]
    await nothing_is_left(stage.house)


async def test_a_number_that_nobody_has_is_no_canary(stage: RealStage) -> None:
    host, _, port = stage.house.sip.rpartition(":")
    assert (await call((host, int(port)), "0799999999")).why == "404"
