"""One thing after the other in a lane, different lanes at the same time, nothing kept."""

import asyncio
from functools import partial

import pytest

from asterisk.lanes import Lanes


async def settle(lanes: Lanes) -> None:
    async with asyncio.timeout(2):
        while len(lanes):  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0)


async def test_a_lane_keeps_the_order_and_vanishes() -> None:
    lanes, done = Lanes(), list[int]()

    async def work(number: int) -> None:
        await asyncio.sleep(0)
        done.append(number)

    for number in range(5):
        lanes.put("7.1", partial(work, number))
    await settle(lanes)
    assert done == [0, 1, 2, 3, 4]


async def test_one_lane_does_not_wait_for_another() -> None:
    lanes, done = Lanes(), asyncio.Event()
    lanes.put("slow", lambda: _wait(done))
    lanes.put("quick", lambda: _set(done))
    await settle(lanes)
    assert done.is_set()


async def test_work_that_fails_does_not_stop_the_lane(caplog: pytest.LogCaptureFixture) -> None:
    lanes, done = Lanes(), asyncio.Event()
    lanes.put("7.1", _fail)
    lanes.put("7.1", lambda: _set(done))
    await settle(lanes)
    assert done.is_set()
    assert "the lane goes on" in caplog.text


async def test_what_hangs_is_broken_off_by_what_comes_instead() -> None:
    lanes, never, done = Lanes(), asyncio.Event(), asyncio.Event()
    lanes.put("7.1", lambda: _wait(never))
    lanes.put("7.1", _fail)
    await asyncio.sleep(0)
    lanes.put_instead("7.1", lambda: _set(done))
    await settle(lanes)
    assert done.is_set()


async def test_who_waits_for_a_lane_goes_on_when_nothing_is_left_in_it() -> None:
    lanes, done = Lanes(), list[int]()

    async def work(number: int) -> None:
        await asyncio.sleep(0)
        done.append(number)
        if number < 3:
            lanes.put("leg", partial(work, number + 1))

    async def waits() -> None:
        await lanes.through("leg")
        done.append(-1)

    lanes.put("leg", partial(work, 1))
    lanes.put("7.1", waits)
    await settle(lanes)
    assert done == [1, 2, 3, -1]
    await lanes.through("leg")


async def test_who_waits_for_a_lane_can_be_broken_off_and_the_lane_goes_on() -> None:
    lanes, begun, done = Lanes(), asyncio.Event(), asyncio.Event()
    lanes.put("leg", lambda: _wait(begun))
    lanes.put("leg", lambda: _set(done))
    lanes.put("7.1", lambda: lanes.through("leg"))
    await asyncio.sleep(0)
    lanes.put_instead("7.1", lambda: _set(begun))
    await settle(lanes)
    assert done.is_set()


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


async def _set(event: asyncio.Event) -> None:
    event.set()


async def _fail() -> None:
    raise LookupError
