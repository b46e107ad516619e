"""Erasing a customer: what is personal goes from records, tickets, callbacks, incidents and the journal.

Rule: all in one transaction, or nothing. The number of entries, their kinds, times and causes stay, so every figure
stays; the record itself stays as a number that was once given (`docs/decisions/`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import JSON, CursorResult, Row, Table, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.customers.traces import OF_CALLBACKS, OF_CALLS, OF_TICKETS, Place, without_person
from storage.database import Database
from storage.recordings import DELETED
from storage.tables import (
    callbacks,
    customer_contacts,
    customer_events,
    customer_notes,
    customer_numbers,
    customer_pieces,
    customer_values,
    customers,
    entries,
    erasures,
    recordings,
    restrictions,
    ticket_texts,
    tickets,
)
from storage.ticket_texts import text_row

AT_ONCE = 400  # subjects or rows in one statement
Key = TypeVar("Key")
CALLED = ("Arrived", "Missed", "Dialled")  # kinds that hold the number of who called or was called
BELONGS = ("RouteEntered", "Dialled")  # kinds that say of which service a call is


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of a customer. records: all that belong to it; restrictions: of their numbers, in force or over."""

    root: int
    service: str
    records: list[int]
    tickets: list[int]
    callbacks: list[int]
    calls: list[str]
    recordings: list[str]
    locked: list[str]
    restrictions: list[int]
    numbers: list[str] = field(repr=False, default_factory=list)


@dataclass(frozen=True, slots=True)
class Erasure:
    """done: how many of what; left: what has to wait, by id: locked recordings, restrictions in force."""

    id: int
    at: float
    by: str
    service: str
    customer: int
    why: str
    done: dict[str, int]
    left: dict[str, list[str]]


class Erasing:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def traces(self, root: int) -> Traces:
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(customers).where(customers.c.root == root))).all()
            service, own = rows[0].service, [row.id for row in rows]
            contacts = (await _of(connection, customer_contacts, own)).all()
            ids = [row.id for row in contacts if row.kind == "ticket"]
            promised = [row.id for row in contacts if row.kind == "callback"]
            numbers = await _written(connection, own, ids, promised)
            calls = {row.call for row in contacts} | await _calls_of(connection, numbers, service, own)
            recorded = await _recordings(connection, sorted(calls))
            met = await _restrictions(connection, service, numbers)
        locked = [row.id for row in recorded if row.locked]
        heard = [row.id for row in recorded]
        return Traces(root, service, own, ids, promised, sorted(calls), heard, locked, met, sorted(numbers))

    async def open_callbacks(self, ids: Sequence[int]) -> list[int]:
        query = select(callbacks.c.id).where(callbacks.c.id.in_(ids), callbacks.c.state == "waiting")
        async with self._database.reading() as connection:
            return [row.id for row in await connection.execute(query)]

    async def erase(self, of: Traces, now: float, by: str, why: str, left: dict[str, list[str]]) -> Erasure:
        async with self._database.writing() as connection:
            for places, keys in ((OF_TICKETS, of.tickets), (OF_CALLBACKS, of.callbacks), (OF_CALLS, of.calls)):
                for place in places:
                    await _blank(connection, place, keys)
            for some in batched(of.tickets, AT_ONCE):
                searched = update(ticket_texts).where(ticket_texts.c.ticket.in_(some))
                await connection.execute(searched.values(**text_row([])))
            written = await _redact(connection, [f"{kind}:{call}" for call in of.calls for kind in ("call", "missed")])
            await _forget(connection, of.records, now)
            done = {"tickets": len(of.tickets), "callbacks": len(of.callbacks), "calls": len(of.calls)}
            done |= {"recordings": len(of.recordings) - len(left.get("recordings", [])), "entries": written}
            unfinished = sum(map(len, left.values()))
            row = {"at": now, "by": by, "service": of.service, "customer": of.root, "why": why}
            told = row | {"done": {"done": done, "left": left}, "unfinished": unfinished}
            made = await connection.execute(insert(erasures).values(**told))
            id = int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted, so there is a key
        return Erasure(id, now, by, of.service, of.root, why, done, left)

    async def erasures(self, services: Collection[str] | None, limit: int) -> list[Erasure]:
        """Newest first. services None: all that are unfinished."""
        of = erasures.c
        query = select(erasures).order_by(of.id.desc()).limit(limit)
        query = query.where(of.unfinished > 0) if services is None else query.where(of.service.in_(services))
        async with self._database.reading() as connection:
            return [
                Erasure(row.id, row.at, row.by, row.service, row.customer, row.why, row.done["done"], row.done["left"])
                for row in await connection.execute(query)
            ]

    async def finish(self, erasure: Erasure, left: dict[str, list[str]]) -> None:
        """Some of what had to wait is gone."""
        told = {"done": {"done": erasure.done, "left": left}, "unfinished": sum(map(len, left.values()))}
        async with self._database.writing() as connection:
            await connection.execute(update(erasures).where(erasures.c.id == erasure.id).values(**told))

    async def over(self, ids: Sequence[int], now: float) -> list[int]:
        """Of these restrictions those that hold no more: the number goes from them and from the journal."""
        of = restrictions.c
        past = of.id.in_(ids), or_(of.until <= now, of.lifted_at > 0)
        async with self._database.writing() as connection:
            done = [row.id for row in await connection.execute(select(of.id).where(*past))]
            await connection.execute(update(restrictions).where(of.id.in_(done)).values(number="", lifted_why=""))
            await _redact(connection, [f"restriction:{id}" for id in done])
        return done

    async def due(self, service: str, before: float, limit: int) -> list[int]:
        """Customers whose last contact was before this time (epoch seconds), and with whom nothing is open."""
        of, contacts = customers.c, customer_contacts.c
        own = customers.alias()
        mine = select(contacts.id).join(own, own.c.id == contacts.customer).where(own.c.root == of.id)
        unsolved = mine.join(tickets, tickets.c.id == contacts.id).where(
            contacts.kind == "ticket", tickets.c.state.in_(("open", "held"))
        )
        promised = mine.join(callbacks, callbacks.c.id == contacts.id).where(
            contacts.kind == "callback", callbacks.c.state == "waiting"
        )
        query = (
            select(of.id)
            .where(of.service == service, of.id == of.root, of.erased_at == 0, of.seen_at < before)
            .where(~unsolved.exists(), ~promised.exists())
        )
        async with self._database.reading() as connection:
            return [row.id for row in await connection.execute(query.order_by(of.seen_at).limit(limit))]


def batched(all_of: Iterable[Key], size: int) -> Iterator[list[Key]]:
    """As `itertools.batched` of Python 3.12."""
    rest = iter(all_of)
    while some := list(islice(rest, size)):
        yield some


async def _blank(connection: AsyncConnection, place: Place, keys: Sequence[int | str]) -> None:
    column = place.table.c[place.key]
    for some in batched(keys, AT_ONCE):
        if place.blank is None:
            await connection.execute(delete(place.table).where(column.in_(some)))
        else:
            empty = {name: [] if isinstance(place.table.c[name].type, JSON) else "" for name in place.blank}
            await connection.execute(update(place.table).where(column.in_(some)).values(**empty))


async def _redact(connection: AsyncConnection, subjects: Iterable[str]) -> int:
    """The one place that changes entries. How many were changed."""
    of, changed = entries.c, 0
    query = update(entries).where(of.number == bindparam("entry")).values(body=bindparam("without"))
    for some in batched(subjects, AT_ONCE):
        rows = (await connection.execute(select(of.number, of.kind, of.body).where(of.subject.in_(some)))).all()
        new = [{"entry": row.number, "without": without_person(row.kind, row.body)} for row in rows]
        new = [each for each, row in zip(new, rows, strict=True) if each["without"] != row.body]
        if new:
            await connection.execute(query, new)
        changed += len(new)
    return changed


async def _forget(connection: AsyncConnection, records: Sequence[int], now: float) -> None:
    """All that is known; the records stay as numbers, and so does who did what with them."""
    values = select(customer_values.c.id).where(customer_values.c.customer.in_(records))
    await connection.execute(delete(customer_pieces).where(customer_pieces.c.value.in_(values)))
    for table in (customer_values, customer_numbers, customer_notes):
        await connection.execute(delete(table).where(table.c.customer.in_(records)))
    await connection.execute(update(customers).where(customers.c.id.in_(records)).values(erased_at=now))
    happened = {"at": now, "by": "", "what": "erased", "about": ""}
    await connection.execute(insert(customer_events), [{"customer": id, **happened} for id in records])


async def _written(
    connection: AsyncConnection, records: Sequence[int], ids: Sequence[int], promised: Sequence[int]
) -> set[str]:
    """The customer's numbers in every way in which they may stand somewhere."""
    known = (await _of(connection, customer_numbers, records)).all()
    forms = {form for row in known for form in (row.number, row.number.removeprefix("+"), row.digits)}
    for table, some in ((tickets, ids), (callbacks, promised)):
        for part in batched(some, AT_ONCE):
            rows = await connection.execute(select(table.c.caller).where(table.c.id.in_(part)).distinct())
            forms |= {row.caller for row in rows}
    return forms - {""}


async def _calls_of(connection: AsyncConnection, numbers: Iterable[str], service: str, own: Sequence[int]) -> set[str]:
    """Calls of these numbers that left no ticket, in this service or in none. It reads through the whole journal."""
    of = entries.c
    held = [f'"{name}":{msgspec.json.encode(each).decode()}' for each in numbers for name in ("caller", "number")]
    found: set[str] = set()
    for some in batched(held, 40):
        query = select(of.subject).where(
            of.kind.in_(CALLED), or_(*(of.body.contains(each, autoescape=True) for each in some))
        )
        found |= {row.subject.partition(":")[2] for row in await connection.execute(query)}
    elsewhere: set[str] = set()
    for part in batched(sorted(found), AT_ONCE):
        elsewhere |= await _of_others(connection, part, service, own)
    return found - elsewhere


async def _of_others(connection: AsyncConnection, calls: Sequence[str], service: str, own: Sequence[int]) -> set[str]:
    """Of these calls those of another service, or that were given to another customer by hand."""
    of, contacts = entries.c, customer_contacts.c
    query = select(of.subject, of.body).where(of.kind.in_(BELONGS), of.subject.in_([f"call:{call}" for call in calls]))
    services: dict[str, set[str]] = {}
    for row in await connection.execute(query):
        services.setdefault(row.subject.partition(":")[2], set()).add(msgspec.json.decode(row.body)["service"])
    theirs = select(contacts.call).where(contacts.call.in_(calls), contacts.customer.not_in(own))
    given = {row.call for row in await connection.execute(theirs)}
    return given | {call for call, known in services.items() if service not in known}


async def _recordings(connection: AsyncConnection, calls: Sequence[str]) -> Sequence[Row[tuple[Any, ...]]]:
    """Those that are not deleted yet."""
    of, found = recordings.c, list[Row[tuple[Any, ...]]]()
    for some in batched(calls, AT_ONCE):
        found += (await connection.execute(select(recordings).where(of.call.in_(some), of.state != DELETED))).all()
    return found


async def _restrictions(connection: AsyncConnection, service: str, numbers: Iterable[str]) -> list[int]:
    of = restrictions.c
    query = select(of.id).where(of.service == service, of.number.in_(list(numbers)))
    return [row.id for row in await connection.execute(query.order_by(of.id))]


async def _of(connection: AsyncConnection, table: Table, records: Sequence[int]) -> CursorResult[tuple[Any, ...]]:
    return await connection.execute(select(table).where(table.c.customer.in_(records)))
