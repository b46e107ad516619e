"""How good talks sounded, minute by minute; the average and the worst minute come from there."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import quality


@dataclass(frozen=True, slots=True)
class Minute:
    """side: `agent` or `caller`; minute: epoch minutes; loss: percent; jitter, rtt: ms. Means of the minute."""

    call: str
    side: str
    agent: str
    minute: int
    mos: float
    loss: float
    jitter: float
    rtt: float


class QualityRecords:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, minutes: Iterable[Minute]) -> None:
        """A minute that is there already is replaced: after a restart the same minute may be told twice."""
        rows = [asdict(minute) for minute in minutes]
        if not rows:
            return
        async with self._database.writing() as connection:
            for row in rows:
                same = [quality.c[key] == row[key] for key in ("call", "side", "agent", "minute")]
                await connection.execute(delete(quality).where(*same))
            await connection.execute(insert(quality), rows)

    async def of(self, call: str) -> list[Minute]:
        """All minutes of the call, oldest first."""
        query = select(quality).where(quality.c.call == call).order_by(quality.c.minute, quality.c.side)
        async with self._database.reading() as connection:
            return [Minute(**row) for row in (await connection.execute(query)).mappings()]
