"""A connection of aiosqlite that goes to its thread and back once for a statement, and may be told to stop twice.

aiosqlite does each step in a thread: making a cursor, a statement, its rows, closing. So a question of one statement
went there and back eight times, which cost twenty times what SQLite does with it. Here a statement comes back with its
first rows, and what never waits for a disk or a lock is done where it is asked: cursors, the begin of a transaction
that reads, and its end.

Work that is cancelled makes SQLAlchemy close its connection, and when that is cancelled too, stop it. aiosqlite waits
then for an answer of a thread that has ended: the close never returns, and the process, which waits for all that it has
begun, never ends.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self

import aiosqlite
from aiosqlite.context import contextmanager

ROWS = 64  # that are fetched at once by who goes through them, aiosqlite's own figure
FIRST = 1000  # rows that come back with their statement; who goes through more fetches them later
READS = "BEGIN"  # begins a transaction that takes no lock before it reads

Row = Any  # a tuple


class Stoppable(aiosqlite.Connection):
    _stopped: asyncio.Future[Any] | None = None

    def __init__(self, connector: Callable[[], sqlite3.Connection], chunk: int) -> None:
        super().__init__(connector, chunk)
        self._under_way: deque[None] = deque()  # what the thread has to do, also for who does not wait any more
        self.reads = False  # the transaction has taken no lock for writing

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what it has to do. Who asks again waits for the same end; nobody can call it off."""
        if self._stopped is None:
            self._stopped = super().stop()
        return asyncio.shield(self._stopped) if self._stopped is not None else None

    @property
    def rests(self) -> bool:
        """The thread does nothing with it, so others may."""
        return self._running and self._connection is not None and not self._under_way

    async def _execute(self, fn: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401  # what fn gives
        """In the thread, after what it has to do before."""
        if not self._running or not self._connection:
            raise ValueError("Connection closed")  # the words that SQLAlchemy looks for
        self._under_way.append(None)
        return await super()._execute(self._do, fn, *args, **named)  # type: ignore[no-untyped-call]  # aiosqlite's own

    def _do(self, fn: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """In the thread."""
        try:
            return fn(*args, **named)
        finally:
            self._under_way.pop()

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        return Rows(self, self._conn.cursor())

    async def rollback(self) -> None:
        """The end of a transaction that has only read gives its snapshot back, and that is all."""
        if self.rests and self.reads:
            self._conn.rollback()
        else:
            await super().rollback()


class Rows(aiosqlite.Cursor):
    """The first rows are here once the statement is done."""

    _conn: Stoppable

    def __init__(self, conn: Stoppable, cursor: sqlite3.Cursor) -> None:
        super().__init__(conn, cursor)
        self._here: deque[Row] = deque()
        self._all_here = True

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        if sql.startswith(READS):
            self._conn.reads = sql == READS
            if self._conn.reads and self._conn.rests:
                self._cursor.execute(sql)
                return self
        await self._conn._execute(self._run, sql, parameters or ())
        return self

    def _run(self, sql: str, parameters: Iterable[Any]) -> None:
        """In the thread."""
        self._cursor.execute(sql, parameters)  # type: ignore[arg-type]  # a sequence or a mapping
        found = self._cursor.fetchmany(FIRST) if self._cursor.description else []
        self._here, self._all_here = deque(found), len(found) < FIRST

    async def fetchone(self) -> Row | None:
        found = await self.fetchmany(1)
        return found[0] if found else None

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        size = self.arraysize if size is None else size
        if len(self._here) < size and not self._all_here:
            more = await self._conn._execute(self._cursor.fetchmany, max(size, FIRST))
            self._all_here = len(more) < max(size, FIRST)
            self._here.extend(more)
        return [self._here.popleft() for _ in range(min(size, len(self._here)))]

    async def fetchall(self) -> list[Row]:
        if not self._all_here:
            self._here.extend(await self._conn._execute(self._cursor.fetchall))
            self._all_here = True
        found, self._here = list(self._here), deque()
        return found

    async def close(self) -> None:
        self._here, self._all_here = deque(), True
        if self._conn.rests:
            self._cursor.close()
        else:
            await super().close()


def connect(*told: Any, **named: Any) -> Stoppable:  # noqa: ANN401  # whatever sqlite3 takes
    """As `aiosqlite.connect`, what it is told goes to `sqlite3.connect`. To be awaited."""
    apart = named | {"check_same_thread": False}  # never two at a time: see `Stoppable.rests`
    connection = Stoppable(partial(sqlite3.connect, *told, **apart), ROWS)
    connection._thread.daemon = True  # as SQLAlchemy does: a connection that nobody closed does not keep the process
    return connection
