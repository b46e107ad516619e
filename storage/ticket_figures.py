"""Tickets as they are counted by `ticketing.counting`.

Rule: what is read are the tickets of the asked days, by their own index, and for each what stands beside it by index.
"""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Exists, Row, and_, case, exists, func, select

from storage.database import Database
from storage.tables import ticket_events, tickets
from ticketing.counting import AGAIN, Counted, CountedBy, CountedOn
from ticketing.facts import TicketKind
from ticketing.life import TicketState, TicketStep

SOLVES = (TicketStep.SOLVE.value, TicketStep.SOLVE_INTERNALLY.value)
DONE = (TicketState.SOLVED.value, TicketState.COMPLETED.value)
COLUMNS = {each: tickets.c[each.value] for each in CountedBy}


@dataclass(frozen=True, slots=True)
class Asked:
    """first, end: epoch seconds, `end` excluded; channel "", group 0: all."""

    services: Collection[str]
    first: float
    end: float
    basis: CountedOn = CountedOn.RECEIVED
    channel: str = ""
    group: int = 0


class TicketFigures:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def counted(self, asked: Asked) -> AsyncIterator[Counted]:
        """All but spam. One that was solved and opened again counts as not solved."""
        last = select(func.max(ticket_events.c.at)).where(
            ticket_events.c.ticket == tickets.c.id, ticket_events.c.step.in_(SOLVES)
        )
        solved = case((tickets.c.state.in_(DONE), last.correlate(tickets).scalar_subquery()), else_=0.0)
        query = select(tickets, solved.label("solved_at"), _again().label("again")).where(
            _plain(tickets.c.service).in_(asked.services), tickets.c.state != TicketState.SPAM
        )
        if asked.basis is CountedOn.RECEIVED:
            query = query.where(tickets.c.opened_at >= asked.first, tickets.c.opened_at < asked.end)
        else:  # what was solved since then was changed since then, which is looked at first because it costs nothing
            query = query.where(tickets.c.changed_at >= asked.first, tickets.c.opened_at < asked.end)
            query = query.where(solved >= asked.first, solved < asked.end)
        if asked.channel:
            query = query.where(tickets.c.channel == asked.channel)
        if asked.group:
            query = query.where(tickets.c.group == asked.group)
        async with self._database.one_moment() as connection:
            async for row in await connection.stream(query):
                yield _counted(row)


def _plain(column: ColumnElement[str]) -> ColumnElement[str]:
    """Not by its index: a service has most of all tickets, and SQLite would walk through them once for each."""
    return column.concat("")


def _again() -> Exists:
    """Had the same number a ticket of the service shortly before? Calls that we made to it are none of theirs."""
    before = tickets.alias()
    same = and_(
        before.c.caller == tickets.c.caller, _plain(before.c.service) == tickets.c.service, before.c.id < tickets.c.id
    )
    soon = before.c.opened_at >= tickets.c.opened_at - AGAIN
    theirs = and_(tickets.c.caller != "", before.c.kind != TicketKind.OUTBOUND, before.c.state != TicketState.SPAM)
    return exists().where(same, soon, theirs).correlate(tickets)


def _counted(row: Row[tuple[object, ...]]) -> Counted:
    told = row._mapping
    return Counted(
        {each: str(told[column] or "") for each, column in COLUMNS.items()},
        told[tickets.c.opened_at],
        told["solved_at"] or 0.0,
        TicketState(told[tickets.c.state]),
        TicketKind(told[tickets.c.kind]),
        bool(told["again"]),
        told[tickets.c.talk_seconds],
    )
