"""Callbacks: promises to call somebody. The journal opens, changes and closes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, insert, or_, select, update
from sqlalchemy.sql.base import Executable

from journal import Entry
from storage.customers.erased import CALLBACK_ERASED
from storage.database import Database
from storage.tables import callbacks
from ticketing import facts
from ticketing.promises import Promise
from ticketing.spreading import CallbackState, state_of

WAITING, CLOSED = "waiting", "closed"
NOBODY: frozenset[str] = frozenset()
_ALL = select(callbacks, CALLBACK_ERASED)


@dataclass(frozen=True, slots=True)
class Callback:
    """Times are epoch seconds, 0 for never. since: from when the caller has waited; attempts: how often somebody tried
    to call; again: how often the same number has called again meanwhile; assigner: who gave it to the assignee;
    reminded: `due_at` has come; erased: the customer was, so there is no number."""

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
    assigner: str = ""
    assigned_at: float = 0.0
    due_at: float = 0.0
    reminded: bool = False
    again: int = 0
    closed_at: float = 0.0
    closed_by: str = ""
    result: str = ""
    note: str = ""
    erased: bool = False

    @property
    def stage(self) -> CallbackState:
        return state_of(self.state == CLOSED, self.assignee)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a callback has to fit; "" and 0 fit everything. whole: services whose callbacks are all seen; own: those
    in which only the ones of `person` are; stage: one of `CallbackState`; first, end: of `asked_at`, epoch seconds;
    timed: those with a time only, the earliest first."""

    whole: frozenset[str] = NOBODY
    own: frozenset[str] = NOBODY
    person: str = ""
    stage: str = ""
    is_assigned: bool = False
    caller: str = ""
    path: str = ""
    queue: str = ""
    reason: str = ""
    assigner: str = ""
    assignee: str = ""
    first: float = 0.0
    end: float = 0.0
    before: int = 0
    timed: bool = False


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from an entry about a callback."""
    match entry.fact:
        case facts.CallbackAsked() as fact:
            yield insert(callbacks).values(_asked(fact, entry.at))
        case facts.PromiseFact(callback=callback):
            yield update(callbacks).where(callbacks.c.id == callback).values(**_changed(entry.fact, entry.at))


def _changed(fact: facts.PromiseFact, at: float) -> Mapping[str, object]:
    match fact:
        case facts.CallbackTried():
            return {"attempts": callbacks.c.attempts + 1}
        case facts.CallbackAskedAgain():
            return {"again": callbacks.c.again + 1}
        case facts.CallbackAssigned(agent=agent, by=by):
            return {"assignee": agent, "assigner": by, "assigned_at": at}
        case facts.CallbackUnassigned():
            return {"assignee": "", "assigner": "", "assigned_at": 0.0}
        case facts.CallbackTimed(due_at=due_at):
            return {"due_at": due_at, "reminded": False}
        case facts.CallbackFellDue():
            return {"reminded": True}
        case facts.CallbackClosed(by=by, result=result, note=note):
            return {"state": CLOSED, "closed_at": at, "closed_by": by, "result": result.value, "note": note}
    return {"id": fact.callback}


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

    async def promises(self) -> dict[int, Promise]:
        """All that are not closed."""
        names = ("call", "queue", "caller", "service", "assignee", "due_at", "reminded")
        return {each.id: Promise(*(getattr(each, name) for name in names)) for each in await self.waiting()}

    async def waiting(self) -> Sequence[Callback]:
        """All that are promised and not closed, oldest first."""
        return await self._read(_ALL.where(callbacks.c.state == WAITING).order_by(callbacks.c.id))

    async def waiting_of(self, caller: str, service: str) -> Sequence[Callback]:
        """Those that are promised to this number, oldest first."""
        mine = (callbacks.c.state == WAITING) & (callbacks.c.caller == caller) & (callbacks.c.service == service)
        return await self._read(_ALL.where(mine).order_by(callbacks.c.id))

    async def get(self, id: int) -> Callback | None:
        found = await self._read(_ALL.where(callbacks.c.id == id))
        return found[0] if found else None

    async def find(self, sought: Sought, limit: int | None = None) -> Sequence[Callback]:
        """Newest first, or as `Sought.timed` says. limit None: all."""
        order = (callbacks.c.due_at, callbacks.c.id) if sought.timed else (callbacks.c.id.desc(),)
        query = _ALL.where(*_conditions(sought)).order_by(*order)
        found = await self._read(query.limit(limit) if limit and not sought.path else query)
        kept = [each for each in found if not sought.path or path_of(each.path) == sought.path]
        return kept[:limit] if limit else kept

    async def words(self, sought: Sought) -> "Words":
        """What there is to choose from in lists."""
        told = callbacks.c.path, callbacks.c.assigner, callbacks.c.assignee
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(*told).where(*_conditions(sought)))).all()
        paths = sorted({path_of(row.path) for row in rows} - {""})
        return Words(
            paths, sorted({row.assigner for row in rows} - {""}), sorted({row.assignee for row in rows} - {""})
        )

    async def _read(self, query: Select[tuple[object, ...]]) -> Sequence[Callback]:
        async with self._database.reading() as connection:
            return [_callback(row) for row in await connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Words:
    paths: list[str] = field(default_factory=list)
    assigners: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)


def path_of(path: Sequence[str]) -> str:
    """As people read and choose it."""
    return " > ".join(path)


def _conditions(sought: Sought) -> Iterable[ColumnElement[bool]]:
    mine = and_(callbacks.c.service.in_(sought.own), callbacks.c.assignee == sought.person)
    yield or_(callbacks.c.service.in_(sought.whole), mine) if sought.own else callbacks.c.service.in_(sought.whole)
    for name in ("queue", "reason", "assigner", "assignee"):
        if value := getattr(sought, name):
            yield callbacks.c[name] == value
    if sought.caller:
        yield callbacks.c.caller.contains(sought.caller, autoescape=True)
    if sought.is_assigned:
        yield callbacks.c.assignee != ""
    if sought.stage:
        yield _STAGES.get(sought.stage, false())
    if sought.first:
        yield callbacks.c.asked_at >= sought.first
    if sought.end:
        yield callbacks.c.asked_at < sought.end
    if sought.timed:
        yield callbacks.c.due_at > 0
    if sought.before:
        yield callbacks.c.id < sought.before


_IS_OPEN = callbacks.c.state == WAITING
_STAGES: Mapping[str, ColumnElement[bool]] = {
    CallbackState.REGISTERED: and_(_IS_OPEN, callbacks.c.assignee == ""),
    CallbackState.UNPROCESSED: and_(_IS_OPEN, callbacks.c.assignee != ""),
    CallbackState.COMPLETE: callbacks.c.state == CLOSED,
}


def _callback(row: Row[tuple[object, ...]]) -> Callback:
    return Callback(**row._mapping)
