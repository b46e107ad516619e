"""Masked passages: taken out of every text of their ticket and kept encrypted, in one transaction.

Where old values may be left: SQLite overwrites what is deleted (`secure_delete`), and `scrub` empties its write-ahead
log; PostgreSQL keeps dead rows until VACUUM and its WAL until it is recycled; backups made before keep what they have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Column, Table, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import vault
from storage.database import Database
from storage.masked_values import change_values
from storage.tables import mask_keys, mask_log, secured_services, services, ticket_events, ticket_flags, tickets
from storage.tables import ticket_masks as masks
from storage.ticket_texts import write_text
from storage.vault import Vault
from ticketing.fields import TicketField, Value
from ticketing.masking import changed_value, hidden, masked, shown


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of tickets. ticket, key: columns that say of which ticket a row is, and which row of it."""

    place: str
    table: Table
    ticket: Column[int]
    key: Column[int] | Column[str]
    text: Column[str]


PLACES = (
    Texts("subject", tickets, tickets.c.id, tickets.c.id, tickets.c.subject),
    Texts("note", tickets, tickets.c.id, tickets.c.id, tickets.c.note),
    Texts("event", ticket_events, ticket_events.c.ticket, ticket_events.c.id, ticket_events.c.text),
    Texts("flag", ticket_flags, ticket_flags.c.ticket, ticket_flags.c.flag, ticket_flags.c.note),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a ticket. key: of its row."""

    texts: Texts
    ticket: int
    key: int | str
    text: str

    def is_(self, wanted: "Passage") -> bool:
        return self.texts.place == wanted.place and wanted.key in ("", str(self.key))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that somebody selected. place: of `PLACES`; key: the event, "" where a place has one text; start: in
    characters."""

    place: str
    start: int
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mask:
    number: int
    length: int
    by: str
    at: float


class Touch(StrEnum):
    """What was done with a masked passage."""

    MASKED = "masked"
    SHOWN = "shown"  # to one person; the ticket stays masked
    UNMASKED = "unmasked"  # for everybody


@dataclass(frozen=True, slots=True)
class Touched:
    number: int
    at: float
    by: str
    what: str


class Masking:
    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    # --- the provider's switch ---------------------------------------------------------------------------------------

    async def is_on(self, service: str) -> bool:
        async with self._database.reading() as connection:
            there = select(secured_services.c.service).where(secured_services.c.service == service)
            return await connection.scalar(there) is not None

    async def switch(self, service: str, on: bool, now: float) -> bool:
        """Only for whoever keeps the machine (SEC-05). False for a service that is not there."""
        async with self._database.writing() as connection:
            if await connection.scalar(select(services.c.id).where(services.c.id == service)) is None:
                return False
            await connection.execute(delete(secured_services).where(secured_services.c.service == service))
            if on:
                await connection.execute(insert(secured_services).values(service=service, since=now))
        return True

    # --- passages ----------------------------------------------------------------------------------------------------

    async def mask(self, ticket: int, wanted: Passage, by: str, at: float) -> int:
        """Its number. Raises `Refused`, and `LookupError` for a text that is not there."""
        async with self._database.writing() as connection:
            service = await _locked(connection, ticket)
            number = await _next_number(connection, ticket)
            await self._replace(connection, ticket, wanted, number)
            await write_text(connection, ticket)
            version, key = await self._key(connection, service, at)
            sealed = vault.seal(key, _about(ticket, number), wanted.words)
            row = {"ticket": ticket, "number": number, "service": service, "version": version, "sealed": sealed}
            await connection.execute(insert(masks).values(**row, length=len(wanted.words), by=by, at=at))
            await _note(connection, ticket, number, at, by, Touch.MASKED)
        await self.scrub()
        return number

    async def of(self, ticket: int) -> Sequence[Mask]:
        query = select(masks.c.number, masks.c.length, masks.c.by, masks.c.at).where(masks.c.ticket == ticket)
        async with self._database.reading() as connection:
            return [Mask(**row._mapping) for row in await connection.execute(query.order_by(masks.c.number))]

    async def touched(self, ticket: int) -> Sequence[Touched]:
        """Oldest first."""
        of = mask_log.c
        query = select(of.number, of.at, of.by, of.what).where(of.ticket == ticket).order_by(of.id)
        async with self._database.reading() as connection:
            return [Touched(**row._mapping) for row in await connection.execute(query)]

    async def show(self, ticket: int, number: int, by: str, at: float) -> str:
        """The words, once it is written down who sees them. Raises `LookupError`, `Locked`."""
        async with self._database.writing() as connection:
            words = (await self._words(connection, ticket, number))[number]
            await _note(connection, ticket, number, at, by, Touch.SHOWN)
        return words

    async def unmask(self, ticket: int, number: int, by: str, at: float) -> None:
        """Put the words back. Raises `LookupError`, `Locked`."""
        async with self._database.writing() as connection:
            await _locked(connection, ticket)
            words = (await self._words(connection, ticket, number))[number]
            for said in await _texts(connection, ticket):
                await _write(connection, said, shown(said.text, words, number))
            await change_values(connection, ticket, lambda text: shown(text, words, number))
            await write_text(connection, ticket)
            await connection.execute(delete(masks).where(masks.c.ticket == ticket, masks.c.number == number))
            await _note(connection, ticket, number, at, by, Touch.UNMASKED)

    async def kept_hidden(self, ticket: int, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts with blocks where they have words that are masked in this ticket: a page that was open before
        saves what it remembers."""
        async with self._database.reading() as connection:
            words = await self._words(connection, ticket)
        return {name: _hidden(said, words) for name, said in texts.items()}

    async def values_hidden(self, ticket: int, values: Mapping[TicketField, Value]) -> dict[int, Value]:
        """The same for what is written into fields, by their numbers."""
        async with self._database.reading() as connection:
            words = await self._words(connection, ticket)
        return {
            field.id: changed_value(value, field.kind, lambda text: _hidden(text, words))
            for field, value in values.items()
        }

    async def rotate(self, now: float) -> int:
        """A new key for each service, all passages sealed anew with it, the old keys gone. How many passages. Raises
        `Locked` where one cannot be opened; nothing is changed then."""
        async with self._database.writing() as connection:
            await connection.execute(select(services.c.id).with_for_update())
            rows = (await connection.execute(select(masks))).all()
            keys = await self._keys(connection)
            new = {service: vault.new_key() for service, _ in keys}
            first = 1 + max((version for _, version in keys), default=0)
            await connection.execute(delete(mask_keys))
            for service, key in new.items():
                wrapped = self._vault.wrap(key, service)
                made = insert(mask_keys).values(service=service, version=first, wrapped=wrapped, made_at=now)
                await connection.execute(made)
            for row in rows:
                about = _about(row.ticket, row.number)
                words = vault.unseal(keys[row.service, row.version], about, row.sealed)
                here = (masks.c.ticket == row.ticket) & (masks.c.number == row.number)
                sealed = vault.seal(new[row.service], about, words)
                await connection.execute(update(masks).where(here).values(sealed=sealed, version=first))
        return len(rows)

    async def scrub(self) -> None:
        """Empty SQLite's write-ahead log, where older pages of the tables stand. As far as others let us: somebody who
        reads just now keeps it until the next time."""
        if not self._database.is_sqlite:
            return
        await self._raw("PRAGMA wal_checkpoint(TRUNCATE)")

    async def compact(self) -> None:
        """Write SQLite's file anew, without what was: its index of words keeps old pieces of them until its parts are
        merged. Takes a while, and nobody else may be at work."""
        if self._database.is_sqlite:
            await self._raw("INSERT INTO ticket_grams(ticket_grams) VALUES ('optimize')", "VACUUM")
            await self.scrub()

    async def _raw(self, *statements: str) -> None:
        """Outside of any transaction, as SQLite wants these."""
        async with self._database.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None
            for statement in statements:
                async with raw.driver_connection.execute(statement) as answer:
                    await answer.fetchall()

    async def _replace(self, connection: AsyncConnection, ticket: int, wanted: Passage, number: int) -> None:
        """A block where the words were selected, and wherever else they stand in the ticket."""
        texts = await _texts(connection, ticket)
        if not any(said.is_(wanted) for said in texts):
            raise LookupError(wanted.place)
        for said in texts:
            text = masked(said.text, wanted.start, wanted.words, number) if said.is_(wanted) else said.text
            await _write(connection, said, hidden(text, wanted.words, number))
        await change_values(connection, ticket, lambda text: hidden(text, wanted.words, number))

    async def _key(self, connection: AsyncConnection, service: str, now: float) -> tuple[int, bytes]:
        """Version and key with which new passages of a service are sealed; made for the first one."""
        query = select(mask_keys).where(mask_keys.c.service == service).order_by(mask_keys.c.version.desc()).limit(1)
        if known := (await connection.execute(query)).one_or_none():
            return known.version, self._vault.unwrap(known.wrapped, service)
        key = vault.new_key()
        row = {"service": service, "version": 1, "wrapped": self._vault.wrap(key, service), "made_at": now}
        await connection.execute(insert(mask_keys).values(**row))
        return 1, key

    async def _keys(self, connection: AsyncConnection) -> dict[tuple[str, int], bytes]:
        rows = await connection.execute(select(mask_keys))
        return {(row.service, row.version): self._vault.unwrap(row.wrapped, row.service) for row in rows}

    async def _words(self, connection: AsyncConnection, ticket: int, number: int = 0) -> dict[int, str]:
        """Of one passage, or of all. Raises `LookupError` where that one is not there."""
        query = select(masks).where(masks.c.ticket == ticket)
        rows = (await connection.execute(query.where(masks.c.number == number) if number else query)).all()
        if number and not rows:
            raise LookupError(number)
        keys = await self._keys(connection) if rows else {}
        return {
            row.number: vault.unseal(keys[row.service, row.version], _about(ticket, row.number), row.sealed)
            for row in rows
        }


def _about(ticket: int, number: int) -> str:
    return f"ticket {ticket}, passage {number}"


async def _next_number(connection: AsyncConnection, ticket: int) -> int:
    """Numbers of passages that were unmasked are not given again: the log names them."""
    newest = select(func.max(mask_log.c.number)).where(mask_log.c.ticket == ticket)
    return (await connection.scalar(newest) or 0) + 1


async def _locked(connection: AsyncConnection, ticket: int) -> str:
    """The service of a ticket that nobody else changes meanwhile. Its service is locked too, for its keys."""
    service = await connection.scalar(select(tickets.c.service).where(tickets.c.id == ticket).with_for_update())
    if service is None:
        raise LookupError(ticket)
    assert isinstance(service, str)
    await connection.execute(select(services.c.id).where(services.c.id == service).with_for_update())
    return service


async def _texts(connection: AsyncConnection, ticket: int) -> list[Said]:
    """Every text of a ticket, with its place."""
    found = []
    for texts in PLACES:
        query = select(texts.key.label("key"), texts.text.label("text")).where(texts.ticket == ticket)
        found += [Said(texts, ticket, row.key, row.text) for row in await connection.execute(query)]
    return found


async def _write(connection: AsyncConnection, said: Said, text: str) -> None:
    if text != said.text:
        there = (said.texts.key == said.key) & (said.texts.ticket == said.ticket)
        await connection.execute(update(said.texts.table).where(there).values({said.texts.text: text}))


def _hidden(text: str, words: Mapping[int, str]) -> str:
    """Long passages first: one may stand in another."""
    for number in sorted(words, key=lambda each: -len(words[each])):
        text = hidden(text, words[number], number)
    return text


async def _note(connection: AsyncConnection, ticket: int, number: int, at: float, by: str, what: Touch) -> None:
    row = {"ticket": ticket, "number": number, "at": at, "by": by, "what": what.value}
    await connection.execute(insert(mask_log).values(**row))
