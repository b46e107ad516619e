"""What was read from the database in the last seconds, for what each request needs: who asks, and what they may."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

LASTS = 5.0  # s; what another process changes counts after that
MOST = 10_000  # things; more than that are not in use

Value = TypeVar("Value")


class Lately(Generic[Value]):
    """By name. Whoever changes something does it here, so that what was read before it is not kept."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, Value]] = {}
        self.changes = 0

    def find(self, name: str) -> Value | None:
        found = self._known.get(name)
        return found[1] if found and 0 <= self._clock() - found[0] < LASTS else None

    def keep(self, name: str, value: Value, changes: int) -> None:
        """changes: how many there were when it began to be read."""
        if changes != self.changes:
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[name] = self._clock(), value

    @asynccontextmanager
    async def changing(self, database: Database) -> AsyncIterator[AsyncConnection]:
        """A transaction after which all is read again, also what is being read just now."""
        self.forget()
        try:
            async with database.writing() as connection:
                yield connection
        finally:
            self.forget()

    def forget(self) -> None:
        self.changes += 1
        self._known.clear()
