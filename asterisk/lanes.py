"""Work in lanes: one thing after the other in the same lane, different lanes at the same time.

What is logged meanwhile tells of the call whose lane it is.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from asterisk.names import call_of_lane
from telemetry.lines import concerning

logger = logging.getLogger(__name__)
Work = Callable[[], Awaitable[None]]


class Lanes:
    """A lane exists only while there is work in it, so a call that is over leaves nothing behind."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Work]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._scopes: dict[str, asyncio.Timeout] = {}

    def __len__(self) -> int:
        return len(self._running)

    def put(self, lane: str, work: Work) -> None:
        """Never waits."""
        self._waiting.setdefault(lane, deque()).append(work)
        if lane not in self._running:
            self._running[lane] = asyncio.create_task(self._drive(lane))

    def is_busy(self, lane: str) -> bool:
        """Something is under way in it."""
        return lane in self._scopes

    async def through(self, lane: str) -> None:
        """Until there is nothing to do in it any more. Not from a lane that it waits for."""
        while running := self._running.get(lane):
            await asyncio.wait([running])

    def put_instead(self, lane: str, work: Work) -> None:
        """Break off what the lane is doing, forget what waits in it, do this."""
        self._waiting.get(lane, deque()).clear()
        self.put(lane, work)
        if scope := self._scopes.get(lane):
            scope.reschedule(asyncio.get_running_loop().time())

    async def _drive(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                await self._do(lane, waiting.popleft())
        finally:
            del self._waiting[lane], self._running[lane]

    async def _do(self, lane: str, work: Work) -> None:
        with concerning(call_of_lane(lane)):
            try:
                async with asyncio.timeout(None) as scope:
                    self._scopes[lane] = scope
                    await work()
            except Exception:
                if not scope.expired():
                    logger.exception("work in a lane failed; the lane goes on")
            finally:
                del self._scopes[lane]

    async def close(self) -> None:
        """Stop everything, at once."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
