"""The lease: a server that stands by sees by it that nobody serves any more.

The one that serves says so each second; by the clock of the database, so that the clocks of two machines do not matter.
The lease says who may begin; that the other has stopped is said by the baton (`storage.baton`), whose number is looked
at in the same transaction. Who could not say it for as long as the lease lasts stops by itself: somebody else may have
begun.
"""

import asyncio
import logging
from time import monotonic

from sqlalchemy import Connection, Float, cast, delete, extract, func, insert, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.elements import ColumnElement

from storage.baton import Baton, BatonLost
from storage.database import Database
from storage.tables import lease

logger = logging.getLogger(__name__)
ROW = 1
LASTS = 5.0  # s
SAID, LOOKED = 0.2, 0.1  # how often it is said and looked at, as parts of that
JULIAN_EPOCH, DAY = 2440587.5, 86_400.0  # the Julian day of 1970, s


class LeaseLost(Exception):
    """It could not be said in time that this server serves: stop at once."""


class Served(Exception):
    """Another server serves with this database. The text says the remedy."""


class Lease:
    """owner: the same for all servers of one data folder: one that is started again need not wait for itself.
    lasts: s after which a lease of which nobody says any more that it is held is free."""

    def __init__(self, database: Database, baton: Baton, owner: str, lasts: float = LASTS) -> None:
        self._database, self._baton, self._owner, self._lasts = database, baton, owner, lasts
        self._saying: asyncio.Task[None] | None = None

    async def wait(self) -> None:
        """Until nobody else serves. A database that is away is waited for too."""
        logger.warning("standing by: another server may serve")
        while not await self._is_free():  # noqa: ASYNC110  # in another process on another machine
            await asyncio.sleep(self._lasts * LOOKED)
        logger.warning("nobody serves: this server takes over")

    async def outlast(self) -> None:
        """Until nobody else serves, and no longer than it takes to see that one is gone. Raises `Served`."""
        until = monotonic() + self._lasts * (1 + SAID)
        while not await self._looked():
            if monotonic() > until:
                raise Served(
                    "another server serves with this database. End it first, or set standby = true here: then this "
                    "one waits until that one is gone"
                )
            await asyncio.sleep(self._lasts * LOOKED)

    async def _looked(self) -> bool:
        async with self._database.reading() as connection:
            return await connection.run_sync(self._free)

    async def _is_free(self) -> bool:
        try:
            return await self._looked()
        except (SQLAlchemyError, OSError) as error:
            logger.info("who serves cannot be seen: %s", type(error).__name__)
            return False

    def _free(self, connection: Connection) -> bool:
        """A database without a table of leases is a new one, or an older version's, which is upgraded by hand."""
        if not inspect(connection).has_table(lease.name):
            return True
        age = self._now() - lease.c.said_at
        row = connection.execute(select(lease.c.owner, age.label("age")).where(lease.c.id == ROW)).first()
        return row is None or row.owner == self._owner or row.age > self._lasts

    def begin(self) -> None:
        """From now on it is said, until `give_up`."""
        self._saying = asyncio.create_task(self._keep_saying())

    async def held(self) -> None:
        """Raises `BatonLost` when another server has taken over, `LeaseLost` when it could have."""
        assert self._saying is not None
        await self._saying

    async def _keep_saying(self) -> None:
        said = monotonic()
        while monotonic() - said <= self._lasts:
            try:
                async with asyncio.timeout(self._lasts):
                    await self._database.write(self._say)
                said = monotonic()
            except (SQLAlchemyError, OSError) as error:
                logger.warning("it cannot be said that this server serves: %s", type(error).__name__)
            await asyncio.sleep(self._lasts * SAID)
        raise LeaseLost("the database did not answer for as long as the lease lasts")

    def _say(self, connection: Connection) -> None:
        self._baton.look(connection)
        told = {"owner": self._owner, "said_at": self._now()}
        if not connection.execute(update(lease).where(lease.c.id == ROW).values(**told)).rowcount:
            connection.execute(insert(lease).values(id=ROW, **told))

    async def give_up(self) -> None:
        """At a good end: who stands by need not wait. Not where a newer server of this folder has taken over."""
        if self._saying is not None:
            self._saying.cancel()
            await asyncio.gather(self._saying, return_exceptions=True)
        try:
            await self._database.write(self._leave)
        except BatonLost:
            return
        except (SQLAlchemyError, OSError) as error:
            logger.info("the lease runs out by itself: %s", type(error).__name__)

    def _leave(self, connection: Connection) -> None:
        self._baton.look(connection)
        connection.execute(delete(lease).where(lease.c.id == ROW, lease.c.owner == self._owner))

    def _now(self) -> ColumnElement[float]:
        """Epoch seconds of the database."""
        if self._database.is_sqlite:
            return (func.julianday("now") - JULIAN_EPOCH) * DAY
        return cast(extract("epoch", func.clock_timestamp()), Float)
