"""A hundred live calls, and the server is killed: what the next one says, its journal says too, and Asterisk has it.

The next one waits beside the first and is read in already, as in every house that is not told otherwise.
"""

from contextlib import AsyncExitStack

import pytest

from bench.centre import house_with
from bench.killed import standing
from server.children import WAITS
from tests.support.outage import called, children
from tests.support.turmoil import Result, differences
from tests.support.until import until

pytestmark = [pytest.mark.asterisk, pytest.mark.chaos, pytest.mark.timeout(400)]
TALKS, QUEUE, MENU = 12, 64, 24


async def test_a_hundred_calls_are_known_again(results: list[Result]) -> None:
    async with house_with(TALKS, SPARE="true") as house, AsyncExitStack() as stack:
        scene = await standing(house, TALKS, QUEUE, MENU, stack)
        await until(lambda: any(called(pid) == WAITS for pid, _ in children(house)))
        kill = await scene.kill()
        wrong, agreed = await differences(house, scene.calls)
        counts = kill.calls, kill.talks_lost, kill.ended, kill.places_lost
        results.append(Result("server killed, a hundred calls", *counts, kill.pause, kill.away, agreed, wrong=wrong))
        assert (kill.talks_lost, kill.ended, kill.places_lost, wrong) == (0, 0, 0, "")
