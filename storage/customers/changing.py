"""What people add to customers, take away again and merge. Each is written down with who did it, never what it was."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.refused import Refused
from storage.customers.cards import records
from storage.database import Database
from storage.tables import (
    customer_contacts,
    customer_events,
    customer_notes,
    customer_numbers,
    customer_pieces,
    customer_values,
    customers,
)
from ticketing.customers.fields import PHONE
from ticketing.customers.merging import Record, below, must_merge, must_split
from ticketing.customers.words import folded, pieces


@dataclass(frozen=True, slots=True)
class Telephone:
    """number: E.164; digits: as people of the country dial it."""

    number: str
    digits: str


class Changing:
    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        """clock: epoch seconds."""
        self._database, self._clock = database, clock

    async def make(self, service: str, by: str) -> int:
        """A customer without anything yet; its number."""
        now = self._clock()
        row = {"service": service, "root": 0, "made_at": now, "seen_at": now}
        async with self._database.writing() as connection:
            made = await connection.execute(insert(customers).values(**row))
            id = int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted, so there is a key
            await connection.execute(update(customers).where(customers.c.id == id).values(root=id))
            await self._note(connection, id, by, "made")
        return id

    async def add_value(self, id: int, field: str, value: str, by: str) -> bool:
        """Beside those that there are (CUS-10, CUS-14). False: it is there already."""
        of, form = customer_values.c, folded(value)
        async with self._database.writing() as connection:
            belong = await _root(connection, id)
            mine = of.customer.in_([each.id for each in belong]), of.field == field, of.value == value
            if await connection.scalar(select(of.id).where(*mine).limit(1)):
                return False
            row = {"customer": id, "field": field, "value": value, "folded": form, "at": self._clock(), "by": by}
            made = await connection.execute(insert(customer_values).values(**row))
            new = made.inserted_primary_key[0]  # type: ignore[index]  # one row was inserted, so there is a key
            if form:
                found = [{"piece": piece, "value": new} for piece in pieces(form)]
                await connection.execute(insert(customer_pieces), found)
            await self._note(connection, id, by, "added", field)
        return True

    async def add_number(self, id: int, phone: Telephone, by: str) -> int:
        """0 when it is the customer's now; else the root of who has it already: then nothing was done."""
        of = customer_numbers.c
        async with self._database.writing() as connection:
            belong = await _root(connection, id)
            has = select(customers.c.root).join(customer_numbers, of.customer == customers.c.id)
            service = belong[0].service
            there = await connection.scalar(has.where(of.service == service, of.number == phone.number))
            if there is not None:
                return 0 if there == belong[0].root else int(there)
            told = {"number": phone.number, "digits": phone.digits, "tail": phone.digits[::-1], "by": by}
            row = told | {"service": service, "customer": id, "at": self._clock()}
            await connection.execute(insert(customer_numbers).values(**row))
            await self._note(connection, id, by, "added", PHONE)
        return 0

    async def remove_value(self, root: int, value: int, by: str) -> bool:
        """False: it is not the customer's."""
        of = customer_values.c
        async with self._database.writing() as connection:
            mine = of.customer.in_([each.id for each in await _root(connection, root)])
            row = (await connection.execute(select(of.customer, of.field).where(of.id == value, mine))).first()
            if row is None:
                return False
            await connection.execute(delete(customer_pieces).where(customer_pieces.c.value == value))
            await connection.execute(delete(customer_values).where(of.id == value))
            await self._note(connection, row.customer, by, "removed", row.field)
        return True

    async def remove_number(self, root: int, number: str, by: str) -> bool:
        """The next call of this number is another customer's."""
        of = customer_numbers.c
        async with self._database.writing() as connection:
            mine = of.customer.in_([each.id for each in await _root(connection, root)]), of.number == number
            row = (await connection.execute(select(of.customer).where(*mine))).first()
            if row is None:
                return False
            await connection.execute(delete(customer_numbers).where(*mine))
            await self._note(connection, row.customer, by, "removed", PHONE)
        return True

    async def add_note(self, id: int, text: str, by: str) -> None:
        async with self._database.writing() as connection:
            await _root(connection, id)
            row = {"customer": id, "at": self._clock(), "by": by, "text": text}
            await connection.execute(insert(customer_notes).values(**row))

    async def merge(self, source: int, target: int, by: str) -> None:
        """The source becomes part of the target, whose number stays (CUS-11 to CUS-14). Raises `Refused`, and
        `LookupError` for one that there is not."""
        async with self._database.writing() as connection:
            one, other = await _head(connection, source), await _head(connection, target)
            must_merge(one, other)
            part = customers.c.root == one.id
            await connection.execute(update(customers).where(part).values(root=other.id))
            await connection.execute(update(customers).where(customers.c.id == one.id).values(into=other.id))
            await _seen_again(connection, other.id)
            await self._note(connection, one.id, by, "merged", str(other.id))
            await self._note(connection, other.id, by, "took", str(one.id))

    async def split(self, part: int, by: str) -> None:
        """Undo the merge of this record: it is a customer of its own again, with all that was merged into it before."""
        async with self._database.writing() as connection:
            found = await records(connection, select(customers).where(customers.c.id == part))
            if not found:
                raise LookupError(part)
            must_split(found[0])
            belong = await records(connection, select(customers).where(customers.c.root == found[0].root))
            own = below(part, {each.id: each.into for each in belong})
            await connection.execute(update(customers).where(customers.c.id == part).values(into=0))
            await connection.execute(update(customers).where(customers.c.id.in_(own)).values(root=part))
            for root in (part, found[0].root):
                await _seen_again(connection, root)
            await self._note(connection, part, by, "split", str(found[0].into))
            await self._note(connection, found[0].root, by, "let go", str(part))

    async def put_contact(self, kind: str, id: int, call: str, at: float, customer: int, by: str) -> None:
        """This ticket or callback is about that customer, whatever its number says (CUS-07)."""
        of = customer_contacts.c
        async with self._database.writing() as connection:
            await _root(connection, customer)
            await connection.execute(delete(customer_contacts).where(of.kind == kind, of.id == id))
            row = {"kind": kind, "id": id, "call": call, "at": at, "customer": customer}
            await connection.execute(insert(customer_contacts).values(**row))
            await self._note(connection, customer, by, "given", f"{kind} {id}")

    async def _note(self, connection: AsyncConnection, id: int, by: str, what: str, about: str = "") -> None:
        row = {"customer": id, "at": self._clock(), "by": by, "what": what, "about": about}
        await connection.execute(insert(customer_events).values(**row))


async def _head(connection: AsyncConnection, id: int) -> Record:
    belong = await _root(connection, id)
    return next(each for each in belong if each.id == each.root)


async def _root(connection: AsyncConnection, id: int) -> list[Record]:
    """All records of the customer, locked until the end. Raises `LookupError`, and `Refused` for an erased one."""
    root = select(customers.c.root).where(customers.c.id == id).scalar_subquery()
    belong = await records(connection, select(customers).where(customers.c.root == root).with_for_update())
    if not belong:
        raise LookupError(id)
    if any(each.erased for each in belong):
        raise Refused("this customer was erased", "customer_erased")
    return belong


async def _seen_again(connection: AsyncConnection, root: int) -> None:
    """The last contact of the root is the last one of all its records, or when it was made."""
    of, contacts = customers.c, customer_contacts.c
    own = select(of.id).where(of.root == root)
    last = await connection.scalar(select(func.max(contacts.at)).where(contacts.customer.in_(own)))
    made = await connection.scalar(select(of.made_at).where(of.id == root))
    await connection.execute(update(customers).where(of.id == root).values(seen_at=max(last or 0.0, made or 0.0)))
