"""The journal on SQL: entries, the records that follow from them, and which subjects are not over, in one transaction.

Rule: an entry is never changed. A call lives from `Arrived` or `Dialled` to `Cleared`; agents, their phones and their
recoveries live for ever, but only their newest entry says anything about now.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from cti import facts
from journal import Entry, Fact
from storage.baton import Baton
from storage.database import Database
from storage.pen import Prepared
from storage.tables import entries, living
from storage.vocabulary import decode, encode

# A statement, or one that was made once with the values of this time: to make one costs more than to carry it out.
Statement = Executable | tuple[Executable, Mapping[str, object]]
Keeper = Callable[[Entry], Iterable[Statement]]
NEVER_OVER = (
    *("agent:", "pending:", "phone:", "seat:", "line:", "recovery:"),
    *("route:", "schedule:", "service:", "calendar:", "forced:", "node:"),
)
Upsert = sqlite.Insert | postgresql.Insert
OVER = delete(living).where(living.c.subject == bindparam("gone"))


class SqlLog:
    """`journal.Log` on a database. keepers: what rows follow from an entry; written in the entry's transaction.

    baton: without it nothing can be appended; None where nobody else could write.
    """

    def __init__(self, database: Database, keepers: Sequence[Keeper] = (), baton: Baton | None = None) -> None:
        self._database, self._keepers, self._baton = database, keepers, baton
        upsert = _newer(sqlite.insert(living) if database.is_sqlite else postgresql.insert(living))
        dialect = database.engine.dialect
        self._insert, self._upsert, self._over = (Prepared(each, dialect) for each in (entries.insert(), upsert, OVER))

    async def append(self, entries_: Sequence[Entry]) -> None:
        """One transaction for all of them. Raises `BatonLost` and what the database raises; then nothing was kept."""
        if not entries_:
            return
        rows, (begun, over) = [_row(entry) for entry in entries_], changes(entries_)
        kept = [each for entry in entries_ for keeper in self._keepers for each in keeper(entry)]

        def write(connection: Connection) -> None:
            if self._baton is not None:
                self._baton.look(connection)
            self._insert.carry_out(connection, rows)
            self._upsert.carry_out(connection, begun)
            self._over.carry_out(connection, ({"gone": subject} for subject in over))
            for statement in kept:
                carry_out(connection, statement)

        await self._database.write(write)

    async def last_number(self) -> int:
        async with self._database.reading() as connection:
            return (await connection.scalar(select(func.max(entries.c.number)))) or 0

    async def living(self) -> list[Entry]:
        """Two joins that each walk an index; one condition with OR would make PostgreSQL read every entry."""
        whole = select(entries).join(living, living.c.subject == entries.c.subject).where(living.c.whole)
        newest = select(entries).join(living, living.c.newest == entries.c.number).where(~living.c.whole)
        found = [*await self._read(whole), *await self._read(newest)]
        return sorted(found, key=lambda entry: entry.number)

    async def since(self, number: int, limit: int) -> list[Entry]:
        return await self._read(select(entries).where(entries.c.number > number).limit(limit))

    async def kinds_since(self, number: int, kinds: Iterable[str], limit: int) -> list[Entry]:
        """As `since`, of these kinds only."""
        wanted = entries.c.kind.in_(list(kinds))
        return await self._read(select(entries).where(entries.c.number > number, wanted).limit(limit))

    async def of(self, subject: str) -> list[Entry]:
        return await self._read(select(entries).where(entries.c.subject == subject))

    async def of_kinds(self, kinds: Iterable[type[Fact]], since: float) -> list[Entry]:
        """The entries of these kinds from the time `since` (epoch seconds) on, oldest first."""
        names = [kind.__name__ for kind in kinds]
        return await self._read(select(entries).where(entries.c.kind.in_(names), entries.c.at >= since))

    async def _read(self, query: Select[tuple[object, ...]]) -> list[Entry]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(entries.c.number))
            return [entry_of(row) for row in rows]


def _newer(insert: Upsert) -> Upsert:
    """A subject that is known has a newer entry."""
    return insert.on_conflict_do_update(index_elements=["subject"], set_={"newest": insert.excluded.newest})


def carry_out(connection: Connection, statement: Statement) -> None:
    if isinstance(statement, tuple):
        connection.execute(*statement)
    else:
        connection.execute(statement)


def changes(entries_: Sequence[Entry]) -> tuple[list[dict[str, object]], list[str]]:
    """The subjects that began to live (or have a newer entry), and those that are over."""
    begun: dict[str, dict[str, object]] = {}
    over: list[str] = []
    for entry in entries_:
        subject = entry.fact.subject
        never_over = subject.startswith(NEVER_OVER)
        if never_over or isinstance(entry.fact, facts.Arrived | facts.Dialled | facts.CallbackQueued):
            begun[subject] = {"subject": subject, "whole": not never_over, "newest": entry.number}
        elif isinstance(entry.fact, facts.Cleared):
            over.append(subject)
    return list(begun.values()), over


def _row(entry: Entry) -> dict[str, object]:
    kind, body = encode(entry.fact)
    subject = entry.fact.subject
    return {
        "number": entry.number,
        "at": entry.at,
        "cause": entry.cause,
        "kind": kind,
        "subject": subject,
        "body": body,
    }


def entry_of(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(row.number, row.at, row.cause, decode(row.kind, row.body))
