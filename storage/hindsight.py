"""What went on around a call: who waited in a queue and what each agent did, as of entries that are long past.

Rule: what is read grows with what happened in this queue and with these agents, never with the age of the journal.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Select, func, select

from cti import facts
from journal import Entry, Fact
from storage.database import Database
from storage.journal import entry_of
from storage.tables import entries, living

LONGEST_WAIT = 3600.0  # s; who has waited longer than this when a call joins its queue is not told of
MOST_CALLS = 500  # that are looked at around one call
JOINS = ("Queued", "PassedToQueue", "Overflowed")
# fmt: off
IN_LINE: tuple[type[Fact], ...] = (
    facts.Queued, facts.PassedToQueue, facts.QueueLeft, facts.Offered, facts.OfferCancelled, facts.OfferUnanswered,
    facts.OfferFailed, facts.OfferConfirmed, facts.Requeued, facts.PassedToAgent, facts.PassedToRoute,
    facts.PassedToNumber, facts.ForwardFailed, facts.Releasing, facts.Cleared, facts.Overflowed,
)
# fmt: on


class Hindsight:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def line(self, queue: str, since: float, until: float, last: int) -> list[Entry]:
        """What made the line of this queue between two times (epoch seconds), up to the entry `last`."""
        held = f'"queue":{msgspec.json.encode(queue).decode()}'
        joined = (
            select(entries.c.subject)
            .where(entries.c.kind.in_(JOINS), entries.c.at.between(since - LONGEST_WAIT, until))
            .where(entries.c.body.contains(held, autoescape=True))
            .order_by(entries.c.number.desc())
            .limit(MOST_CALLS)
        )
        kinds = [kind.__name__ for kind in IN_LINE]
        around = select(entries).where(entries.c.subject.in_(joined), entries.c.kind.in_(kinds))
        return await self._read(around.where(entries.c.number <= last))

    async def agents(self, people: Iterable[str], first: int, last: int) -> list[Entry]:
        """The newest state of each before the entry `first`, and each change from there to `last`. One seek a person
        for the first part."""
        subjects = sorted({f"agent:{person}" for person in people})
        if not subjects:
            return []
        older = (
            select(func.max(entries.c.number))
            .where(entries.c.subject == living.c.subject, entries.c.number < first)
            .scalar_subquery()
        )
        newest = select(entries).where(entries.c.number.in_(select(older).where(living.c.subject.in_(subjects))))
        during = select(entries).where(entries.c.subject.in_(subjects), entries.c.number.between(first, last))
        return [*await self._read(newest), *await self._read(during)]

    async def _read(self, query: Select[tuple[object, ...]]) -> list[Entry]:
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(entries.c.number))
            return [entry_of(row) for row in rows]
