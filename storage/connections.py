"""Systems outside that routes may ask, as admins have named them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import lookup_connections


@dataclass(frozen=True, slots=True)
class Connection:
    """service: whose routes may ask it, "" for all; method: GET or POST; header: that carries the secret, "" for none;
    secret: sealed, so whoever reads the database cannot use it; allowed: False keeps it without anybody asking it."""

    name: str
    service: str
    method: Literal["GET", "POST"]
    url: str
    header: str = ""
    secret: str = field(default="", repr=False)
    allowed: bool = True
    updated_by: str = ""
    updated_at: float = 0.0


class Connections:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Connection]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(lookup_connections).order_by(lookup_connections.c.name))
            return [Connection(**row._mapping) for row in rows]

    async def put(self, new: Connection) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(lookup_connections).where(lookup_connections.c.name == new.name))
            await connection.execute(insert(lookup_connections).values(asdict(new)))

    async def remove(self, name: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(lookup_connections).where(lookup_connections.c.name == name))
