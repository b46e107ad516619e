"""A connection of aiosqlite that may be told to stop more than once.

Work that is cancelled makes SQLAlchemy close its connection, and when that is cancelled too, stop it. aiosqlite waits
then for an answer of a thread that has ended: the close never returns, and the process, which waits for all that it has
begun, never ends.
"""

import asyncio
import sqlite3
from functools import partial
from typing import Any

import aiosqlite

ROWS = 64  # that are fetched at once, aiosqlite's own figure


class Stoppable(aiosqlite.Connection):
    _stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what it has to do. Who asks again waits for the same end; nobody can call it off."""
        if self._stopped is None:
            self._stopped = super().stop()
        return asyncio.shield(self._stopped) if self._stopped is not None else None


def connect(*told: Any, **named: Any) -> Stoppable:  # noqa: ANN401  # whatever sqlite3 takes
    """As `aiosqlite.connect`, what it is told goes to `sqlite3.connect`. To be awaited."""
    connection = Stoppable(partial(sqlite3.connect, *told, **named), ROWS)
    connection._thread.daemon = True  # as SQLAlchemy does: a connection that nobody closed does not keep the process
    return connection
