"""Whole transactions on a SQLite file, each in one step of one thread, on one connection that stays open.

A statement that goes to a thread and back costs several times what SQLite does with it, and so does a connection from a
pool (docs/measurements.md). So one thread waits for work, and statements that are known beforehand go to the driver as
they are. Rule: what goes wrong closes the connection; the next transaction opens another.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from queue import SimpleQueue
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from threading import Thread
from typing import Any

from sqlalchemy import BindParameter, Connection, Delete, Dialect, Engine, Insert, Select, Update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

Work = Callable[[], None]
Done = asyncio.Future[None]
Statement = Insert | Update | Delete | Select[Any]


class Pen:
    """engine: whose connections begin no transaction by themselves."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wanted: SimpleQueue[tuple[Work, Done] | None] = SimpleQueue()
        self._hand: Thread | None = None
        self._open: Connection | None = None

    async def write(self, work: Callable[[Connection], None]) -> None:
        """All that `work` does, or nothing. It takes the write lock at once, and must not wait for anything else."""
        await self._done(lambda: self._write(work))

    async def close(self) -> None:
        """After what is being written."""
        await self._done(self._close)
        self._wanted.put(None)
        self._engine.dispose()

    def _done(self, work: Work) -> Done:
        """Once it is done by the hand. What goes wrong there is raised here."""
        if self._hand is None:
            self._hand = Thread(target=self._work, name="database", daemon=True)
            self._hand.start()
        done: Done = asyncio.get_running_loop().create_future()
        self._wanted.put((work, done))
        return done

    def _work(self) -> None:
        """In the thread."""
        while (wanted := self._wanted.get()) is not None:
            work, done = wanted
            wrong: BaseException | None = None
            try:
                work()
            except BaseException as error:  # noqa: BLE001  # it is raised where somebody waits
                wrong = error
            with suppress(RuntimeError):  # the loop is over: nobody waits
                done.get_loop().call_soon_threadsafe(_tell, done, wrong)

    def _write(self, work: Callable[[Connection], None]) -> None:
        connection = self._open = self._open or self._engine.connect()
        try:
            driver = _driver(connection)
            driver.execute("BEGIN IMMEDIATE")
            work(connection)
            connection.commit()  # which does nothing where SQLAlchemy did not see any statement
            driver.commit()
        except SqliteError as error:
            self._close()
            raise OperationalError(None, None, error) from error
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        """What was not committed is undone."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()


def _tell(done: Done, wrong: BaseException | None) -> None:
    """In the loop."""
    if done.done():  # who waited was cancelled
        return
    if wrong is None:
        done.set_result(None)
    else:
        done.set_exception(wrong)


class Prepared:
    """A statement that was made once, as the driver reads it. names: of the values that it is told each time.

    On SQLite it goes to the driver itself; elsewhere SQLAlchemy has to see what goes wrong with a connection.
    """

    def __init__(self, statement: Statement, dialect: Dialect, names: Collection[str] = ()) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(names) or None)
        self._text, order = str(compiled), tuple(compiled.positiontup or ())
        self._order = tuple((name, _written(compiled.binds[name], dialect)) for name in order)
        self._own = dict(compiled.params)
        self._at_once = dialect.name == "sqlite"
        left = compiled.insert_prefetch, compiled.update_prefetch, compiled.post_compile_params
        self.whole = self._at_once and not any(left)  # SQLAlchemy adds nothing of its own when it is carried out

    def carry_out(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        if values := [self._values(row) for row in rows]:
            if self._at_once:
                _driver(connection).executemany(self._text, values)
            else:
                connection.exec_driver_sql(self._text, values)

    def look(self, connection: Connection) -> object:
        """The first column of the only row, with the values that the statement has of its own; None without a row."""
        if not self._at_once:
            return connection.exec_driver_sql(self._text, self._values({})).scalar()
        row = _driver(connection).execute(self._text, self._values({})).fetchone()
        return row[0] if row else None

    def _values(self, told: Mapping[str, object]) -> tuple[object, ...]:
        own = self._own
        values = [(told[name] if name in told else own[name], write) for name, write in self._order]
        return tuple(write(value) if write else value for value, write in values)


def _written(bind: BindParameter[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How the driver is told a value of this type; None when as it is."""
    return bind.type.dialect_impl(dialect).bind_processor(dialect)


def _driver(connection: Connection) -> SqliteConnection:
    driver: SqliteConnection = connection.connection.driver_connection  # type: ignore[assignment]  # it is open
    return driver
