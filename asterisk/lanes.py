"""Work in lanes: one thing after the other in the same lane, different lanes at the same time."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)
Work = Callable[[], Awaitable[None]]


class Lanes:
    """A lane exists only while there is work in it, so a call that is over leaves nothing behind."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Work]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._running)

    def put(self, lane: str, work: Work) -> None:
        """Never waits."""
        self._waiting.setdefault(lane, deque()).append(work)
        if lane not in self._running:
            self._running[lane] = asyncio.create_task(self._drive(lane))

    async def _drive(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                await self._do(waiting.popleft())
        finally:
            del self._waiting[lane], self._running[lane]

    async def _do(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            logger.exception("work in a lane failed; the lane goes on")

    async def close(self) -> None:
        """Stop everything, at once."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
