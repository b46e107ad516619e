"""After how many days each service completes its solved tickets, and which of them are due."""

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import ticket_completing, tickets
from ticketing.completing import AFTER
from ticketing.life import TicketState


class Completing:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, services: list[str]) -> dict[str, int]:
        told = await self._told()
        return {service: told.get(service, AFTER) for service in services}

    async def put(self, service: str, days: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(ticket_completing).where(ticket_completing.c.service == service))
            await connection.execute(insert(ticket_completing).values(service=service, days=days))

    async def due(self, service: str, before: float, most: int) -> list[int]:
        """The oldest so many that were solved earlier than this, epoch seconds."""
        of = tickets.c
        solved = (of.service == service, of.state == TicketState.SOLVED.value, of.changed_at < before)
        async with self._database.reading() as connection:
            return list(await connection.scalars(select(of.id).where(*solved).order_by(of.id).limit(most)))

    async def _told(self) -> dict[str, int]:
        async with self._database.reading() as connection:
            return {row.service: row.days for row in await connection.execute(select(ticket_completing))}
