"""Answer templates as admins wrote them."""

from collections.abc import Collection
from dataclasses import asdict, replace

from sqlalchemy import delete, insert, select, update

from storage.database import Database
from storage.tables import ticket_templates as rows
from ticketing.templates import Template

COLUMNS = (rows.c.id, rows.c.service, rows.c.folder, rows.c.title, rows.c.code, rows.c.body, rows.c.processing)


class Templates:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, services: Collection[str]) -> list[Template]:
        """By folder and title. services: "" is among them for those that all services share."""
        query = select(*COLUMNS).where(rows.c.service.in_(services)).order_by(rows.c.folder, rows.c.title, rows.c.id)
        async with self._database.reading() as connection:
            return [Template(**row._mapping) for row in await connection.execute(query)]

    async def get(self, id: int) -> Template | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*COLUMNS).where(rows.c.id == id))).one_or_none()
            return Template(**row._mapping) if row else None

    async def put(self, template: Template, by: str, at: float) -> Template:
        """id 0: a new one. Raises `sqlalchemy.exc.IntegrityError` where its code is taken in its service."""
        row = {name: value for name, value in asdict(template).items() if name != "id"}
        row |= {"changed_by": by, "changed_at": at}
        async with self._database.writing() as connection:
            if template.id:
                await connection.execute(update(rows).where(rows.c.id == template.id).values(**row))
                return template
            made = await connection.execute(insert(rows).values(**row))
            return replace(template, id=int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0)

    async def remove(self, id: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(rows).where(rows.c.id == id))
