"""Whole transactions on a SQLite file, each in one step of one thread, on one connection that stays open.

A statement that goes to a thread and back costs several times what SQLite does with it, and so does a connection from a
pool (docs/measurements.md). Rule: what goes wrong closes the connection; the next transaction opens another.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from sqlalchemy import Connection, Delete, Dialect, Engine, Insert
from sqlalchemy.exc import SQLAlchemyError


class Pen:
    """engine: whose connections begin no transaction by themselves."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hand = ThreadPoolExecutor(1, "database")
        self._open: Connection | None = None

    async def write(self, work: Callable[[Connection], None]) -> None:
        """All that `work` does, or nothing. It takes the write lock at once, and must not wait for anything else."""
        await asyncio.get_running_loop().run_in_executor(self._hand, self._write, work)

    async def close(self) -> None:
        """After what is being written."""
        await asyncio.get_running_loop().run_in_executor(self._hand, self._close)
        self._hand.shutdown()
        self._engine.dispose()

    def _write(self, work: Callable[[Connection], None]) -> None:
        connection = self._open = self._open or self._engine.connect()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            work(connection)
            connection.commit()
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        """What was not committed is undone."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()


class Prepared:
    """A statement for many rows, as the driver reads it: it has no values of its own."""

    def __init__(self, statement: Insert | Delete, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self._text, self._order = str(compiled), tuple(compiled.positiontup or ())

    def carry_out(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        if values := [tuple(row[name] for name in self._order) for row in rows]:
            connection.exec_driver_sql(self._text, values)
