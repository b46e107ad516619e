"""A hundred live calls, and the server is killed: what it says then, its journal says too, and Asterisk has it."""

from contextlib import AsyncExitStack

import pytest

from bench.centre import house_with
from bench.killed import standing
from tests.support.turmoil import Result, differences

pytestmark = [pytest.mark.asterisk, pytest.mark.chaos, pytest.mark.timeout(400)]
TALKS, QUEUE, MENU = 12, 64, 24


async def test_a_hundred_calls_are_known_again(results: list[Result]) -> None:
    async with house_with(TALKS) as house, AsyncExitStack() as stack:
        scene = await standing(house, TALKS, QUEUE, MENU, stack)
        kill = await scene.kill()
        wrong, agreed = await differences(house, scene.calls)
        counts = kill.calls, kill.talks_lost, kill.ended, kill.places_lost
        results.append(Result("server killed, a hundred calls", *counts, kill.pause, kill.away, agreed, wrong=wrong))
        assert (kill.talks_lost, kill.ended, kill.places_lost, wrong) == (0, 0, 0, "")
