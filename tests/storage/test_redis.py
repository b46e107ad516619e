"""Redis for real: what is counted and wished for, and that nothing breaks when it is away."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.private import redis_binary, redis_conf
from storage.redis import DEMO_CALL, Redis
from storage.throttle import MemoryThrottle, RedisThrottle, Throttle, keys_of

KEYS = keys_of("agent1", "192.0.2.7")


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[Redis]:
    """A Redis of the test's own, by its socket."""
    socket, conf = tmp_path / "redis.sock", tmp_path / "redis.conf"
    conf.write_text(redis_conf(socket, tmp_path))
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(redis_binary(), str(conf), stdout=quiet)
    redis = Redis(f"unix://{socket}")
    for _ in range(500):
        if await redis.answers():
            break
        await asyncio.sleep(0.02)
    yield redis
    await redis.close()
    process.terminate()
    await process.wait()


@pytest.fixture(params=["memory", "redis", "away"])
def throttle(request: pytest.FixtureRequest, redis: Redis, tmp_path: Path) -> tuple[Throttle, list[float]]:
    now = [1000.0]
    if request.param == "memory":
        return MemoryThrottle(lambda: now[0]), now
    reached = redis if request.param == "redis" else Redis(f"unix://{tmp_path / 'nobody.sock'}")
    return RedisThrottle(reached, lambda: now[0]), now


async def test_a_few_failures_are_free_then_each_costs_more_and_many_lock(
    throttle: tuple[Throttle, list[float]],
) -> None:
    guard, now = throttle
    waits = []
    for _ in range(12):
        await guard.failed(KEYS)
        waits.append(await guard.wait(KEYS))
        now[0] += waits[-1] if waits[-1] < 100 else 0
    assert waits[:3] == [0, 0, 0]
    assert 0 < waits[3] < waits[5]
    assert waits[-1] > 600


async def test_who_gets_in_starts_afresh(throttle: tuple[Throttle, list[float]]) -> None:
    guard, _ = throttle
    for _ in range(5):
        await guard.failed(KEYS)
    await guard.forget(KEYS)
    assert await guard.wait(keys_of("agent1", "192.0.2.7")) == 0


async def test_a_wish_is_taken_once(redis: Redis) -> None:
    assert await redis.wish(DEMO_CALL, "patient")
    assert await redis.client.lpop(DEMO_CALL) == "patient"
    assert await redis.client.lpop(DEMO_CALL) is None


async def test_what_is_published_reaches_who_listens(redis: Redis) -> None:
    listening = asyncio.ensure_future(anext(redis.listen("news")))
    async with asyncio.timeout(10):
        while not listening.done():
            await redis.publish("news", "hello")
            await asyncio.sleep(0.02)
    assert listening.result() == "hello"


async def test_nothing_breaks_while_redis_is_away(tmp_path: Path) -> None:
    away = Redis(f"unix://{tmp_path / 'nobody.sock'}")
    assert not await away.answers()
    assert not await away.publish("news", "hello")
    assert not await away.wish(DEMO_CALL, "patient")
    await away.close()
