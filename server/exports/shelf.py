"""Files on their way: of tickets, of customers. Each belongs to who asked for it.

Rules: an export never holds up calls. It reads a page at a time, writes beside the loop, and there are few at once.
What it may tell is asked when it begins and again when its file is fetched. The files hold personal data: they are the
server's own and go when they are fetched, an hour after they were begun, or when the server ends.
"""

import asyncio
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cti.refused import Refused
from server.exports.sheets import FORMS, Cell

logger = logging.getLogger(__name__)
AT_ONCE = 2
KEPT = 20  # of which the state is remembered
STAYS = 3600.0  # s
MOST_ROWS = 200_000
Pages = AsyncIterator[Sequence[Sequence[Cell]]]


class ExportState(StrEnum):
    RUNNING = "running"
    READY = "ready"
    FETCHED = "fetched"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wish:
    """by: who asks; what: `tickets` or `customers`; services: of which it tells; format: of `FORMS`; total: rows that
    there will be, 0 when nobody knows."""

    by: str
    what: str
    services: frozenset[str]
    head: Sequence[str]
    format: str = "xlsx"
    total: int = 0


@dataclass
class Export:
    """begun_at: epoch seconds; done: rows that are written; cut: there are more than `MOST_ROWS`."""

    id: int
    wish: Wish
    path: Path
    begun_at: float
    done: int = 0
    cut: bool = False
    state: ExportState = ExportState.RUNNING
    stop: asyncio.Event = field(default_factory=asyncio.Event)


class Exports:
    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """clock: epoch seconds."""
        self._clock = clock
        self._all: dict[int, Export] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._last = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None  # made with the first file

    def get(self, id: int, by: str, what: str) -> Export | None:
        """Nobody has another person's."""
        self._tidy()
        found = self._all.get(id)
        return found if found and (found.wish.by, found.wish.what) == (by, what) else None

    def begin(self, wish: Wish, pages: Pages) -> Export:
        """Raises `Refused` while one of this person or several of others are being written."""
        running = [self._all[id] for id in self._tasks]
        if len(running) >= AT_ONCE or any(each.wish.by == wish.by for each in running):
            raise Refused("another export is being written; wait until it is done", "export_runs")
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="cordboard-exports-", ignore_cleanup_errors=True)
        self._last += 1
        one = Export(self._last, wish, Path(self._folder.name) / f"{self._last}.{wish.format}", self._clock())
        self._forget(wish)
        self._all[one.id] = one
        task = self._tasks[one.id] = asyncio.create_task(self._write(one, pages))
        task.add_done_callback(lambda _: self._tasks.pop(one.id))
        return one

    def fetched(self, one: Export) -> None:
        one.state = ExportState.FETCHED
        one.path.unlink(missing_ok=True)

    async def stop(self, one: Export) -> None:
        one.stop.set()
        if task := self._tasks.get(one.id):
            await task
        if one.state is ExportState.READY:
            self.fetched(one)
            one.state = ExportState.STOPPED

    def close(self) -> None:
        """The house ends; files that nobody has fetched go with it."""
        for task in self._tasks.values():
            task.cancel()
        if self._folder:
            self._folder.cleanup()

    async def settled(self) -> None:
        """Until nothing is written."""
        await asyncio.gather(*self._tasks.values())

    def _tidy(self) -> None:
        for one in self._all.values():
            if one.state is ExportState.READY and one.begun_at + STAYS < self._clock():
                self.fetched(one)

    def _forget(self, wish: Wish) -> None:
        """Older files of the same kind of the same person, and states that are long past."""
        self._tidy()
        for old in self._all.values():
            if (old.wish.by, old.wish.what, old.state) == (wish.by, wish.what, ExportState.READY):
                self.fetched(old)
        for id in sorted(self._all)[: -KEPT + 1]:
            if id not in self._tasks:
                self._all.pop(id).path.unlink(missing_ok=True)

    async def _write(self, one: Export, pages: Pages) -> None:
        make = FORMS[one.wish.format].sheet
        try:
            sheet = await asyncio.to_thread(make, one.path, one.wish.what, one.wish.head)
            async for page in pages:
                await asyncio.to_thread(sheet.add, page)
                one.done += len(page)
                one.cut = one.done >= MOST_ROWS
                if one.cut or one.stop.is_set():
                    break
            await asyncio.to_thread(sheet.close)
            one.state = ExportState.STOPPED if one.stop.is_set() else ExportState.READY
        except Exception:
            logger.exception("export %d could not be written", one.id)
            one.state = ExportState.FAILED
        if one.state is not ExportState.READY:
            one.path.unlink(missing_ok=True)
