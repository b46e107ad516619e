"""What queues and agents did, added up by half hour.

Rule: the sums, the number of the newest entry that is in them and what the fold knew then are written in one
transaction, so that after a crash each entry is counted exactly once.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, case, select
from sqlalchemy.dialects import postgresql, sqlite

from routing.figures import Key, Tally
from routing.figures.tally import SUMS
from storage.database import Database
from storage.tables import figures, folds

FOLD = "figures"
AT_ONCE = 500  # rows in one statement: a database takes only so many values


@dataclass(frozen=True, slots=True)
class Kept:
    """entry: the newest that is in the sums; state: what the fold knew after it."""

    entry: int
    state: dict[str, Any]


class FigureSums:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def kept(self) -> Kept | None:
        """None where nothing was ever counted."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(folds).where(folds.c.name == FOLD))).first()
            return Kept(row.entry, row.state or {}) if row else None

    async def add(self, sums: Mapping[Key, Tally], kept: Kept) -> None:
        """All of it or nothing."""
        rows = [{"slot": key.slot, "of": key.of, **asdict(tally)} for key, tally in sums.items()]
        more = self._insert(figures)
        set_ = {name: figures.c[name] + more.excluded[name] for name in SUMS} | {"longest": _longest(more)}
        newest = self._insert(folds).values(name=FOLD, entry=kept.entry, state=kept.state)
        told = {"entry": newest.excluded.entry, "state": newest.excluded.state}
        async with self._database.writing() as connection:
            for first in range(0, len(rows), AT_ONCE):
                adding = more.on_conflict_do_update(index_elements=["slot", "of"], set_=set_)
                await connection.execute(adding, rows[first : first + AT_ONCE])
            await connection.execute(newest.on_conflict_do_update(index_elements=["name"], set_=told))

    async def between(self, first: float, end: float, of: Collection[str] | None = None) -> dict[Key, Tally]:
        """Half hours that begin from `first` on and before `end` (epoch seconds). of: None for all."""
        query = select(figures).where(figures.c.slot >= first, figures.c.slot < end)
        query = query if of is None else query.where(figures.c.of.in_(of))
        async with self._database.reading() as connection:
            return {Key(row.slot, row.of): _tally(row._mapping) for row in await connection.execute(query)}


def _longest(more: sqlite.Insert | postgresql.Insert) -> ColumnElement[float]:
    new, old = more.excluded.longest, figures.c.longest
    return case((new > old, new), else_=old)


def _tally(row: RowMapping) -> Tally:
    return Tally(**{name: row[name] for name in (*SUMS, "longest")})
