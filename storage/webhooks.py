"""Who outside is told what: subscriptions of services, how far each was told, and what was given up.

Rule: how far is written when the other side has said yes; so a crash in between tells something twice, not never.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import delete, func, insert, select, update

from storage.database import Database
from storage.tables import webhook_failures, webhooks

KEPT = 1000  # given-up entries of one webhook; older ones go


@dataclass(frozen=True, slots=True)
class Webhook:
    """As in `storage.tables.webhooks`. Times: epoch seconds; secrets: sealed."""

    id: str
    service: str
    name: str
    url: str
    kinds: list[str]
    whole: bool
    secret: str = field(repr=False)
    told: int
    made_by: str
    made_at: float
    active: bool = True
    former_secret: str = field(default="", repr=False)
    former_until: float = 0.0
    told_at: float = 0.0
    tries: int = 0
    next_at: float = 0.0
    failing_since: float = 0.0
    trouble: str = ""
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class GivenUp:
    id: int
    webhook: str
    entry: int
    kind: str
    at: float
    trouble: str


WELL = {"tries": 0, "next_at": 0.0, "failing_since": 0.0, "trouble": ""}


class Webhooks:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Webhook]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(webhooks).order_by(webhooks.c.name, webhooks.c.id))
            return [Webhook(**row._mapping) for row in rows]

    async def get(self, id: str) -> Webhook | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(webhooks).where(webhooks.c.id == id))).first()
        return Webhook(**row._mapping) if row else None

    async def add(self, new: Webhook) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(webhooks).values(**asdict(new)))

    async def change(self, id: str, **values: object) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(webhooks).where(webhooks.c.id == id).values(**values))

    async def remove(self, id: str) -> bool:
        async with self._database.writing() as connection:
            return (await connection.execute(delete(webhooks).where(webhooks.c.id == id))).rowcount > 0

    # --- how far -------------------------------------------------------------------------------------------------

    async def passed(self, id: str, number: int) -> None:
        """Nothing up to this entry concerns it."""
        await self.change(id, told=number)

    async def was_told(self, id: str, number: int, now: float) -> None:
        await self.change(id, told=number, told_at=now, **WELL)

    async def failed(self, known: Webhook, next_at: float, now: float, trouble: str) -> None:
        since = known.failing_since or now
        row = {"tries": known.tries + 1, "next_at": next_at, "failing_since": since, "trouble": trouble[:500]}
        await self.change(known.id, **row)

    async def stop(self, id: str, why: str) -> None:
        await self.change(id, active=False, stopped=why)

    async def give_up(self, id: str, entries: Sequence[tuple[int, str]], now: float, trouble: str) -> None:
        """entries: their numbers and kinds, in order. What comes after them is next."""
        rows = [
            {"webhook": id, "entry": number, "kind": kind, "at": now, "trouble": trouble[:500]}
            for number, kind in entries
        ]
        async with self._database.writing() as connection:
            await connection.execute(insert(webhook_failures), rows)
            await connection.execute(update(webhooks).where(webhooks.c.id == id).values(told=entries[-1][0]))
            mine = webhook_failures.c.webhook == id
            newest = select(webhook_failures.c.id).where(mine).order_by(webhook_failures.c.id.desc()).limit(KEPT)
            await connection.execute(delete(webhook_failures).where(mine, webhook_failures.c.id.not_in(newest)))

    # --- what was given up -----------------------------------------------------------------------------------------

    async def given_up(self, id: str, most: int = 200) -> list[GivenUp]:
        """The newest first."""
        mine = webhook_failures.c.webhook == id
        query = select(webhook_failures).where(mine).order_by(webhook_failures.c.id.desc()).limit(most)
        async with self._database.reading() as connection:
            return [GivenUp(**row._mapping) for row in await connection.execute(query)]

    async def count_given_up(self) -> dict[str, int]:
        count = select(webhook_failures.c.webhook, func.count()).group_by(webhook_failures.c.webhook)
        async with self._database.reading() as connection:
            return {row[0]: row[1] for row in await connection.execute(count)}

    async def forget(self, failure: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(webhook_failures).where(webhook_failures.c.id == failure))
