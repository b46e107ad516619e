"""What happens, told to everybody who listens on the events socket. One that reads too slowly is sent away."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Event = dict[str, object]
_LONGEST = 10_000


class Feed:
    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Event | None]] = set()

    def tell(self, event: Event) -> None:
        for queue in list(self._queues):
            if queue.qsize() >= _LONGEST:
                self._queues.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    @contextmanager
    def listen(self, snapshot: Callable[[], Event]) -> Iterator[asyncio.Queue[Event | None]]:
        """A queue that begins with the snapshot and then gets every event; None means: sent away."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        queue.put_nowait(snapshot())
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)
