"""The baton: only the server that took it last can write the journal, whatever an earlier one still believes.

Its number (the fencing number, or epoch) goes up each time it is taken. Each transaction of the journal looks first
whether the number is still its own; so a server that was frozen, cut off or replaced writes nothing any more, and its
orders, which come after the writing, are never given. On PostgreSQL the look locks the row, so that the baton cannot be
taken between the look and the commit; on SQLite a transaction that writes has the whole file anyway.
"""

import time

from sqlalchemy import Connection, insert, select, update

from storage.database import Database
from storage.pen import Prepared
from storage.tables import baton

ROW = 1
LOOK = select(baton.c.epoch).where(baton.c.id == ROW).with_for_update(read=True)


class BatonLost(Exception):
    """Another server writes the journal: stop at once."""


class Baton:
    """epoch: 0 until it was taken."""

    def __init__(self, database: Database) -> None:
        self._database, self._look = database, Prepared(LOOK, database.engine.dialect)
        self.epoch = 0

    async def take(self, owner: str) -> int:
        """From now on nobody else can write. The number under which this is so."""

        def taken(connection: Connection) -> None:
            self.epoch = (connection.scalar(select(baton.c.epoch).where(baton.c.id == ROW).with_for_update()) or 0) + 1
            told = {"epoch": self.epoch, "owner": owner, "taken_at": time.time()}
            change = update(baton).where(baton.c.id == ROW) if self.epoch > 1 else insert(baton)
            connection.execute(change.values(id=ROW, **told))

        await self._database.write(taken)
        return self.epoch

    def look(self, connection: Connection) -> None:
        """Inside of a transaction, before anything is written in it. Raises `BatonLost`."""
        if (now := self._look.look(connection)) != self.epoch:
            raise BatonLost(f"another server writes the journal, as number {now}; this one was number {self.epoch}")
