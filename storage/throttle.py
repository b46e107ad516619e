"""Slows down who guesses passwords: each failure costs more time, many failures lock for a while.

Counted in Redis, so that all web workers count together; in memory while Redis is away.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from storage.redis import AWAY, PREFIX, Redis

WINDOW = 900  # s in which failures are counted together; also how long a lock lasts
LONGEST = 60  # s that a single failure can cost


@dataclass(frozen=True, slots=True)
class Rule:
    """free: failures that cost nothing; lock: failures that lock for `WINDOW` seconds."""

    free: int
    lock: int

    def wait_after(self, failures: int) -> int:
        """How many seconds to wait after so many failures."""
        if failures >= self.lock:
            return WINDOW
        return min(2 ** (failures - self.free), LONGEST) if failures > self.free else 0


# A login from one address; one address with any login (many desks may share it); a login from anywhere.
SAME_DESK, ADDRESS, LOGIN = Rule(3, 10), Rule(30, 200), Rule(15, 50)
Keys = dict[str, Rule]


class OneAtATime:
    """Tries of one login wait for each other, so that a volley of guesses is counted one by one."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, login: str) -> asyncio.Lock:
        """To be held while a try is judged."""
        lock = self._locks.get(login) or asyncio.Lock()
        self._locks[login] = lock
        return lock


def forgiven(keys: Keys) -> Keys:
    """What a success clears: all but the address, else one good account would clear the guesses at the others."""
    return {key: rule for key, rule in keys.items() if rule is not ADDRESS}


def keys_of(login: str, address: str) -> Keys:
    return {f"desk:{login}@{address}": SAME_DESK, f"address:{address}": ADDRESS, f"login:{login}": LOGIN}


class Throttle(Protocol):
    async def wait(self, keys: Keys) -> int:
        """Seconds to wait before the next try is heard, 0 for none."""
        ...

    async def failed(self, keys: Keys) -> None: ...

    async def forget(self, keys: Keys) -> None: ...


class MemoryThrottle:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}  # key -> failures, when the last one was
        self._until: dict[str, float] = {}

    async def wait(self, keys: Keys) -> int:
        now = self._clock()
        return max((int(self._until.get(key, now) - now + 0.999) for key in keys), default=0)

    async def failed(self, keys: Keys) -> None:
        now = self._clock()
        self._drop_old(now)
        for key, rule in keys.items():
            failures = self._failures.get(key, (0, now))[0] + 1
            self._failures[key] = failures, now
            if seconds := rule.wait_after(failures):
                self._until[key] = now + seconds

    async def forget(self, keys: Keys) -> None:
        for key in keys:
            self._failures.pop(key, None)
            self._until.pop(key, None)

    def _drop_old(self, now: float) -> None:
        for key in [key for key, (_, last) in self._failures.items() if last < now - WINDOW]:
            del self._failures[key]
            self._until.pop(key, None)


class RedisThrottle:
    def __init__(self, redis: Redis, clock: Callable[[], float]) -> None:
        self._redis, self._memory = redis, MemoryThrottle(clock)

    async def wait(self, keys: Keys) -> int:
        waits = [await self._memory.wait(keys)]
        try:
            waits += [await self._redis.client.ttl(_until(key)) for key in keys]
        except AWAY:
            self._redis.note_away()
        return max(0, *waits)

    async def failed(self, keys: Keys) -> None:
        try:
            for key, rule in keys.items():
                await self._count(key, rule)
        except AWAY:
            self._redis.note_away()
            await self._memory.failed(keys)

    async def forget(self, keys: Keys) -> None:
        await self._memory.forget(keys)
        try:
            await self._redis.client.delete(*map(_until, keys), *map(_failures, keys))
        except AWAY:
            self._redis.note_away()

    async def _count(self, key: str, rule: Rule) -> None:
        failures = await self._redis.client.incr(_failures(key))
        await self._redis.client.expire(_failures(key), WINDOW)
        if seconds := rule.wait_after(failures):
            await self._redis.client.set(_until(key), "1", ex=seconds)


def _until(key: str) -> str:
    return f"{PREFIX}signin:until:{key}"


def _failures(key: str) -> str:
    return f"{PREFIX}signin:failures:{key}"
