"""What is known of a customer, read: the record with all that were merged into it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.customers.erased import erased_calls
from storage.database import Database
from storage.tables import (
    customer_contacts,
    customer_events,
    customer_notes,
    customer_numbers,
    customer_values,
    customers,
)
from ticketing.customers.fields import NAME
from ticketing.customers.merging import Record

MOST = 500  # values, notes or events of a card


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values of a field. record: whose it is, the customer's own or that of one merged into it; id: 0 for a
    number, which is its own name."""

    id: int
    record: int
    field: str
    value: str
    at: float
    by: str


@dataclass(frozen=True, slots=True)
class Number:
    """number: E.164; digits: as people of the country dial it."""

    record: int
    number: str
    digits: str
    at: float
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    record: int
    at: float
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did with the record. about: a field, or the number of another record."""

    record: int
    at: float
    by: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class Contacted:
    """kind: ticket or callback; id: its number; record: whose it is."""

    kind: str
    id: int
    record: int
    call: str
    at: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A customer as lists show it: the first value of each field."""

    id: int
    service: str
    made_at: float
    seen_at: float
    numbers: list[Number] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def first(self, key: str) -> str:
        return next((each.value for each in self.values if each.field == key), "")

    @property
    def name(self) -> str:
        return self.first(NAME)


@dataclass(frozen=True, slots=True)
class Card:
    """A customer. records: the root and all that were merged into it, the root first."""

    head: Summary
    records: list[Record]
    notes: list[Note]
    events: list[Done]


Mine = TypeVar("Mine", Number, Value)


class Cards:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, id: int) -> Record | None:
        async with self._database.reading() as connection:
            found = await records(connection, select(customers).where(customers.c.id == id))
        return found[0] if found else None

    async def card(self, root: int) -> Card | None:
        """None for a number that was never given."""
        async with self._database.reading() as connection:
            belong = await records(connection, select(customers).where(customers.c.root == root))
            if not belong:
                return None
            heads = await summaries(connection, [root])
            ids = [each.id for each in belong]
            notes = [Note(row.customer, row.at, row.by, row.text) for row in await _of(connection, customer_notes, ids)]
            done = await _of(connection, customer_events, ids)
        events = [Done(row.customer, row.at, row.by, row.what, row.about) for row in done]
        return Card(heads[0], sorted(belong, key=lambda each: each.id != root), notes, events)

    async def summaries(self, roots: Sequence[int]) -> list[Summary]:
        async with self._database.reading() as connection:
            return await summaries(connection, roots)

    async def of_number(self, service: str, number: str) -> int:
        """The root of who has this number (E.164); 0 for nobody."""
        of = customer_numbers.c
        query = select(customers.c.root).join(customer_numbers, of.customer == customers.c.id)
        async with self._database.reading() as connection:
            return await connection.scalar(query.where(of.service == service, of.number == number)) or 0

    async def of_contact(self, kind: str, id: int) -> int:
        """The root of who this ticket or callback is about; 0 for nobody."""
        of = customer_contacts.c
        query = select(customers.c.root).join(customer_contacts, of.customer == customers.c.id)
        async with self._database.reading() as connection:
            return await connection.scalar(query.where(of.kind == kind, of.id == id)) or 0

    async def is_erased(self, call: str) -> bool:
        """The customer of this call was."""
        async with self._database.reading() as connection:
            return bool(await erased_calls(connection, [call]))

    async def contacts(self, root: int, before: float, limit: int) -> list[Contacted]:
        """Newest first. before: epoch seconds, 0 for the newest."""
        of = customer_contacts.c
        query = select(customer_contacts).join(customers, customers.c.id == of.customer)
        query = query.where(customers.c.root == root).order_by(of.at.desc(), of.kind, of.id.desc()).limit(limit)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.where(of.at < before) if before else query)
            return [Contacted(row.kind, row.id, row.customer, row.call, row.at) for row in rows]


async def records(connection: AsyncConnection, query: Select[tuple[object, ...]]) -> list[Record]:
    rows = await connection.execute(query.order_by(customers.c.id))
    return [Record(row.id, row.service, row.root, row.into, row.erased_at > 0) for row in rows]


async def summaries(connection: AsyncConnection, roots: Sequence[int]) -> list[Summary]:
    """In the order of `roots`; those that there are not are left out."""
    of = customers.c
    rows = (await connection.execute(select(customers).where(of.root.in_(roots)))).all()
    root_of = {row.id: row.root for row in rows}
    numbers: dict[int, list[Number]] = {}
    values: dict[int, list[Value]] = {}
    for number in await _of(connection, customer_numbers, root_of, customer_numbers.c.at):
        told = Number(number.customer, number.number, number.digits, number.at, number.by)
        numbers.setdefault(root_of[number.customer], []).append(told)
    for row in await _of(connection, customer_values, root_of):
        value = Value(row.id, row.customer, row.field, row.value, row.at, row.by)
        values.setdefault(root_of[row.customer], []).append(value)
    heads = {row.id: row for row in rows if row.id == row.root}
    return [
        Summary(
            id,
            heads[id].service,
            heads[id].made_at,
            heads[id].seen_at,
            _own_first(numbers.get(id, []), id),
            _own_first(values.get(id, []), id),
        )
        for id in roots
        if id in heads
    ]


def _own_first(found: list[Mine], root: int) -> list[Mine]:
    """What the record itself has leads; what was merged into it stands beside."""
    return sorted(found, key=lambda each: each.record != root)


async def _of(
    connection: AsyncConnection, table: Table, of: Collection[int], order: ColumnElement[float] | None = None
) -> Sequence[Row[tuple[Any, ...]]]:
    """The rows of these records, the oldest first."""
    query = select(table).where(table.c.customer.in_(list(of)))
    ordered = query.order_by(order if order is not None else table.c.id)
    return (await connection.execute(ordered.limit(MOST * max(1, len(of))))).all()
