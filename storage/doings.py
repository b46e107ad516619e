"""What one person did: read from the journal, tickets and callbacks when somebody asks.

Rule: what is read grows with what this person did since then, never with the age of the journal.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from cti.facts import AgentStateChanged
from journal import Entry, Fact
from routing.performance import Change, Talk
from storage.database import Database
from storage.journal import entry_of
from storage.tables import callbacks, entries, ticket_events, tickets
from ticketing.facts import TicketKind
from ticketing.life import TicketState, TicketStep

AT_ONCE = 500  # values in one statement: a database takes only so many
SOLVES = (TicketStep.SOLVE.value, TicketStep.SOLVE_INTERNALLY.value)
STATES = AgentStateChanged.__name__


class Doings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def changes(self, agent: str, since: float) -> list[Change]:
        """Of the agent's state, from the one in force at `since` (epoch seconds) on."""
        states = await self._states(agent, since)
        causes = await self._numbered({entry.cause for entry in states if entry.cause})
        return [_change(entry, causes.get(entry.cause or 0)) for entry in states]

    async def talks(self, calls: Iterable[str]) -> dict[str, Talk]:
        """By call, of those that have a ticket."""
        found, wanted = {}, sorted(set(calls))
        async with self._database.reading() as connection:
            for first in range(0, len(wanted), AT_ONCE):
                query = select(tickets.c.call, tickets.c.service, tickets.c.kind)
                some = query.where(tickets.c.call.in_(wanted[first : first + AT_ONCE]))
                for row in await connection.execute(some):
                    found[row.call] = Talk(row.service, row.kind == TicketKind.OUTBOUND)
        return found

    async def solved(self, agent: str, service: str, since: float) -> list[float]:
        """When the agent solved tickets of this service (epoch seconds)."""
        done = ticket_events.join(tickets, tickets.c.id == ticket_events.c.ticket)
        query = (
            select(ticket_events.c.at)
            .select_from(done)
            .where(ticket_events.c.by == agent, ticket_events.c.step.in_(SOLVES), ticket_events.c.at >= since)
            .where(tickets.c.service == service)
        )
        async with self._database.reading() as connection:
            return list(await connection.scalars(query))

    async def tickets_now(self, agent: str, service: str) -> dict[str, int]:
        """By state: of the agent; those that nobody has are everybody's (ME-02)."""
        mine = (tickets.c.agent == agent) | (tickets.c.state == TicketState.UNASSIGNED)
        query = select(tickets.c.state, func.count()).where(tickets.c.service == service, mine)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.group_by(tickets.c.state))
            return {row[0]: row[1] for row in rows}

    async def completed(self, agent: str, service: str, since: float) -> list[float]:
        """When the agent completed callbacks of this service (epoch seconds)."""
        mine = (callbacks.c.closed_by == agent, callbacks.c.service == service, callbacks.c.closed_at >= since)
        async with self._database.reading() as connection:
            return list(await connection.scalars(select(callbacks.c.closed_at).where(*mine)))

    async def _states(self, agent: str, since: float) -> list[Entry]:
        of_agent = (entries.c.subject == f"agent:{agent}", entries.c.kind == STATES)
        async with self._database.reading() as connection:
            first = await connection.scalar(
                select(func.min(entries.c.number)).where(entries.c.kind == STATES, entries.c.at >= since)
            )
            last = await connection.scalar(select(func.max(entries.c.number))) or 0
            before = select(func.max(entries.c.number)).where(*of_agent, entries.c.number < (first or last + 1))
            begin = await connection.scalar(before) or first or last + 1
            query = select(entries).where(*of_agent, entries.c.number >= begin).order_by(entries.c.number)
            return [entry_of(row) for row in await connection.execute(query)]

    async def _numbered(self, numbers: Collection[int]) -> dict[int, Fact]:
        found: dict[int, Fact] = {}
        wanted = sorted(numbers)
        async with self._database.reading() as connection:
            for first in range(0, len(wanted), AT_ONCE):
                query = select(entries).where(entries.c.number.in_(wanted[first : first + AT_ONCE]))
                found |= {row.number: entry_of(row).fact for row in await connection.execute(query)}
        return found


def _change(entry: Entry, by: Fact | None) -> Change:
    fact = entry.fact
    assert isinstance(fact, AgentStateChanged)
    return Change(entry.at, fact.state, fact.reason, by)
