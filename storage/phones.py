"""Desk phones as stored: what they are called, the digests of their secrets, when they were last there."""

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from storage.database import Database
from storage.tables import phones


@dataclass(frozen=True, slots=True)
class StoredPhone:
    """digest: of the secret, as digest authentication wants it; times are epoch seconds, 0.0: never."""

    id: str
    name: str
    digest: str = field(repr=False)
    added_at: float
    seen_at: float = 0.0


class PhoneBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[StoredPhone]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(phones).order_by(phones.c.id))
            return [StoredPhone(row.id, row.name, row.digest, row.added_at, row.seen_at) for row in rows]

    async def add(self, phone: StoredPhone) -> None:
        """Raises `sqlalchemy.exc.IntegrityError` where the id is taken."""
        row = {"id": phone.id, "name": phone.name, "digest": phone.digest, "added_at": phone.added_at}
        async with self._database.writing() as connection:
            await connection.execute(insert(phones).values(**row))

    async def set_digest(self, id: str, digest: str) -> None:
        await self._set(id, digest=digest)

    async def seen(self, id: str, at: float) -> None:
        await self._set(id, seen_at=at)

    async def remove(self, id: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(phones).where(phones.c.id == id))

    async def _set(self, id: str, **values: object) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(phones).where(phones.c.id == id).values(**values))
