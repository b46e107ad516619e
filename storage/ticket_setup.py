"""Categories and fields of tickets as stored, what stands in the fields, and filters that people keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Row, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables import (
    ticket_categories,
    ticket_fields,
    ticket_filters,
    ticket_templates,
    ticket_values,
    tickets,
)
from ticketing.categories import Category, CategoryTree
from ticketing.fields import AskedKind, Audience, TicketField, Value


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """filter: as the pages ask for a list."""

    id: int
    person: str
    name: str
    filter: dict[str, object]


class TicketSetup:
    def __init__(self, database: Database) -> None:
        self._database = database

    # --- categories --------------------------------------------------------------------------------------------------

    async def categories(self, services: Iterable[str] | None = None) -> dict[int, Category]:
        """services: None for all."""
        of = ticket_categories.c
        query = select(ticket_categories).order_by(of.position, of.id)
        if services is not None:
            query = query.where(of.service.in_(sorted(services)))
        async with self._database.reading() as connection:
            return {row.id: _category(row) for row in await connection.execute(query)}

    async def put_category(self, wanted: Category) -> int:
        """id 0: a new one, the last of its siblings."""
        of = ticket_categories.c
        row = {**asdict(wanted), "tree": wanted.tree.value}
        del row["id"]
        async with self._database.writing() as connection:
            if wanted.id:
                await connection.execute(update(ticket_categories).where(of.id == wanted.id).values(**row))
                return wanted.id
            siblings = (of.service == wanted.service) & (of.tree == wanted.tree.value) & (of.parent == wanted.parent)
            row["position"] = (await connection.scalar(select(func.max(of.position)).where(siblings)) or 0) + 1
            made = await connection.execute(insert(ticket_categories).values(**row))
            return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    async def place_categories(self, parent: int, ids: Sequence[int]) -> None:
        """The children of one parent in this order."""
        async with self._database.writing() as connection:
            for position, id in enumerate(ids, 1):
                where = (ticket_categories.c.id == id) & (ticket_categories.c.parent == parent)
                await connection.execute(update(ticket_categories).where(where).values(position=position))

    async def remove_category(self, id: int) -> bool:
        """False where tickets, fields or other categories need it. Templates stay and are linked to nothing then."""
        used = (
            exists(select(tickets.c.id).where(or_(tickets.c.receipt == id, tickets.c.processing == id))),
            exists(select(ticket_fields.c.id).where(ticket_fields.c.category == id)),
            exists(select(ticket_categories.c.id).where(ticket_categories.c.parent == id)),
        )
        async with self._database.writing() as connection:
            if await connection.scalar(select(or_(*used))):
                return False
            await connection.execute(delete(ticket_categories).where(ticket_categories.c.id == id))
            linked = update(ticket_templates).where(ticket_templates.c.processing == id)
            await connection.execute(linked.values(processing=0))
        return True

    # --- fields ------------------------------------------------------------------------------------------------------

    async def fields(self, services: Iterable[str]) -> list[TicketField]:
        """Those that are asked now."""
        of = ticket_fields.c
        query = select(ticket_fields).where(of.service.in_(sorted(services)), ~of.removed)
        async with self._database.reading() as connection:
            return [_field(row) for row in await connection.execute(query.order_by(of.position, of.id))]

    async def put_field(self, wanted: TicketField) -> int:
        """id 0: a new one, after the others."""
        of = ticket_fields.c
        row = {**asdict(wanted), "audience": wanted.audience.value, "kind": wanted.kind.value}
        row["options"] = list(wanted.options)
        del row["id"]
        async with self._database.writing() as connection:
            if wanted.id:
                await connection.execute(update(ticket_fields).where(of.id == wanted.id).values(**row))
                return wanted.id
            others = (of.service == wanted.service) & (of.audience == wanted.audience.value)
            row["position"] = (await connection.scalar(select(func.max(of.position)).where(others)) or 0) + 1
            made = await connection.execute(insert(ticket_fields).values(**row))
            return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    async def place_fields(self, ids: Sequence[int]) -> None:
        async with self._database.writing() as connection:
            for position, id in enumerate(ids, 1):
                changed = update(ticket_fields).where(ticket_fields.c.id == id).values(position=position)
                await connection.execute(changed)

    async def remove_field(self, id: int) -> None:
        """It is asked no more; what was answered stays."""
        async with self._database.writing() as connection:
            await connection.execute(update(ticket_fields).where(ticket_fields.c.id == id).values(removed=True))

    async def values(self, ticket: int) -> dict[int, Value]:
        """By field."""
        query = select(ticket_values).where(ticket_values.c.ticket == ticket)
        async with self._database.reading() as connection:
            return {row.field: row.value for row in await connection.execute(query)}

    async def put_values(self, ticket: int, values: Mapping[int, Value]) -> None:
        async with self._database.writing() as connection:
            await write_values(connection, ticket, values)

    # --- filters of people -------------------------------------------------------------------------------------------

    async def filters(self, person: str) -> list[KeptFilter]:
        query = select(ticket_filters).where(ticket_filters.c.person == person).order_by(ticket_filters.c.id)
        async with self._database.reading() as connection:
            return [KeptFilter(**row._mapping) for row in await connection.execute(query)]

    async def keep_filter(self, wanted: KeptFilter) -> int:
        row = {"person": wanted.person, "name": wanted.name, "filter": wanted.filter}
        async with self._database.writing() as connection:
            made = await connection.execute(insert(ticket_filters).values(**row))
            return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    async def remove_filter(self, person: str, id: int) -> None:
        where = (ticket_filters.c.person == person) & (ticket_filters.c.id == id)
        async with self._database.writing() as connection:
            await connection.execute(delete(ticket_filters).where(where))


async def write_values(connection: AsyncConnection, ticket: int, values: Mapping[int, Value]) -> None:
    """None takes a value away."""
    for field, value in values.items():
        there = (ticket_values.c.ticket == ticket) & (ticket_values.c.field == field)
        await connection.execute(delete(ticket_values).where(there))
        if value is not None:
            await connection.execute(insert(ticket_values).values(ticket=ticket, field=field, value=value))


def _category(row: Row[tuple[object, ...]]) -> Category:
    return Category(**{**row._mapping, "tree": CategoryTree(row.tree)})


def _field(row: Row[tuple[object, ...]]) -> TicketField:
    told = {name: value for name, value in row._mapping.items() if name != "removed"}
    kinds = {"audience": Audience(row.audience), "kind": AskedKind(row.kind), "options": tuple(row.options)}
    return TicketField(**{**told, **kinds})
