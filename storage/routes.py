"""Routes with their drafts and versions: plain records. What is published when is written by the journal.

Rule: a version is never changed; a draft is only ever changed by someone who has seen its newest text (`etag`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Row, Select, Table, delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from ivr.facts import NumberRemoved, NumberRouted, RoutePublished
from journal import Entry
from storage.database import Database
from storage.tables import numbers, route_drafts, route_versions, routes

Layout = Mapping[str, object]
Key = tuple[str, int]  # route, version


@dataclass(frozen=True, slots=True)
class Route:
    """service: whose queues it may use; created_by: the account, "" for the house itself."""

    name: str
    service: str
    title: str
    created_at: float
    created_by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """updated_at: epoch seconds; layout: where the picture shows each step."""

    route: str
    text: str
    tests: str
    layout: Layout
    etag: str
    updated_at: float
    updated_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """linked: the version of each route that it calls. made_at, published_at: epoch seconds, published_at 0 until
    callers got it for the first time; waiting: the next start of the server publishes it."""

    route: str
    version: int
    text: str
    tests: str = ""
    layout: Layout = field(default_factory=dict)
    linked: Mapping[str, int] = field(default_factory=dict)
    author: str = ""
    comment: str = ""
    made_at: float = 0.0
    published_at: float = 0.0
    waiting: bool = False


class Stale(Exception):
    """Somebody else has changed the draft meanwhile. now: as it is; None when it was published or thrown away."""

    def __init__(self, now: Draft | None) -> None:
        super().__init__("somebody else has changed this draft")
        self.now = now


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from an entry about routes."""
    match entry.fact:
        case NumberRouted(number=number, route=route, service=service):
            here = numbers.c.number == number
            if service:
                row = select(literal(number), literal(service), literal(route)).where(~exists().where(here))
                yield insert(numbers).from_select(["number", "service", "route"], row)
            yield update(numbers).where(here).values(route=route)
        case NumberRemoved(number=number):
            yield delete(numbers).where(numbers.c.number == number)
        case RoutePublished(route=route, version=version):
            here = (route_versions.c.route == route) & (route_versions.c.version == version)
            yield update(route_versions).where(here).values(published_at=entry.at, waiting=False)


class Routes:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    # --- routes ------------------------------------------------------------------------------------------------------

    async def all(self) -> list[Route]:
        """By name."""
        return [Route(**row._mapping) for row in await self._rows(select(routes).order_by(routes.c.name))]

    async def get(self, name: str) -> Route | None:
        found = await self._rows(select(routes).where(routes.c.name == name))
        return Route(**found[0]._mapping) if found else None

    async def add(self, new: Route, text: str = "", tests: str = "", etag: str = "") -> bool:
        """With a draft if there is a text. False when the name is taken."""
        row = {name: getattr(new, name) for name in Route.__dataclass_fields__}
        async with self._database.writing() as connection:
            made = await connection.execute(self._insert(routes).values(row).on_conflict_do_nothing())
            if made.rowcount and text:
                draft = Draft(new.name, text, tests, {}, etag, new.created_at, new.created_by)
                await connection.execute(insert(route_drafts).values(_row(draft)))
        return bool(made.rowcount)

    async def change(self, name: str, title: str, service: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(routes).where(routes.c.name == name).values(title=title, service=service))

    async def remove(self, name: str) -> None:
        """With its drafts and versions."""
        async with self._database.writing() as connection:
            for table in (route_drafts, route_versions):
                await connection.execute(delete(table).where(table.c.route == name))
            await connection.execute(delete(routes).where(routes.c.name == name))

    # --- drafts ------------------------------------------------------------------------------------------------------

    async def draft(self, name: str) -> Draft | None:
        found = await self._rows(select(route_drafts).where(route_drafts.c.route == name))
        return Draft(**found[0]._mapping) if found else None

    async def drafts(self) -> dict[str, Draft]:
        return {row.route: Draft(**row._mapping) for row in await self._rows(select(route_drafts))}

    async def save(self, draft: Draft, seen: str | None) -> None:
        """seen: the etag of the draft that its author has seen; None where there was none. Raises `Stale`."""
        async with self._database.writing() as connection:
            now = await _draft(connection, draft.route)
            if (now.etag if now else None) != seen:
                raise Stale(now)
            await connection.execute(delete(route_drafts).where(route_drafts.c.route == draft.route))
            await connection.execute(insert(route_drafts).values(_row(draft)))

    async def drop(self, name: str, seen: str | None) -> bool:
        """False when somebody has changed it meanwhile; then it stays. seen: None drops any."""
        here = route_drafts.c.route == name
        async with self._database.writing() as connection:
            fits = here if seen is None else here & (route_drafts.c.etag == seen)
            return bool((await connection.execute(delete(route_drafts).where(fits))).rowcount)

    # --- versions ----------------------------------------------------------------------------------------------------

    async def add_version(self, new: Version) -> Version:
        """With the next number; the one of `new` is not looked at."""
        newest = select(func.max(route_versions.c.version)).where(route_versions.c.route == new.route)
        async with self._database.writing() as connection:
            number = ((await connection.scalar(newest)) or 0) + 1
            numbered = replace(new, version=number)
            await connection.execute(insert(route_versions).values(_row(numbered)))
        return numbered

    async def take_back(self, version: Version) -> None:
        """One that never reached a caller, because its publication was refused."""
        here = (route_versions.c.route == version.route) & (route_versions.c.version == version.version)
        async with self._database.writing() as connection:
            await connection.execute(delete(route_versions).where(here, route_versions.c.published_at == 0))

    async def version(self, name: str, version: int) -> Version | None:
        here = (route_versions.c.route == name) & (route_versions.c.version == version)
        found = await self._versions(select(route_versions).where(here))
        return found[0] if found else None

    async def versions(self, name: str) -> list[Version]:
        """Newest first."""
        mine = select(route_versions).where(route_versions.c.route == name)
        return await self._versions(mine.order_by(route_versions.c.version.desc()))

    async def count(self, name: str) -> int:
        async with self._database.reading() as connection:
            mine = select(func.count()).select_from(route_versions).where(route_versions.c.route == name)
            return (await connection.scalar(mine)) or 0

    async def waiting(self) -> list[Version]:
        """What the next start publishes, in the order in which it was asked for."""
        asked = select(route_versions).where(route_versions.c.waiting)
        return await self._versions(asked.order_by(route_versions.c.made_at, route_versions.c.version))

    async def stop_waiting(self, version: Version) -> None:
        here = (route_versions.c.route == version.route) & (route_versions.c.version == version.version)
        async with self._database.writing() as connection:
            await connection.execute(update(route_versions).where(here).values(waiting=False))

    async def newest(self) -> dict[str, Version]:
        """Of each route the version that was published last; what only waits or is scheduled does not count."""
        last = func.max(route_versions.c.published_at).over(partition_by=route_versions.c.route)
        ranked = select(route_versions, last.label("last")).where(route_versions.c.published_at > 0).subquery()
        columns = [ranked.c[name] for name in Version.__dataclass_fields__]
        found = await self._versions(select(*columns).where(ranked.c.published_at == ranked.c.last))
        return {each.route: each for each in sorted(found, key=lambda each: each.version)}

    async def _versions(self, query: Select[tuple[object, ...]]) -> list[Version]:
        return [Version(**row._mapping) for row in await self._rows(query)]

    async def _rows(self, query: Select[tuple[object, ...]]) -> list[Row[tuple[object, ...]]]:
        async with self._database.reading() as connection:
            return list((await connection.execute(query)).all())


def _row(record: Draft | Version) -> dict[str, object]:
    row = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in row.items()}


async def _draft(connection: AsyncConnection, name: str) -> Draft | None:
    row = (await connection.execute(_of(route_drafts, name))).first()
    return Draft(**row._mapping) if row else None


def _of(table: Table, name: str) -> Select[tuple[object, ...]]:
    return select(table).where(table.c.route == name)
