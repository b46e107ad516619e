"""Rows whose time is over: how many there are, how old the oldest is, and away with them, a few at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, tuple_

from storage.database import Database
from storage.recordings import FAILED, READY
from storage.sessions import is_forgotten
from storage.tables import (
    audit,
    entries,
    living,
    mails,
    password_links,
    quality,
    recordings,
    right_changes,
    sessions,
    trigger_firings,
    webhook_failures,
)

AT_ONCE = 500  # rows in one transaction, so that calls come first


@dataclass(frozen=True, slots=True)
class Due:
    """oldest: epoch seconds, 0.0 when there is none."""

    count: int
    oldest: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """over: of a moment, which rows are older; at: when a row is from, in epoch seconds."""

    table: Table
    at: ColumnElement[float]
    over: Callable[[float], ColumnElement[bool]]


def _older(table: Table, name: str = "at", more: ColumnElement[bool] | None = None) -> _Rows:
    column = table.c[name]
    return _Rows(table, column, lambda before: column < before if more is None else and_(column < before, more))


def _entries() -> _Rows:
    """Of calls that are over, and what agents' states were; never what says how things are now, or what was decided.
    Nor the newest of all: numbers go on from it."""
    of = entries.c
    alive = select(living.c.subject).where(living.c.whole)
    newest = select(living.c.newest)
    calls = and_(of.subject.like("call:%"), of.subject.not_in(alive))
    agents = and_(of.subject.like("agent:%"), of.number.not_in(newest))
    last = select(func.max(of.number)).scalar_subquery()
    return _older(entries, more=and_(or_(calls, agents), of.number < last))


ROWS: Mapping[str, _Rows] = {
    "journal": _entries(),
    "audit": _older(audit),
    "right-changes": _older(right_changes),
    "mails": _older(mails, "made_at", or_(mails.c.sent_at > 0, mails.c.tries > 0)),
    "webhook-failures": _older(webhook_failures),
    "trigger-log": _older(trigger_firings),
    "quality": _Rows(quality, quality.c.minute * 60.0, lambda before: quality.c.minute < int(before // 60)),
    "sessions": _Rows(sessions, sessions.c.seen_at, is_forgotten),
    "password-links": _older(password_links, "until"),
}


class OldRows:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, what: str, before: float) -> Due:
        """before: epoch seconds; of sessions and links, the present."""
        rows = ROWS[what]
        query = select(func.count(), func.min(rows.at)).where(rows.over(before)).select_from(rows.table)
        async with self._database.reading() as connection:
            count, oldest = (await connection.execute(query)).one()
        return Due(count, float(oldest or 0.0))

    async def remove(self, what: str, before: float) -> int:
        """A few of them. How many; fewer than `AT_ONCE` when none is left."""
        rows = ROWS[what]
        keys = list(rows.table.primary_key.columns)
        key = keys[0] if len(keys) == 1 else tuple_(*keys)
        some = select(*keys).where(rows.over(before)).limit(AT_ONCE)
        async with self._database.writing() as connection:
            found = (await connection.execute(some)).all()
            chosen = [row[0] for row in found] if len(keys) == 1 else [tuple(row) for row in found]
            if chosen:
                await connection.execute(delete(rows.table).where(key.in_(chosen)))
        return len(chosen)

    async def recordings_due(self, now: float) -> Due:
        """Whose day has come, but for those that are locked as evidence: the archive deletes them."""
        of = recordings.c
        over = and_(of.delete_after > 0, of.delete_after <= now, of.state.in_((READY, FAILED)), ~of.locked)
        query = select(func.count(), func.min(of.delete_after)).where(over)
        async with self._database.reading() as connection:
            count, oldest = (await connection.execute(query)).one()
        return Due(count, float(oldest or 0.0))
