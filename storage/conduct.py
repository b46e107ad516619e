"""Incidents, restrictions and the policies of conduct. The journal writes them; here they are found again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Select, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from cti import facts
from cti.conduct import Answer, Conduct, Step
from cti.incidents import Ended, Restriction
from journal import Entry
from storage.customers.erased import erased_calls
from storage.database import Database
from storage.tables import conduct_policies, incident_steps, incidents, restrictions, tickets
from ticketing.facts import TicketKind

LOOKED_BACK = 366 * 86400.0  # s; no policy counts incidents that are older


@dataclass(frozen=True, slots=True)
class StepTaken:
    """at: epoch seconds; by: `agent:ID` or `policy`."""

    step: str
    agent: str
    by: str
    at: float
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """opened_at, ended_at: epoch seconds, ended_at 0 where the call was not terminated; ticket: 0 for none;
    recovery_seconds: how long the agent recovered; erased: the customer was, so there is no number; steps: oldest
    first."""

    id: int
    call: str
    service: str
    queue: str
    caller: str
    agent: str
    category: str
    note: str
    opened_at: float
    ended_at: float
    reviewed_by: str
    recovery_began: float
    recovery_seconds: float
    ticket: int = 0
    erased: bool = False
    steps: list[StepTaken] = field(default_factory=list)

    @property
    def agents(self) -> list[str]:
        """Who opened it, and everybody who took a step of it: the call may have been passed on in between."""
        return list(dict.fromkeys([self.agent, *(each.agent for each in self.steps)]))

    @property
    def ended_by(self) -> str:
        """The agent who had the call when it was terminated, who recovers from it; "" where it was not."""
        return next((each.agent for each in reversed(self.steps) if each.step == Step.TERMINATION), "")


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restriction as kept. met: how many calls met it; lifted_at: 0 = it was not lifted."""

    id: int
    service: str
    number: str
    incident: int
    incidents: int
    since: float
    until: float
    answer: str
    prompt: str
    queue: str
    met: int
    lifted_at: float
    lifted_by: str
    lifted_why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of incidents is narrowed to; None, "" and 0 mean: all. agent: who opened it or took a step of it;
    unseen: nobody has reviewed it."""

    services: frozenset[str] | None = None
    agent: str = ""
    caller: str = ""
    call: str = ""
    unseen: bool = False
    before: int = 0


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from an entry about conduct."""
    match entry.fact:
        case facts.IncidentFact() as fact:
            yield from _incident_rows(entry, fact)
        case facts.RestrictionFact() as changed:
            yield from _restriction_rows(entry, changed)
        case facts.RestrictionMet(restriction=restriction):
            here = update(restrictions).where(restrictions.c.id == restriction)
            yield here.values(met=restrictions.c.met + 1)
        case facts.RecoveryBegan(incident=incident):
            yield update(incidents).where(incidents.c.id == incident).values(recovery_began=entry.at)
        case facts.RecoveryEnded(incident=incident):
            seconds = entry.at - incidents.c.recovery_began
            yield update(incidents).where(incidents.c.id == incident).values(recovery_seconds=seconds)
        case facts.ConductChanged(service=service, conduct=conduct):
            yield conduct_policies.delete().where(conduct_policies.c.service == service)
            yield insert(conduct_policies).values(service=service, body=body_of(conduct))


def _incident_rows(entry: Entry, fact: facts.IncidentFact) -> Iterable[Executable]:
    here = update(incidents).where(incidents.c.id == fact.incident)
    match fact:
        case facts.IncidentOpened():
            yield insert(incidents).values(_opened(fact, entry.at))
        case facts.IncidentStep(incident=incident, step=step, agent=agent, by=by):
            row = {"incident": incident, "entry": entry.number, "step": step, "agent": agent, "by": by}
            yield insert(incident_steps).values(**row, at=entry.at, withdrawn=False)
            if step is Step.TERMINATION:
                yield here.values(ended_at=entry.at)
        case facts.IncidentStepWithdrawn(incident=incident, step=step):
            same = and_(incident_steps.c.incident == incident, incident_steps.c.step == step)
            yield update(incident_steps).where(same).values(withdrawn=True)
        case facts.IncidentNoted(category=category, note=note):
            yield here.values(category=category, note=note)
        case facts.IncidentReviewed(by=by):
            yield here.values(reviewed_by=by)


def _opened(fact: facts.IncidentOpened, at: float) -> dict[str, object]:
    told = {"id": fact.incident, "call": fact.call, "service": fact.service, "queue": fact.queue}
    told |= {"caller": fact.caller, "agent": fact.agent, "category": fact.category, "note": ""}
    times = dict.fromkeys(("ended_at", "recovery_began", "recovery_seconds"), 0.0)
    return {**told, "opened_at": at, "reviewed_by": "", **times}


def _restriction_rows(entry: Entry, fact: facts.RestrictionFact) -> Iterable[Executable]:
    match fact:
        case facts.RestrictionSet():
            names = ("service", "number", "incident", "incidents", "until", "prompt", "queue")
            row = {name: getattr(fact, name) for name in names}
            lifted = {"lifted_at": 0.0, "lifted_by": "", "lifted_why": ""}
            yield insert(restrictions).values(
                **row, **lifted, id=fact.restriction, since=entry.at, answer=fact.answer.value, met=0
            )
        case facts.RestrictionLifted(restriction=restriction, by=by, reason=reason):
            lifted_now = {"lifted_at": entry.at, "lifted_by": by, "lifted_why": reason}
            yield update(restrictions).where(restrictions.c.id == restriction).values(lifted_now)


def body_of(conduct: Conduct) -> dict[str, object]:
    body: dict[str, object] = msgspec.to_builtins(conduct)
    return body


def conduct_of(body: object) -> Conduct:
    """Raises `msgspec.ValidationError` for what is no policy."""
    return msgspec.convert(body, Conduct)


async def read_policies(connection: AsyncConnection) -> dict[str, Conduct]:
    rows = await connection.execute(select(conduct_policies).order_by(conduct_policies.c.service))
    return {row.service: conduct_of(row.body) for row in rows}


class Records:
    def __init__(self, database: Database) -> None:
        self._database = database

    # --- for the start -----------------------------------------------------------------------------------------------

    async def next_numbers(self) -> tuple[int, int]:
        """Of an incident and of a restriction: the first that were never given."""
        async with self._database.reading() as connection:
            incident = await connection.scalar(select(func.max(incidents.c.id)))
            restriction = await connection.scalar(select(func.max(restrictions.c.id)))
        return (incident or 0) + 1, (restriction or 0) + 1

    async def active(self, now: float) -> list[Restriction]:
        """Those that hold now, the newest of a number last."""
        found = [each for each in await self.restrictions() if not each.lifted_at and each.until > now]
        return [
            Restriction(each.id, each.service, each.number, each.until, Answer(each.answer), each.prompt, each.queue)
            for each in reversed(found)
        ]

    async def ended(self, now: float) -> list[Ended]:
        """The terminations that may still count."""
        query = select(incidents).where(incidents.c.ended_at > now - LOOKED_BACK)
        async with self._database.reading() as connection:
            return [Ended(row.id, row.service, row.caller, row.ended_at) for row in await connection.execute(query)]

    # --- for people --------------------------------------------------------------------------------------------------

    async def newest(self, wanted: Wanted, limit: int) -> Sequence[Incident]:
        """Newest first."""
        query = select(incidents).order_by(incidents.c.id.desc()).limit(limit)
        return await self._read(_narrowed(query, wanted))

    async def get(self, id: int) -> Incident | None:
        found = await self._read(select(incidents).where(incidents.c.id == id))
        return found[0] if found else None

    async def between(self, first: float, last: float) -> Sequence[Incident]:
        """Those that were opened in this time (epoch seconds), oldest first."""
        when = and_(incidents.c.opened_at >= first, incidents.c.opened_at < last)
        return await self._read(select(incidents).where(when).order_by(incidents.c.id))

    async def restrictions(self) -> Sequence[Restricted]:
        """Newest first."""
        query = select(restrictions).order_by(restrictions.c.id.desc())
        async with self._database.reading() as connection:
            return [Restricted(**row._mapping) for row in await connection.execute(query)]

    async def _read(self, query: Select[tuple[object, ...]]) -> list[Incident]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            if not rows:  # as with nearly all callers
                return []
            steps = await _steps(connection, [row.id for row in rows])
            known = await _tickets(connection, [row.call for row in rows])
            erased = await erased_calls(connection, [row.call for row in rows if not row.caller])
        told = [(row, known.get(row.call, 0), row.call in erased, steps.get(row.id, [])) for row in rows]
        return [Incident(**row._mapping, ticket=ticket, erased=gone, steps=taken) for row, ticket, gone, taken in told]


def _narrowed(query: Select[tuple[object, ...]], wanted: Wanted) -> Select[tuple[object, ...]]:
    if wanted.services is not None:
        query = query.where(incidents.c.service.in_(wanted.services))
    if wanted.agent:
        stepped = select(incident_steps.c.incident).where(incident_steps.c.agent == wanted.agent)
        query = query.where(or_(incidents.c.agent == wanted.agent, incidents.c.id.in_(stepped)))
    if wanted.caller:
        query = query.where(incidents.c.caller == wanted.caller)
    if wanted.call:
        query = query.where(incidents.c.call == wanted.call)
    if wanted.unseen:
        query = query.where(incidents.c.reviewed_by == "")
    return query.where(incidents.c.id < wanted.before) if wanted.before else query


async def _steps(connection: AsyncConnection, ids: list[int]) -> dict[int, list[StepTaken]]:
    query = select(incident_steps).where(incident_steps.c.incident.in_(ids)).order_by(incident_steps.c.entry)
    steps: dict[int, list[StepTaken]] = {}
    for row in await connection.execute(query):
        taken = StepTaken(row.step, row.agent, row.by, row.at, row.withdrawn)
        steps.setdefault(row.incident, []).append(taken)
    return steps


async def _tickets(connection: AsyncConnection, calls: list[str]) -> dict[str, int]:
    of_calls = and_(tickets.c.call.in_(calls), tickets.c.kind == TicketKind.ANSWERED.value)
    return {row.call: row.id for row in await connection.execute(select(tickets.c.call, tickets.c.id).where(of_calls))}
