"""What callers did in routes, added up by day.

Rule: the sums and the number of the newest entry that is in them are written in one transaction, so that after a crash
each entry is counted exactly once.
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from ivr.traffic import Taken
from storage.database import Database
from storage.tables import folds, route_ways

FOLD = "route ways"


class RouteWays:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def counted_to(self) -> int | None:
        """The number of the newest entry that is in the sums; None where nothing was ever counted."""
        async with self._database.reading() as connection:
            found = await connection.scalar(select(folds.c.entry).where(folds.c.name == FOLD))
            return None if found is None else int(found)

    async def add(self, counts: Mapping[Taken, int], entry: int) -> None:
        """All of it or nothing. entry: the newest that is counted in it."""
        rows = [
            {"day": each.day, "route": each.route, "step": each.step, "way": each.way, "count": count}
            for each, count in counts.items()
        ]
        more = self._insert(route_ways)
        sums = {"count": route_ways.c.count + more.excluded.count}
        newest = self._insert(folds).values(name=FOLD, entry=entry)
        async with self._database.writing() as connection:
            if rows:
                keys = list(route_ways.primary_key.columns)
                await connection.execute(more.on_conflict_do_update(index_elements=keys, set_=sums), rows)
            told = {"entry": newest.excluded.entry}
            await connection.execute(newest.on_conflict_do_update(index_elements=["name"], set_=told))

    async def of(self, route: str, day: str) -> Counter[tuple[str, str]]:
        """(step, way) → how often on that day."""
        kept = route_ways.c
        query = select(kept.step, kept.way, kept.count).where(kept.route == route, kept.day == day)
        async with self._database.reading() as connection:
            return Counter({(row.step, row.way): row.count for row in await connection.execute(query)})
