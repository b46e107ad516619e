"""Callbacks: promises to call somebody. The journal opens and closes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.sql.base import Executable

from journal import Entry
from storage.database import Database
from storage.tables import callbacks
from ticketing import facts

WAITING, CLOSED = "waiting", "closed"


@dataclass(frozen=True, slots=True)
class Callback:
    """asked_at: epoch seconds; since: those from which the caller has waited, 0 where nobody noted it; attempts: how
    often somebody tried to call."""

    id: int
    call: str
    service: str
    queue: str
    caller: str
    path: list[str]
    code: str
    reason: str
    state: str
    asked_at: float
    attempts: int
    assignee: str
    since: float = 0.0


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from an entry about a callback."""
    match entry.fact:
        case facts.CallbackAsked() as fact:
            yield insert(callbacks).values(_asked(fact, entry.at))
        case facts.CallbackTried(callback=callback):
            tried = callbacks.c.attempts + 1
            yield update(callbacks).where(callbacks.c.id == callback).values(attempts=tried)
        case facts.CallbackClosed(callback=callback):
            yield update(callbacks).where(callbacks.c.id == callback).values(state=CLOSED)


def _asked(fact: facts.CallbackAsked, at: float) -> dict[str, object]:
    return {
        "id": fact.callback,
        "call": fact.call,
        "service": fact.service,
        "queue": fact.queue,
        "caller": fact.caller,
        "path": list(fact.path),
        "code": fact.code,
        "reason": fact.reason.value,
        "state": WAITING,
        "asked_at": at,
        "attempts": 0,
        "assignee": "",
        "since": fact.since,
    }


class Callbacks:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def next_number(self) -> int:
        """The first number that was never given."""
        async with self._database.reading() as connection:
            return ((await connection.scalar(select(func.max(callbacks.c.id)))) or 0) + 1

    async def waiting(self) -> Sequence[Callback]:
        """All that are promised and not closed, oldest first."""
        return await self._read(select(callbacks).where(callbacks.c.state == WAITING).order_by(callbacks.c.id))

    async def waiting_of(self, caller: str, service: str) -> Sequence[Callback]:
        """Those that are promised to this number, oldest first."""
        mine = (callbacks.c.state == WAITING) & (callbacks.c.caller == caller) & (callbacks.c.service == service)
        return await self._read(select(callbacks).where(mine).order_by(callbacks.c.id))

    async def get(self, id: int) -> Callback | None:
        found = await self._read(select(callbacks).where(callbacks.c.id == id))
        return found[0] if found else None

    async def newest(self, services: frozenset[str] | None, state: str, before: int, limit: int) -> Sequence[Callback]:
        """Newest first. services None, state "" and before 0 mean: all."""
        query = select(callbacks).order_by(callbacks.c.id.desc()).limit(limit)
        if services is not None:
            query = query.where(callbacks.c.service.in_(services))
        if state:
            query = query.where(callbacks.c.state == state)
        if before:
            query = query.where(callbacks.c.id < before)
        return await self._read(query)

    async def _read(self, query: Select[tuple[object, ...]]) -> Sequence[Callback]:
        async with self._database.reading() as connection:
            return [_callback(row) for row in await connection.execute(query)]


def _callback(row: Row[tuple[object, ...]]) -> Callback:
    return Callback(**row._mapping)
