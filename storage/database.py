"""The way to the database: one URL, SQLite or PostgreSQL, and transactions that say whether they write.

SQLite runs in WAL mode, so that readers never wait for the writer, and with `synchronous=FULL`: what was told to a
caller or an agent survives a loss of power. A writing transaction takes the write lock at its begin, because a reader
that turns writer half-way could only fail.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Dialect, ExceptionContext, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage import sqlite
from storage.pen import Pen

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
BUSY_MS = 10_000  # ms that a connection waits for another writer before it gives up
WRITES = {"cordboard_writes": True}
STATEMENTS = {"isolation_level": "AUTOCOMMIT"}
RESTED = 5.0  # s after which a connection to PostgreSQL may have been lost without a word
USED = "cordboard_used_at"


class Unreachable(Exception):
    """The database cannot be used. The text names it without its password, and what to do."""

    exit_code = 1


class Database:
    """pen: to the same SQLite file, for what is written in one go."""

    def __init__(self, engine: AsyncEngine, pen: Pen | None = None) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**WRITES)
        # PostgreSQL's transactions are READ COMMITTED: one that only reads costs two trips and gives nothing for it.
        self._reading = engine if self.is_sqlite else engine.execution_options(**STATEMENTS)
        self._pen = pen

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for questions. Each sees what is there when it is asked; on SQLite all see the same."""
        async with self._reading.connect() as connection:
            yield connection

    @asynccontextmanager
    async def one_moment(self) -> AsyncIterator[AsyncConnection]:
        """A connection for which time stands still, whatever is written meanwhile; rows may come as they are read."""
        async with self.engine.connect() as connection:
            if not self.is_sqlite:  # which is so by itself
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: all that is done in it, or nothing."""
        async with self._writing.begin() as connection:
            yield connection

    async def write(self, work: Callable[[Connection], None]) -> None:
        """A transaction in one go: all that `work` does, or nothing. It must not wait for anything else."""
        if self._pen is not None:
            await self._pen.write(work)
            return
        async with self.writing() as connection:
            await connection.run_sync(work)

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which tables are made anew, and whose end finds every reference whole.

        SQLite makes a table anew by dropping the old one, which would take along all rows that refer to it; so
        references are looked at once, at the end, and not meanwhile (sqlite.org/lang_altertable.html, 7). They can be
        put off outside of a transaction only.
        """
        async with self._writing.connect() as connection:
            await self._enforce(connection, False)
            try:
                async with connection.begin():
                    yield connection
                    await self._must_be_whole(connection)
            finally:
                await self._enforce(connection, True)

    async def _enforce(self, connection: AsyncConnection, on: bool) -> None:
        if self.is_sqlite:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None
            await raw.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")

    async def _must_be_whole(self, connection: AsyncConnection) -> None:
        if not self.is_sqlite:
            return
        found = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
        if found:
            missing = f"rows of {found['table']} refer to rows of {found['parent']} that there are not"
            raise Unreachable(f"{missing}; nothing was changed")

    async def answers(self) -> bool:
        try:
            async with self.reading() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def close(self) -> None:
        if self._pen is not None:
            await self._pen.close()
        await self.engine.dispose()


async def open(url: str) -> Database:
    """Open the database and try it. Raises `Unreachable`."""
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # below, it logs every value: what people wrote
    address = address_of(url)
    database = Database(_engine(address), _pen(address))
    try:
        _make_folder(address)
        async with database.reading() as connection:
            await connection.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError) as error:
        await database.close()
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        shown = address.render_as_string(hide_password=True)
        raise Unreachable(f"database {shown} cannot be used: {reason}. Check CORDBOARD_DATABASE") from None
    return database


def address_of(url: str) -> URL:
    """The URL with the driver that we use. Raises `Unreachable` for what is neither SQLite nor PostgreSQL."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise Unreachable("CORDBOARD_DATABASE is no SQLAlchemy URL; write sqlite:///file or postgresql://…") from None
    kind = address.drivername.partition("+")[0]
    if kind not in DRIVERS:
        raise Unreachable(f"there is no way to a {kind} database; use sqlite or postgresql")
    return address.set(drivername=DRIVERS[kind])


def _make_folder(address: URL) -> None:
    if address.drivername.startswith("sqlite") and address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _engine(address: URL) -> AsyncEngine:
    if not address.drivername.startswith("sqlite"):
        engine = create_async_engine(address, pool_size=10, max_overflow=10, pool_use_lifo=True, pool_recycle=1800)
        event.listen(engine.sync_engine, "checkin", _note)
        event.listen(engine.sync_engine, "checkout", _try)
        event.listen(engine.sync_engine, "do_connect", _connect)
        event.listen(engine.sync_engine, "handle_error", _name)
        return engine
    engine = create_async_engine(address)
    event.listen(engine.sync_engine, "do_connect", _connect_sqlite)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _pen(address: URL) -> Pen | None:
    """None where there is no file that two could open."""
    if not address.drivername.startswith("sqlite") or address.database in (None, "", ":memory:"):
        return None
    engine = create_engine(address.set(drivername="sqlite"))
    event.listen(engine, "connect", _prepare_sqlite)
    return Pen(engine)


def _connect_sqlite(dialect: Dialect, _record: object, told: list[Any], named: dict[str, Any]) -> object:
    return dialect.connect(*told, async_creator_fn=sqlite.connect, **named)


def _connect(dialect: Dialect, _record: object, told: list[Any], named: dict[str, Any]) -> object:
    """A server that cannot be reached is a trouble of the database, whatever asyncpg calls it."""
    try:
        return dialect.connect(*told, **named)
    except OSError as error:
        raise OperationalError("connect", None, error) from error


def _note(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[USED] = monotonic()


def _try(connection: Any, record: ConnectionPoolEntry, _held: object) -> None:  # noqa: ANN401  # SQLAlchemy's for asyncpg
    """Before it is used again. SQLAlchemy's own way asks each time, in a transaction: three trips before each question.
    What was closed, as by a server that ended, is known here without asking."""
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError
    if monotonic() - record.info.get(USED, monotonic()) > RESTED:
        try:
            connection.ping()
        except (connection.dbapi.Error, OSError) as error:
            raise InvalidatePoolError from error


def _name(context: ExceptionContext) -> None:
    """The same for a connection that breaks off."""
    if isinstance(error := context.original_exception, OSError):
        context.chained_exception = OperationalError(context.statement, None, error)


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions on its own; _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is changed or deleted is overwritten, not only let go
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("cordboard_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
