"""Tickets: opened and measured by the journal, worded and closed by people."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cti import facts as cti
from journal import Entry
from journal.copies import replace
from storage.among import among
from storage.customers.erased import TICKET_ERASED
from storage.database import Database
from storage.journal import Statement
from storage.tables import survey_answers, ticket_events, ticket_flags, tickets
from storage.ticket_lists import Wanted, counted, listed
from storage.ticket_search import found, searches
from storage.ticket_setup import write_values
from storage.ticket_texts import first_text, write_text
from ticketing import facts
from ticketing.acquainted import Known
from ticketing.fields import Value
from ticketing.life import OVER, AssignedBy, Life, TicketState, Wish, decide

FREE, OPEN = TicketState.UNASSIGNED, TicketState.OPEN
CALL = AssignedBy.CALL.value


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket without what stands in other tables. opened_at: epoch seconds; talk_seconds: 0 while talking; result:
    why the call ended, "" while it goes on; callback: the promise that it keeps, after: the ticket it was dialled from,
    0 for none; group: whose it is, 0 for none; receipt, processing: categories, 0 for none; changed_at: when it came
    into its state; erased: the customer was, so there is no number."""

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
    group: int = 0
    assigned_by: str = ""
    channel: str = "phone"
    priority: str = "normal"
    receipt: int = 0
    processing: int = 0
    changed_at: float = 0.0
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Ticket(Filed):
    """flags: such as `hostile`, oldest first; answers: what the caller said about the talk, by question."""

    flags: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)


Head = Mapping[str, str | int]


class Change(TypedDict):
    """what: a column, or `field:` and the number of a field; before, after: as they are read by people."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person did with a ticket. state, agent, group: as they were afterwards; text: "" without a
    comment; changes: of head and fields."""

    id: int
    ticket: int
    at: float
    by: str
    step: str
    state: str
    agent: str
    text: str
    group: int = 0
    changes: list[Change] = field(default_factory=list)


_mine = tickets.c.id == bindparam("of_ticket")
_now = bindparam("now", type_=tickets.c.changed_at.type)
# Whoever talks to the caller has the ticket, so it is no longer one that all can fetch.
TALKS = {
    "agent": bindparam("who"),
    "state": case((tickets.c.state == FREE.value, OPEN.value), else_=tickets.c.state),
    "changed_at": case((tickets.c.state == FREE.value, _now), else_=tickets.c.changed_at),
    "assigned_by": CALL,
}
OPENED = insert(tickets)
PASSED = update(tickets).where(_mine).values(TALKS)
ENDED = update(tickets).where(_mine).values(talk_seconds=bindparam("lasted"), result=bindparam("why"))


def keep(entry: Entry) -> Iterable[Statement]:
    """The rows that follow from an entry about a ticket."""
    match entry.fact:
        case facts.TicketOpened() as fact:
            yield OPENED, _opened(fact, entry.at)
            yield first_text(fact.ticket, fact.caller)
        case facts.TicketPassed(ticket=ticket, agent=agent):
            yield PASSED, {"of_ticket": ticket, "who": agent, "now": entry.at}
        case facts.TicketFlagged(ticket=ticket, flag=flag, note=note):
            known = and_(ticket_flags.c.ticket == ticket, ticket_flags.c.flag == flag)
            yield ticket_flags.delete().where(known)
            yield insert(ticket_flags).values(ticket=ticket, flag=flag, note=note, at=entry.at)
        case facts.TalkEnded(ticket=ticket, seconds=seconds, cause=cause):
            yield ENDED, {"of_ticket": ticket, "lasted": seconds, "why": cause}


def keep_answer(entry: Entry) -> Iterable[Statement]:
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
        "channel": facts.CHANNELS.get(fact.kind, facts.Channel.PHONE).value,
        "assigned_by": CALL if fact.agent else AssignedBy.NOBODY.value,
        "changed_at": at,
    }


class Tickets:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.stepped: Callable[[int], None] = lambda id: None  # after something was done with a ticket, by whoever

    async def next_number(self) -> int:
        """The first number that was never given."""
        async with self._database.reading() as connection:
            return ((await connection.scalar(select(func.max(tickets.c.id)))) or 0) + 1

    async def contacts(self, most: int) -> list[str]:
        """Those of the newest so many tickets, oldest first."""
        query = select(tickets.c.call).order_by(tickets.c.id.desc()).limit(most)
        async with self._database.reading() as connection:
            return [row.call for row in reversed((await connection.execute(query)).all())]

    async def get(self, id: int) -> Ticket | None:
        read = await self._read(tickets.c.id == id)
        return read[0] if read else None

    async def several(self, ids: Collection[int]) -> dict[int, Ticket]:
        """By number; those that there are not are left out."""
        read = await self._read(among(tickets.c.id, list(ids))) if ids else []
        return {each.id: each for each in read}

    async def filed(self, id: int) -> Filed | None:
        """In one statement instead of three: for all who only have to know whose it is, or what it is about."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_filed(tickets.c.id == id))).first()
        return Filed(**row._mapping) if row else None

    async def acquaintances(self, most: int) -> list[Known]:
        """Who had the newest so many tickets, oldest first."""
        of = tickets.c
        query = select(of.id, of.service, of.caller, of.agent, of.state).where(of.agent != "", of.caller != "")
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(of.id.desc()).limit(most))).all()
        return [Known(row.id, row.service, row.caller, row.agent, row.state not in OVER) for row in reversed(rows)]

    async def of_call(self, call: str) -> list[Ticket]:
        return await self._read(tickets.c.call == call)

    async def of_calls(self, calls: Sequence[str]) -> dict[str, int]:
        """The number of the ticket of each contact that has one."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(tickets.c.call, tickets.c.id).where(tickets.c.call.in_(calls)))
            return {row.call: row.id for row in rows}

    async def newest(self, wanted: Wanted, limit: int) -> Sequence[Ticket]:
        """Newest first; `wanted.before` continues a list after its last number."""
        async with self._database.reading() as connection:
            numbers = await self._numbers(connection, wanted, limit)
            return await _whole(connection, among(tickets.c.id, numbers))

    async def change(self, id: int, changes: Head) -> Ticket | None:
        """Set `subject`, `note` or another column of the head; None when there is no such ticket."""
        if changes:
            async with self._database.writing() as connection:
                await connection.execute(update(tickets).where(tickets.c.id == id).values(**changes))
                await write_text(connection, id)
        return await self.get(id)

    async def step(
        self,
        id: int,
        wish: Wish,
        at: float,
        text: str = "",
        head: Head | None = None,
        changes: Sequence[Change] = (),
        values: Mapping[int, Value] = MappingProxyType({}),
    ) -> None:
        """Do it and keep that it was done, or neither. at: epoch seconds; head: columns that become something
        else with it; changes: what the history tells. Raises `Refused`, and `LookupError` when there is no ticket."""
        async with self._database.writing() as connection:
            of = tickets.c
            query = select(of.state, of.agent, of.group, of.assigned_by).where(of.id == id).with_for_update()
            row = (await connection.execute(query)).one_or_none()
            if row is None:
                raise LookupError(id)
            now = Life(TicketState(row.state), row.agent, row.group, AssignedBy(row.assigned_by))
            after = decide(now, wish)
            become = {"state": after.state.value, "agent": after.agent, "group": after.group}
            done = {"ticket": id, "at": at, "by": wish.by, "step": wish.step.value, "text": text, **become}
            become |= {"assigned_by": after.assigned_by.value, **(head or {})}
            since = {"changed_at": at} if after.state is not now.state else {}
            await connection.execute(update(tickets).where(of.id == id).values(**become, **since))
            await connection.execute(insert(ticket_events).values(**done, changes=list(changes)))
            await write_values(connection, id, values)
            if text or head or values:
                await write_text(connection, id)
        self.stepped(id)

    async def events(self, id: int) -> list[Event]:
        """What people did with it, oldest first."""
        query = select(ticket_events).where(ticket_events.c.ticket == id).order_by(ticket_events.c.id)
        async with self._database.reading() as connection:
            return [Event(**row._mapping) for row in await connection.execute(query)]

    async def count(self, wanted: Wanted) -> int:
        """Up to `MOST_COUNTED`, of a list without words or title. Raises ValueError for others: no page counts them."""
        if searches(wanted):
            raise ValueError("what is searched for is not counted")
        async with self._database.reading() as connection:
            return await connection.scalar(counted(wanted, sqlite=self._database.is_sqlite)) or 0

    async def _numbers(self, connection: AsyncConnection, wanted: Wanted, limit: int) -> list[int]:
        if searches(wanted):
            return await found(connection, wanted, limit, sqlite=self._database.is_sqlite)
        return list(await connection.scalars(listed(wanted, limit, sqlite=self._database.is_sqlite)))

    async def _read(self, which: ColumnElement[bool]) -> list[Ticket]:
        async with self._database.reading() as connection:
            return await _whole(connection, which)


async def _whole(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Ticket]:
    """Newest first, with their flags and answers."""
    read = [Ticket(**row._mapping) for row in await connection.execute(_filed(which))]
    flags = await _flags(connection, [ticket.id for ticket in read])
    said = await _answers(connection, [ticket.call for ticket in read])
    return [replace(each, flags=flags.get(each.id, []), answers=said.get(each.call, {})) for each in read]


def _filed(which: ColumnElement[bool]) -> Select[Any]:
    return select(tickets, TICKET_ERASED).where(which).order_by(tickets.c.id.desc())


async def _flags(connection: AsyncConnection, ids: list[int]) -> dict[int, list[str]]:
    if not ids:
        return {}
    query = select(ticket_flags).where(among(ticket_flags.c.ticket, ids)).order_by(ticket_flags.c.at)
    flags: dict[int, list[str]] = {}
    for row in await connection.execute(query):
        flags.setdefault(row.ticket, []).append(row.flag)
    return flags


async def _answers(connection: AsyncConnection, calls: list[str]) -> dict[str, dict[str, int]]:
    """The last one to each question counts."""
    if not calls:
        return {}
    asked = among(survey_answers.c.call, calls)
    query = select(survey_answers).where(asked).order_by(survey_answers.c.number)
    answers: dict[str, dict[str, int]] = {}
    for row in await connection.execute(query):
        answers.setdefault(row.call, {})[row.question] = row.answer
    return answers
