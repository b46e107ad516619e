"""That something was written: whoever waits for news is woken."""

import asyncio
from collections.abc import Sequence

from journal import Entry


class News:
    def __init__(self) -> None:
        self.number = 0  # of the newest entry
        self._come = asyncio.Event()

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        if entries:
            self.number = entries[-1].number
            self.wake()

    def wake(self) -> None:
        self._come.set()
        self._come = asyncio.Event()

    async def wait(self, seconds: float | None) -> None:
        """Until something is new, or the time is over."""
        come = self._come
        try:
            async with asyncio.timeout(seconds):
                await come.wait()
        except TimeoutError:
            return
