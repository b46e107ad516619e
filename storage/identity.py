"""The organisation's own name, number and key (ORG-18). The key is kept sealed, because it is shown again, and as its
SHA-256, by which it is found."""

import secrets
from dataclasses import asdict, dataclass, field

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.credentials import hashed
from storage.database import Database
from storage.tables import own_organisation

PREFIX = "cbo_"
ID_SIGNS = 8  # bytes of the number
KEY_BYTES = 32
ONLY = own_organisation.c.only == 1


@dataclass(frozen=True, slots=True)
class Known:
    """As in `storage.tables.identity`. key: sealed; key_at: epoch seconds, 0 without a key."""

    id: str
    name: str = ""
    key: str = field(default="", repr=False)
    key_hash: str = field(default="", repr=False)
    key_at: float = 0.0
    key_by: str = ""
    addresses: tuple[str, ...] = ()


def new_key() -> str:
    return f"{PREFIX}{secrets.token_urlsafe(KEY_BYTES)}"


class Identity:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self) -> Known:
        return await self._read() or await self._made()

    async def change(self, **values: str | list[str]) -> Known:
        """name, addresses."""
        await self.get()
        async with self._database.writing() as connection:
            await connection.execute(update(own_organisation).where(ONLY).values(**values))
        return await self.get()

    async def put_key(self, key: str, sealed: str, by: str, now: float) -> None:
        """The one before is worth nothing from now on."""
        await self.get()
        row = {"key": sealed, "key_hash": hashed(key), "key_by": by, "key_at": now}
        async with self._database.writing() as connection:
            await connection.execute(update(own_organisation).where(ONLY).values(**row))

    async def find_key(self, token: str) -> Known | None:
        """None for a key that is not the organisation's, or no more."""
        known = await self._read()
        return known if known and known.key_hash and secrets.compare_digest(known.key_hash, hashed(token)) else None

    async def _read(self) -> Known | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(own_organisation))).first()
        if row is None:
            return None
        told = {name: value for name, value in row._mapping.items() if name != "only"}
        return Known(**told | {"addresses": tuple(row.addresses)})

    async def _made(self) -> Known:
        """Of two who ask for the first time together, one makes it."""
        fresh = Known(f"org_{secrets.token_hex(ID_SIGNS)}")
        try:
            async with self._database.writing() as connection:
                await connection.execute(insert(own_organisation).values(only=1, **asdict(fresh) | {"addresses": []}))
        except IntegrityError:
            return await self.get()
        return fresh
