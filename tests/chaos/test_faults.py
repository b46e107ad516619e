"""Calls in every state on the real Asterisk, and then one thing dies, hangs, fills up or jumps. `make chaos`."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine

import pytest

from tests.support.house import House
from tests.support.outage import healthy, killed
from tests.support.strange import Door, set_clock
from tests.support.turmoil import Result, Turmoil

pytestmark = [
    pytest.mark.asterisk,
    pytest.mark.chaos,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="package"),
]
LOCKED, STILL, SHUT, HOUR, SOON = 20.0, 10.0, 5.0, 3600.0, 0.5  # s
OWED = ("queued", "offered", "talking", "held")
Fault = Callable[[House, Door], Coroutine[object, object, None]]


async def server(house: House, door: Door) -> None:
    await killed(house, "server")


async def gateway(house: House, door: Door) -> None:
    await killed(house, "gateway")


async def redis(house: House, door: Door) -> None:
    await killed(house, "redis")


async def database_locked(house: House, door: Door) -> None:
    """Another program has begun to write and does not end."""
    writer = sqlite3.connect(house.data / "cordboard.db", isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    await asyncio.sleep(LOCKED)
    writer.execute("ROLLBACK")
    writer.close()
    await healthy(house)


async def ari_cut(house: House, door: Door) -> None:
    await door.shut(SHUT)
    await healthy(house)


async def ari_still(house: House, door: Door) -> None:
    await door.still(STILL)
    await healthy(house)


async def clock_forward(house: House, door: Door) -> None:
    set_clock(house.data / "clock", HOUR)
    await asyncio.sleep(6)
    await healthy(house)


async def clock_back(house: House, door: Door) -> None:
    set_clock(house.data / "clock", -HOUR)
    await asyncio.sleep(6)
    await healthy(house)


FAULTS: dict[str, Fault] = {
    "server killed": server,
    "gateway killed": gateway,
    "Redis killed": redis,
    f"SQLite locked for {LOCKED:.0f} s": database_locked,
    f"ARI cut for {SHUT:.0f} s": ari_cut,
    f"ARI stands still for {STILL:.0f} s": ari_still,
    "clock one hour ahead": clock_forward,
    "clock two hours back": clock_back,
}


async def test_nobody_is_forgotten_when_asterisk_is_killed(
    turmoil: Turmoil, strange: tuple[House, Door], results: list[Result]
) -> None:
    """It carries the calls, so they end with it. Who talked or waited is owed a call; lines and voices come back."""
    house, _ = strange
    owed, here = await turmoil.owed(), [call["state"] for call in await turmoil.calls()]
    result = await turmoil.suffer("Asterisk killed", lambda: killed(house, "asterisk"))
    results.append(result)
    assert result.dropped == 4
    assert not await turmoil.calls()
    assert await turmoil.owed() - owed == sum(state in OWED for state in here)
    await turmoil.begin_anew()


@pytest.mark.parametrize("name", FAULTS)
async def test_nobody_is_lost(turmoil: Turmoil, strange: tuple[House, Door], results: list[Result], name: str) -> None:
    house, door = strange

    async def befalls() -> None:
        """Somebody calls in the middle of it, is answered, and hears something."""
        async with asyncio.TaskGroup() as both:
            both.create_task(FAULTS[name](house, door))
            await asyncio.sleep(SOON)
            both.create_task(turmoil.newcomer())

    result = await turmoil.suffer(name, befalls)
    results.append(result)
    assert (result.dropped, result.lost, result.overtaken, result.wrong) == (0, 0, 0, "")
    await turmoil.newcomer_is_served()
    await turmoil.go_on()
