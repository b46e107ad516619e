"""Extensions at other PBXs as stored, with what is said to those PBXs to be let in."""

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import extensions


@dataclass(frozen=True, slots=True)
class StoredExtension:
    """host, port: of the PBX; user, secret: what is registered there; extension: what is called there."""

    id: str
    name: str
    host: str
    port: int
    user: str
    secret: str = field(repr=False)
    extension: str
    added_at: float


class Extensions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[StoredExtension]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(extensions).order_by(extensions.c.id))
            return [StoredExtension(**row._mapping) for row in rows]

    async def add(self, one: StoredExtension) -> None:
        """Raises `sqlalchemy.exc.IntegrityError` where the id is taken."""
        row = {name: getattr(one, name) for name in StoredExtension.__slots__}
        async with self._database.writing() as connection:
            await connection.execute(insert(extensions).values(**row))

    async def remove(self, id: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(extensions).where(extensions.c.id == id))
