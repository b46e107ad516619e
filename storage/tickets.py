"""Tickets: opened and measured by the journal, worded and closed by people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Row, Select, and_, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from cti import facts as cti
from journal import Entry
from storage.database import Database
from storage.tables import survey_answers, ticket_events, ticket_flags, tickets
from ticketing import facts
from ticketing.acquainted import Known
from ticketing.life import Life, TicketState, Wish, decide

FREE, OPEN, SOLVED = TicketState.UNASSIGNED, TicketState.OPEN, TicketState.SOLVED


@dataclass(frozen=True, slots=True)
class Ticket:
    """opened_at: epoch seconds; talk_seconds: 0 while talking; result: why the call ended, "" while it goes on;
    callback: the promise that it keeps, after: the ticket it was dialled from, 0 for none;
    flags: such as `hostile`, oldest first; answers: what the caller said about the talk, by question."""

    id: int
    call: str
    kind: str
    state: str
    service: str
    queue: str
    caller: str
    path: list[str]
    code: str
    agent: str
    opened_at: float
    talk_seconds: float
    subject: str
    note: str
    result: str = ""
    callback: int = 0
    after: int = 0
    flags: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of tickets is narrowed to; "" and None mean: all.

    services: of one of these, or of this agent; words: somewhere in subject, note or number.
    """

    services: frozenset[str] | None = None
    agent: str = ""
    caller: str = ""
    state: str = ""
    words: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person did with a ticket. state, agent: as they were afterwards; text: "" without a comment."""

    id: int
    ticket: int
    at: float
    by: str
    step: str
    state: str
    agent: str
    text: str


# Whoever talks to the caller has the ticket, so it is no longer one that all can fetch.
_taken = case((tickets.c.state == FREE.value, OPEN.value), else_=tickets.c.state)


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from an entry about a ticket."""
    match entry.fact:
        case facts.TicketOpened() as fact:
            yield insert(tickets).values(_opened(fact, entry.at))
        case facts.TicketPassed(ticket=ticket, agent=agent):
            yield update(tickets).where(tickets.c.id == ticket).values(agent=agent, state=_taken)
        case facts.TicketFlagged(ticket=ticket, flag=flag, note=note):
            known = and_(ticket_flags.c.ticket == ticket, ticket_flags.c.flag == flag)
            yield ticket_flags.delete().where(known)
            yield insert(ticket_flags).values(ticket=ticket, flag=flag, note=note, at=entry.at)
        case facts.TalkEnded(ticket=ticket, seconds=seconds, cause=cause):
            yield update(tickets).where(tickets.c.id == ticket).values(talk_seconds=seconds, result=cause)


def keep_answer(entry: Entry) -> Iterable[Executable]:
    """The row that follows from an answer to a question after a talk."""
    match entry.fact:
        case cti.SurveyAnswered(call=call, question=question, answer=answer):
            values = {"number": entry.number, "call": call, "question": question, "answer": answer, "at": entry.at}
            yield insert(survey_answers).values(values)


def _opened(fact: facts.TicketOpened, at: float) -> dict[str, object]:
    return {
        "id": fact.ticket,
        "call": fact.call,
        "kind": fact.kind.value,
        "state": (OPEN if fact.agent else FREE).value,
        "service": fact.service,
        "queue": fact.queue,
        "caller": fact.caller,
        "path": list(fact.path),
        "code": fact.code,
        "agent": fact.agent,
        "opened_at": at,
        "talk_seconds": 0.0,
        "subject": "",
        "note": "",
        "result": "",
        "callback": fact.callback,
        "after": fact.after,
    }


class Tickets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def next_number(self) -> int:
        """The first number that was never given."""
        async with self._database.reading() as connection:
            return ((await connection.scalar(select(func.max(tickets.c.id)))) or 0) + 1

    async def get(self, id: int) -> Ticket | None:
        found = await self._read(select(tickets).where(tickets.c.id == id))
        return found[0] if found else None

    async def of_numbers(self, ids: Iterable[int]) -> dict[int, Ticket]:
        found = await self._read(select(tickets).where(tickets.c.id.in_(list(ids))))
        return {ticket.id: ticket for ticket in found}

    async def acquaintances(self, most: int) -> list[Known]:
        """Who had the newest so many tickets, oldest first."""
        of = tickets.c
        query = select(of.id, of.service, of.caller, of.agent, of.state).where(of.agent != "", of.caller != "")
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(of.id.desc()).limit(most))).all()
        return [Known(row.id, row.service, row.caller, row.agent, row.state != SOLVED) for row in reversed(rows)]

    async def of_call(self, call: str) -> list[Ticket]:
        return await self._read(select(tickets).where(tickets.c.call == call))

    async def newest(self, wanted: Wanted, limit: int) -> Sequence[Ticket]:
        """Newest first; `wanted.before` continues a list after its last number."""
        return await self._read(_narrowed(wanted).limit(limit))

    async def change(self, id: int, changes: dict[str, str]) -> Ticket | None:
        """Set `subject` or `note`; None when there is no such ticket."""
        if changes:
            async with self._database.writing() as connection:
                await connection.execute(update(tickets).where(tickets.c.id == id).values(**changes))
        return await self.get(id)

    async def step(self, id: int, wish: Wish, at: float, text: str = "") -> None:
        """Do it and keep that it was done, or neither. at: epoch seconds. Raises `Refused`, and `LookupError` when
        there is no such ticket."""
        async with self._database.writing() as connection:
            of = tickets.c
            row = (
                await connection.execute(select(of.state, of.agent).where(of.id == id).with_for_update())
            ).one_or_none()
            if row is None:
                raise LookupError(id)
            after = decide(Life(TicketState(row.state), row.agent), wish)
            become = {"state": after.state.value, "agent": after.agent}
            done = {"ticket": id, "at": at, "by": wish.by, "step": wish.step.value, "text": text, **become}
            await connection.execute(update(tickets).where(of.id == id).values(**become))
            await connection.execute(insert(ticket_events).values(**done))

    async def events(self, id: int) -> list[Event]:
        """What people did with it, oldest first."""
        query = select(ticket_events).where(ticket_events.c.ticket == id).order_by(ticket_events.c.id)
        async with self._database.reading() as connection:
            return [Event(**row._mapping) for row in await connection.execute(query)]

    async def count(self, wanted: Wanted) -> int:
        async with self._database.reading() as connection:
            narrowed = _narrowed(wanted).with_only_columns(func.count(), maintain_column_froms=True)
            return await connection.scalar(narrowed) or 0

    async def _read(self, query: Select[tuple[object, ...]]) -> list[Ticket]:
        async with self._database.reading() as connection:
            found = [_ticket(row) for row in await connection.execute(query.order_by(tickets.c.id.desc()))]
            flags = await _flags(connection, [ticket.id for ticket in found])
            said = await _answers(connection, [ticket.call for ticket in found])
        return [replace(each, flags=flags.get(each.id, []), answers=said.get(each.call, {})) for each in found]


def _narrowed(wanted: Wanted) -> Select[tuple[object, ...]]:
    query = select(tickets)
    if wanted.services is not None:
        query = query.where(tickets.c.service.in_(wanted.services))
    if wanted.agent:
        query = query.where(tickets.c.agent == wanted.agent)
    if wanted.caller:
        query = query.where(tickets.c.caller == wanted.caller)
    if wanted.state:
        query = query.where(tickets.c.state == wanted.state)
    if wanted.before:
        query = query.where(tickets.c.id < wanted.before)
    for word in wanted.words.split():
        places = (tickets.c.subject, tickets.c.note, tickets.c.caller)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _ticket(row: Row[tuple[object, ...]]) -> Ticket:
    return Ticket(**row._mapping)


async def _flags(connection: AsyncConnection, ids: list[int]) -> dict[int, list[str]]:
    if not ids:
        return {}
    query = select(ticket_flags).where(ticket_flags.c.ticket.in_(ids)).order_by(ticket_flags.c.at)
    flags: dict[int, list[str]] = {}
    for row in await connection.execute(query):
        flags.setdefault(row.ticket, []).append(row.flag)
    return flags


async def _answers(connection: AsyncConnection, calls: list[str]) -> dict[str, dict[str, int]]:
    """The last one to each question counts."""
    if not calls:
        return {}
    query = select(survey_answers).where(survey_answers.c.call.in_(calls)).order_by(survey_answers.c.number)
    answers: dict[str, dict[str, int]] = {}
    for row in await connection.execute(query):
        answers.setdefault(row.call, {})[row.question] = row.answer
    return answers
