"""Calls in any order on the real Asterisk while things die in any order, as long as one likes: `make chaos`.

`CORDBOARD_HAVOC` is how many seconds of it, `CORDBOARD_SEED` where the chances begin, `CORDBOARD_FAULTS` which faults
(their names with spaces between; all of them).
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable

import pytest

from server.upgrading import wishes
from tests.chaos.test_faults import ari_cut, ari_still, database_locked, gateway, redis, server
from tests.support.havoc import Havoc
from tests.support.house import House
from tests.support.outage import frozen, healthy, kill, killed, nothing_is_left
from tests.support.strange import Door
from tests.support.turmoil import Turmoil, differences

pytestmark = [
    pytest.mark.asterisk,
    pytest.mark.chaos,
    pytest.mark.timeout(0),
    pytest.mark.asyncio(loop_scope="package"),
]
SECONDS = float(os.environ.get("CORDBOARD_HAVOC", "120"))
SEED = int(os.environ.get("CORDBOARD_SEED", "1"))
EVERY = 20.0  # s between two faults


async def both(house: House, door: Door) -> None:
    """Server and gateway at the same moment."""
    kill(house, "gateway")
    await killed(house, "server")


async def twice(house: House, door: Door) -> None:
    """The server that came back is killed as soon as it is well."""
    await killed(house, "server")
    await killed(house, "server")


async def frozen_server(house: House, door: Door) -> None:
    async with frozen(house, "server"):
        await asyncio.sleep(3)
    await healthy(house)


async def frozen_gateway(house: House, door: Door) -> None:
    async with frozen(house, "gateway"):
        await asyncio.sleep(2)
    await healthy(house)


async def newer(house: House, door: Door) -> None:
    told = await asyncio.to_thread(wishes.upgrade, house.data, sys.executable, False)
    assert not told.trouble, told.trouble
    await healthy(house)


FAULTS = {each.__name__: each for each in (server, gateway, redis, database_locked, ari_cut, ari_still)}
FAULTS |= {each.__name__: each for each in (both, twice, frozen_server, frozen_gateway, newer)}


def _befalls(
    fault: Callable[[House, Door], Awaitable[None]], *where: *tuple[House, Door]
) -> Callable[[], Awaitable[None]]:
    return lambda: fault(*where)


async def test_in_any_order_nobody_is_lost(strange: tuple[House, Door], shift: Turmoil) -> None:
    house, door = strange
    chosen = os.environ.get("CORDBOARD_FAULTS", "").split() or list(FAULTS)
    faults = {name: _befalls(FAULTS[name], house, door) for name in chosen}
    havoc = Havoc(shift, SEED, faults, EVERY)
    await havoc.last(SECONDS)
    await healthy(house)
    wrong, _ = await differences(house, shift.calls)
    torn = await havoc.torn()
    await shift.disperse()
    told = f"seed {SEED}, {len(havoc.hung_up)} hung up; befell: {', '.join(havoc.befell)}; {await havoc.counts()}"
    print(f"\n{told}")  # noqa: T201  # what `make chaos` is for
    assert (havoc.wrong, torn, wrong) == ([], [], ""), told
    await havoc.tickets_are_right()
    await nothing_is_left(house, calm=False)
