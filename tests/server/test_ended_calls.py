"""Nothing of a call that is over stays in the memory of what decides, but what is kept on purpose, which has limits."""

import gc
import sys

from bench.growth import Forgetful
from ticketing.book import REMEMBERED

CALLS = 600


def flow(load: Forgetful, calls: int) -> int:
    """Blocks of Python's memory that are held afterwards."""
    for _ in range(calls):
        load.arrive()
        load.serve()
    gc.collect()
    return sys.getallocatedblocks()


def test_an_ended_call_leaves_nothing_in_memory() -> None:
    """Each with a number that nobody knows. One thing held for each call would be 600 blocks at least."""
    load = Forgetful(agents=8)
    before = flow(load, REMEMBERED + 100)
    assert flow(load, CALLS) - before < CALLS / 2
