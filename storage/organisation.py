"""Services with their contracts, groups of agents, and who changed what."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import ColumnElement, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.plan import Service
from storage.database import Database
from storage.tables import audit, group_members, groups, right_changes, services

MOST = 200  # rows that a list of changes tells at once


@dataclass(frozen=True, slots=True)
class Group:
    id: int
    service: str
    name: str
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RightChange:
    """operation: register, edit or delete; before, after: rights in the service; at: epoch seconds."""

    at: float
    service: str
    operator: str
    operator_name: str
    address: str
    target: str
    operation: str
    before: list[str]
    after: list[str]
    id: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """What a change has to fit; "" and 0 fit everything (ORG-39)."""

    since: float = 0.0
    until: float = 0.0
    service: str = ""
    operation: str = ""
    name: str = ""
    address: str = ""
    person: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Audited:
    at: float
    person: str
    address: str
    operation: str
    about: str
    status: int
    id: int = 0


class Organisation:
    def __init__(self, database: Database) -> None:
        self._database = database

    # --- services ----------------------------------------------------------------------------------------------------

    async def contract_day(self, service: str) -> str:
        async with self._database.reading() as connection:
            return str(await connection.scalar(select(services.c.contract_day).where(services.c.id == service)))

    async def add_service(self, new: Service) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(services).values(id=new.id, **_row(new)))

    async def put_service(self, changed: Service, contract_day: str = "") -> None:
        """contract_day: of a change of the contract, "" for none."""
        row = _row(changed) | ({"contract_day": contract_day} if contract_day else {})
        async with self._database.writing() as connection:
            await connection.execute(update(services).where(services.c.id == changed.id).values(**row))

    # --- groups ------------------------------------------------------------------------------------------------------

    async def groups(self) -> list[Group]:
        async with self._database.reading() as connection:
            members: dict[int, list[str]] = {}
            for row in await connection.execute(select(group_members).order_by(group_members.c.person)):
                members.setdefault(row.group, []).append(row.person)
            rows = await connection.execute(select(groups).order_by(groups.c.service, groups.c.name, groups.c.id))
            return [Group(row.id, row.service, row.name, members.get(row.id, [])) for row in rows]

    async def put_group(self, group: Group) -> int:
        """id 0: a new one."""
        row = {"service": group.service, "name": group.name}
        async with self._database.writing() as connection:
            id = group.id
            if id:
                await connection.execute(update(groups).where(groups.c.id == id).values(**row))
            else:
                made = await connection.execute(insert(groups).values(**row))
                id = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
            await _put_members(connection, id, group.members)
        return id

    async def remove_group(self, id: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(groups).where(groups.c.id == id))

    async def join(self, person: str, chosen: Sequence[int], service: str) -> None:
        """The groups of one service to which a person belongs."""
        there = select(groups.c.id).where(groups.c.service == service)
        async with self._database.writing() as connection:
            mine = (group_members.c.person == person) & group_members.c.group.in_(there)
            await connection.execute(delete(group_members).where(mine))
            for group in chosen:
                await connection.execute(insert(group_members).values(group=group, person=person))

    # --- who changed what --------------------------------------------------------------------------------------------

    async def changes(self, wanted: Search) -> list[RightChange]:
        query = select(right_changes).where(*_fits(wanted)).order_by(right_changes.c.id.desc()).limit(MOST)
        async with self._database.reading() as connection:
            return [RightChange(**row._mapping) for row in await connection.execute(query)]

    async def note(self, done: Audited) -> None:
        async with self._database.writing() as connection:
            row = {name: value for name, value in asdict(done).items() if name != "id"}
            await connection.execute(insert(audit).values(**row))

    async def audited(
        self, person: str, before: int, operation: str = "", since: float = 0.0, until: float = 0.0
    ) -> list[Audited]:
        """Newest first. person, operation: "" for all; since, until: epoch seconds, 0 for no end; before: the id that
        the page before ended with, 0 for none."""
        wanted = {
            audit.c.person == person: person,
            audit.c.operation == operation: operation,
            audit.c.at >= since: since,
            audit.c.at < until: until,
            audit.c.id < before: before,
        }
        fits = [clause for clause, given in wanted.items() if given]
        query = select(audit).where(*fits).order_by(audit.c.id.desc()).limit(MOST)
        async with self._database.reading() as connection:
            return [Audited(**row._mapping) for row in await connection.execute(query)]


async def add_change(connection: AsyncConnection, change: RightChange) -> None:
    row = {name: value for name, value in asdict(change).items() if name != "id"}
    await connection.execute(insert(right_changes).values(**row))


async def _put_members(connection: AsyncConnection, id: int, members: Sequence[str]) -> None:
    await connection.execute(delete(group_members).where(group_members.c.group == id))
    if members:
        await connection.execute(
            insert(group_members), [{"group": id, "person": each} for each in sorted(set(members))]
        )


def _row(service: Service) -> dict[str, object]:
    told = {"name": service.name, "language": service.language, "kind": service.kind, "state": service.state}
    return told | {"functions": sorted(service.functions), "open_api": service.open_api}


def _fits(wanted: Search) -> list[ColumnElement[bool]]:
    rows, found = right_changes.c, []
    exact = {rows.service: wanted.service, rows.operation: wanted.operation, rows.address: wanted.address}
    found += [column == value for column, value in exact.items() if value]
    if wanted.name:
        found.append(rows.operator_name.icontains(wanted.name, autoescape=True))
    if wanted.person:
        found.append(or_(rows.operator == wanted.person, rows.target == wanted.person))
    if wanted.since:
        found.append(rows.at >= wanted.since)
    if wanted.until:
        found.append(rows.at < wanted.until)
    if wanted.before:
        found.append(rows.id < wanted.before)
    return found
