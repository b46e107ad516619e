"""Who attacks by SIP, kept over restarts, and which networks are never blocked.

Rule: bounded. A flood with false addresses must not fill the disk, so the longest unheard are dropped, blocked or not:
who comes again is counted again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import intruders, spared_networks

MOST = 2000  # rows


@dataclass(slots=True)
class Intruder:
    """As in `storage.tables.intruders`. Times: epoch seconds."""

    who: str
    kinds: dict[str, int] = field(default_factory=dict)
    first_at: float = 0.0
    last_at: float = 0.0
    blocks: int = 0
    blocked_at: float = 0.0
    blocked_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Spared:
    id: int
    network: str
    note: str
    made_by: str
    made_at: float


class Intruders:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[Intruder]:
        """The longest unheard first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(intruders).order_by(intruders.c.last_at, intruders.c.who))
            return [Intruder(**row._mapping) for row in rows]

    async def put(self, changed: Sequence[Intruder], dropped: Iterable[str] = ()) -> None:
        gone = [*dropped, *(each.who for each in changed)]
        async with self._database.writing() as connection:
            for part in (gone[at : at + 500] for at in range(0, len(gone), 500)):  # SQLite takes so many values
                await connection.execute(delete(intruders).where(intruders.c.who.in_(part)))
            if changed:
                await connection.execute(insert(intruders), [asdict(each) for each in changed])

    async def spared(self) -> list[Spared]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(spared_networks).order_by(spared_networks.c.network))
            return [Spared(**row._mapping) for row in rows]

    async def spare(self, network: str, note: str, by: str, now: float) -> None:
        """Once is enough: the newest note counts."""
        row = {"network": network, "note": note, "made_by": by, "made_at": now}
        async with self._database.writing() as connection:
            await connection.execute(delete(spared_networks).where(spared_networks.c.network == network))
            await connection.execute(insert(spared_networks).values(**row))

    async def spare_no_more(self, id: int) -> bool:
        async with self._database.writing() as connection:
            return (await connection.execute(delete(spared_networks).where(spared_networks.c.id == id))).rowcount > 0
