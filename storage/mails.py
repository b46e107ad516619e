"""Mails that are on their way, and those that were sent. A mail is written down before anybody tries to send it.

The body of a sent mail goes, because it may hold a link that lets somebody in.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from storage.database import Database
from storage.tables import mails

WAITS = (60.0, 300.0, 1800.0, 7200.0, 21_600.0)  # s before the second try, the third and so on
KEPT = 200  # mails that a list tells


@dataclass(frozen=True, slots=True)
class Mail:
    """next_at: when it is tried again; sent_at: 0 while it waits; trouble: of the last try; ticket: that it tells of, 0
    for none."""

    id: int
    to: str
    subject: str
    body: str
    made_at: float
    tries: int
    next_at: float
    sent_at: float
    trouble: str
    ticket: int = 0

    @property
    def is_given_up(self) -> bool:
        return not self.sent_at and self.tries > len(WAITS)


class Mails:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, to: str, subject: str, body: str, now: float, ticket: int = 0) -> None:
        row = {"to": to, "subject": subject, "body": body, "made_at": now, "next_at": now, "ticket": ticket}
        async with self._database.writing() as connection:
            await connection.execute(insert(mails).values(**row))

    async def due(self, now: float) -> Sequence[Mail]:
        waits = (mails.c.sent_at == 0, mails.c.next_at <= now, mails.c.tries <= len(WAITS))
        async with self._database.reading() as connection:
            rows = await connection.execute(select(mails).where(*waits).order_by(mails.c.id))
            return [Mail(**row._mapping) for row in rows]

    async def unsent(self, tickets: Collection[int]) -> Sequence[Mail]:
        """About these tickets, oldest first."""
        waits = (mails.c.sent_at == 0, mails.c.ticket.in_(tickets))
        async with self._database.reading() as connection:
            rows = await connection.execute(select(mails).where(*waits).order_by(mails.c.id))
            return [Mail(**row._mapping) for row in rows]

    async def sent(self, id: int, now: float) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(mails).where(mails.c.id == id).values(sent_at=now, body="", trouble=""))

    async def failed(self, mail: Mail, now: float, trouble: str) -> None:
        """It is tried again later, until the waits are used up."""
        wait = WAITS[min(mail.tries, len(WAITS) - 1)]
        row = {"tries": mail.tries + 1, "next_at": now + wait, "trouble": trouble[:500]}
        async with self._database.writing() as connection:
            await connection.execute(update(mails).where(mails.c.id == mail.id).values(**row))

    async def again(self, id: int, now: float) -> None:
        """Somebody wants it tried now, from the beginning."""
        async with self._database.writing() as connection:
            waiting = update(mails).where(mails.c.id == id, mails.c.sent_at == 0)
            await connection.execute(waiting.values(tries=0, next_at=now))

    async def newest(self) -> list[Mail]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(mails).order_by(mails.c.id.desc()).limit(KEPT))
            return [Mail(**row._mapping) for row in rows]
