"""What is kept of files of tickets beside the files themselves.

Rule: the row is written when the file is complete; a file without a row is swept away.
"""

from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import attachments as rows


@dataclass(frozen=True, slots=True)
class Attachment:
    """type: by the content; place: name of the file in the folder of attachments; found: what a virus scanner found,
    "" for nothing."""

    id: int
    ticket: int
    name: str
    type: str
    size: int
    sha256: str
    place: str
    found: str
    by: str
    at: float


class Attachments:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, ticket: int) -> list[Attachment]:
        """Oldest first."""
        query = select(rows).where(rows.c.ticket == ticket).order_by(rows.c.id)
        async with self._database.reading() as connection:
            return [Attachment(**row._mapping) for row in await connection.execute(query)]

    async def get(self, ticket: int, id: int) -> Attachment | None:
        return next((each for each in await self.of(ticket) if each.id == id), None)

    async def add(self, new: Attachment) -> Attachment:
        row = {name: value for name, value in asdict(new).items() if name != "id"}
        async with self._database.writing() as connection:
            made = await connection.execute(insert(rows).values(**row))
            return replace(new, id=int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0)

    async def remove(self, id: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(rows).where(rows.c.id == id))

    async def places(self) -> set[str]:
        """Of all files that belong to a ticket."""
        async with self._database.reading() as connection:
            return set(await connection.scalars(select(rows.c.place)))
