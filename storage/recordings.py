"""Recordings: their rows follow from facts, whatever their files do; files have their places by day and id."""

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import (
    Exists,
    Insert,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from cti import facts
from journal import Entry
from storage.database import Database
from storage.journal import Statement
from storage.tables import (
    recording_agents,
    recording_pauses,
    recording_plays,
    recording_waveforms,
    recordings,
    tickets,
)

RECORDING, FINISHING, READY, FAILED, DELETED = "recording", "finishing", "ready", "failed", "deleted"
TALK, MESSAGE = "talk", "message"
SUFFIX = ".flac"
AT_ONCE = 100  # rows of those whose files are to go
ID = re.compile(r"[A-Za-z0-9._-]{1,150}")


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds from the beginning; reason: in the words of the agent."""

    begin: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording. Times are epoch seconds, 0 = not yet; ticket: 0 where the call has none; how: it ended.

    reason: why it is locked or was deleted, or what failed; agents: who talked in it; number: its place in lists.
    """

    id: str
    number: int
    call: str
    queue: str
    service: str
    by: str
    state: str
    started_at: float
    ended_at: float
    how: str
    delete_after: float
    seconds: float
    size: int
    sha256: str
    locked: bool
    reason: str
    kind: str = TALK
    ticket: int = 0
    agents: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def is_message(self) -> bool:
        """What a caller said into a route; `queue` then names whose agents may hear it."""
        return self.kind == MESSAGE


@dataclass(frozen=True, slots=True)
class Play:
    by: str
    how: str
    at: float


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks of both sides from 0 to 255, evenly over the whole length."""

    caller: list[int]
    agents: list[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """services None: all; heard_by: only those in which this agent talked or whose service is among `services`.

    queues: whose messages this person gets, whatever the service; since, until: epoch seconds, 0 = open; before: only
    those with a smaller number, 0 = from the newest.
    """

    services: frozenset[str] | None = None
    heard_by: str = ""
    queues: frozenset[str] = frozenset()
    agent: str = ""
    queue: str = ""
    call: str = ""
    since: float = 0.0
    until: float = 0.0
    locked: bool = False
    before: int = 0
    states: frozenset[str] = field(default=frozenset({RECORDING, FINISHING, READY, FAILED}))


def place_of(folder: Path, id: str, started_at: float) -> Path:
    """Where the sound is: folder/year/month/day/id.flac, by the day in UTC. Raises ValueError for what is no id."""
    if not ID.fullmatch(id):
        raise ValueError("that is no id of a recording")
    return folder / time.strftime("%Y/%m/%d", time.gmtime(started_at)) / f"{id}{SUFFIX}"


# --- from the journal ------------------------------------------------------------------------------------------------


def keep(entry: Entry) -> Iterable[Statement]:
    """The rows that follow from an entry about a recording or its call."""
    match entry.fact:
        case facts.RecordingStarted() as fact:
            yield insert(recordings).values(_started(fact, entry))
            yield insert(recording_agents).values(recording=fact.recording, agent=fact.agent)
        case facts.MessageStarted() as fact:
            yield insert(recordings).values(_message(fact, entry))
        case facts.Established(call=call, agent=agent):
            yield _talks(call, agent)
        case facts.Transferred(call=call, target=agent) | facts.ConferenceBegun(call=call, target=agent):
            yield _talks(call, agent)
        case facts.RecordingPaused(recording=id, reason=reason):
            pause = {"number": entry.number, "recording": id, "began_at": entry.at, "ended_at": 0.0, "reason": reason}
            yield insert(recording_pauses).values(pause)
        case facts.RecordingResumed(recording=id):
            yield _resumed(id, entry.at)
        case facts.Dismissed(call=call, reason=reason):
            mine = and_(recordings.c.call == call, recordings.c.state != DELETED)
            yield update(recordings).where(mine).values(locked=True, reason=reason)
        case facts.ArchiveFact() as fact:
            yield from _kept(fact, entry)


def _kept(fact: facts.ArchiveFact, entry: Entry) -> Iterable[Statement]:
    this, at = update(recordings).where(recordings.c.id == fact.recording), entry.at
    match fact:
        case facts.RecordingEnded(how=how):
            yield _resumed(fact.recording, at)
            yield this.values(_ended(at, how.value))
        case facts.MessageEnded(why=why):
            yield this.values(_ended(at, why.value))
        case facts.RecordingReady(seconds=seconds, size=size, sha256=sha256):
            yield this.values(state=READY, seconds=seconds, size=size, sha256=sha256)
        case facts.RecordingLost(reason=reason):
            yield this.values(state=FAILED)
            yield this.where(~recordings.c.locked).values(reason=reason)  # else it tells why it is locked
        case facts.RecordingFound():
            yield this.where(~recordings.c.locked).values(reason="")
            yield this.where(recordings.c.state == FAILED).values(state=FINISHING)
        case facts.RecordingLocked(locked=locked, reason=reason):
            yield this.values(locked=locked, reason=reason)
        case facts.RecordingDeleted(reason=reason):
            yield this.where(~recordings.c.locked).values(state=DELETED, reason=reason)
        case facts.RecordingPlayed(recording=id, by=by, how=how):
            play = {"number": entry.number, "recording": id, "by": by, "how": how.value, "at": at}
            yield insert(recording_plays).values(play)


def _started(fact: facts.RecordingStarted, entry: Entry) -> dict[str, object]:
    return {
        "id": fact.recording,
        "number": entry.number,
        "call": fact.call,
        "queue": fact.queue,
        "service": fact.service,
        "by": fact.by,
        "days": fact.days,
        "state": RECORDING,
        "started_at": entry.at,
    }


def _message(fact: facts.MessageStarted, entry: Entry) -> dict[str, object]:
    return {
        "id": fact.recording,
        "number": entry.number,
        "call": fact.call,
        "queue": fact.queue,
        "service": fact.service,
        "by": "",
        "days": fact.days,
        "state": RECORDING,
        "kind": MESSAGE,
        "started_at": entry.at,
    }


def _ended(at: float, how: str) -> dict[str, object]:
    after = at + recordings.c.days * 86400.0
    return {"state": FINISHING, "ended_at": at, "how": how, "delete_after": after}


def _talks(call: str, agent: str) -> Statement:
    """The agent is in what is being recorded of this call now, and may hear what its caller has said before."""
    return TALKS, {"in_call": call, "who": agent}


def _takes_part() -> Insert:
    who = bindparam("who", type_=Text)
    known = exists().where(recording_agents.c.recording == recordings.c.id, recording_agents.c.agent == who)
    running = select(recordings.c.id, who).where(
        recordings.c.call == bindparam("in_call"),
        or_(recordings.c.state == RECORDING, recordings.c.kind == MESSAGE),
        ~known,
    )
    return insert(recording_agents).from_select(["recording", "agent"], running)


TALKS = _takes_part()


def _resumed(id: str, at: float) -> Statement:
    open_one = and_(recording_pauses.c.recording == id, recording_pauses.c.ended_at == 0.0)
    return update(recording_pauses).where(open_one).values(ended_at=at)


# --- for those who look ----------------------------------------------------------------------------------------------


class Recordings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, id: str) -> Recorded | None:
        found = await self._read(_all().where(recordings.c.id == id))
        return found[0] if found else None

    async def newest(self, wanted: Wanted, limit: int) -> Sequence[Recorded]:
        """Newest first; `wanted.before` continues a list after its last number."""
        return await self._read(_narrowed(wanted).order_by(recordings.c.number.desc()).limit(limit))

    async def unfinished(self) -> Sequence[Recorded]:
        """Those whose files have to be made, oldest first."""
        return await self._read(_all().where(recordings.c.state == FINISHING).order_by(recordings.c.number))

    async def away(self) -> Sequence[Recorded]:
        """Those that are lost because their Asterisk did not come back. Of locked ones it is not known why."""
        query = _all().where(recordings.c.state == FAILED, or_(recordings.c.reason == facts.AWAY, recordings.c.locked))
        return await self._read(query.order_by(recordings.c.number))

    async def due(self, now: float) -> Sequence[Recorded]:
        """The first of those whose time is over; never locked ones."""
        over = and_(recordings.c.delete_after <= now, recordings.c.delete_after > 0.0, ~recordings.c.locked)
        query = _all().where(over, recordings.c.state.in_([READY, FAILED]))
        return await self._read(query.order_by(recordings.c.number).limit(AT_ONCE))

    async def to_remove(self, after: int = 0) -> Sequence[Recorded]:
        """Deleted ones whose files may still be there. after: the number of the last one of before."""
        gone = and_(recordings.c.state == DELETED, ~recordings.c.removed, recordings.c.number > after)
        return await self._read(_all().where(gone).order_by(recordings.c.number).limit(AT_ONCE))

    async def note_removed(self, id: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(recordings).where(recordings.c.id == id).values(removed=True))
            await connection.execute(delete(recording_waveforms).where(recording_waveforms.c.recording == id))

    async def keep_waveform(self, id: str, waveform: Waveform) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(recording_waveforms).where(recording_waveforms.c.recording == id))
            values = {"recording": id, "caller": waveform.caller, "agents": waveform.agents}
            await connection.execute(insert(recording_waveforms).values(values))

    async def waveform(self, id: str) -> Waveform | None:
        async with self._database.reading() as connection:
            query = select(recording_waveforms).where(recording_waveforms.c.recording == id)
            row = (await connection.execute(query)).first()
        return Waveform(list(row.caller), list(row.agents)) if row else None

    async def plays(self, id: str) -> list[Play]:
        """Who opened it, the newest first."""
        query = select(recording_plays).where(recording_plays.c.recording == id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(recording_plays.c.number.desc()))
            return [Play(row.by, row.how, row.at) for row in rows]

    async def _read(self, query: Select[tuple[object, ...]]) -> list[Recorded]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            if not rows:
                return []
            ids = [row.id for row in rows]
            agents, pauses = await _agents(connection, ids), await _pauses(connection, rows)
        return [_recorded(row, agents.get(row.id, ()), pauses.get(row.id, ())) for row in rows]


def _all() -> Select[tuple[object, ...]]:
    ticket = select(tickets.c.id).where(tickets.c.call == recordings.c.call).limit(1).scalar_subquery()
    return select(recordings, ticket.label("ticket"))


def _narrowed(wanted: Wanted) -> Select[tuple[object, ...]]:
    query = _all().where(recordings.c.state.in_(wanted.states))
    if wanted.services is not None:
        mine = recordings.c.service.in_(wanted.services)
        left = and_(recordings.c.kind == MESSAGE, recordings.c.queue.in_(wanted.queues))
        query = query.where(mine | left | _talked(wanted.heard_by) if wanted.heard_by else mine)
    if wanted.agent:
        query = query.where(_talked(wanted.agent))
    for column, value in ((recordings.c.queue, wanted.queue), (recordings.c.call, wanted.call)):
        if value:
            query = query.where(column == value)
    if wanted.since:
        query = query.where(recordings.c.started_at >= wanted.since)
    if wanted.until:
        query = query.where(recordings.c.started_at < wanted.until)
    if wanted.locked:
        query = query.where(recordings.c.locked)
    return query.where(recordings.c.number < wanted.before) if wanted.before else query


def _talked(agent: str) -> Exists:
    return exists().where(recording_agents.c.recording == recordings.c.id, recording_agents.c.agent == agent)


def _recorded(row: Row[tuple[object, ...]], agents: tuple[str, ...], pauses: tuple[Pause, ...]) -> Recorded:
    told = {name: value for name, value in row._mapping.items() if name not in ("days", "removed")}
    return Recorded(**told | {"ticket": row.ticket or 0}, agents=agents, pauses=pauses)


async def _agents(connection: AsyncConnection, ids: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    query = select(recording_agents).where(recording_agents.c.recording.in_(ids)).order_by(recording_agents.c.agent)
    for row in await connection.execute(query):
        found[row.recording] = (*found.get(row.recording, ()), row.agent)
    return found


async def _pauses(connection: AsyncConnection, of: Sequence[Row[tuple[object, ...]]]) -> dict[str, tuple[Pause, ...]]:
    begun = {row.id: row.started_at for row in of}
    found: dict[str, tuple[Pause, ...]] = {}
    query = select(recording_pauses).where(recording_pauses.c.recording.in_(list(begun)))
    for row in await connection.execute(query.order_by(recording_pauses.c.number)):
        since = begun[row.recording]
        end = max(0.0, row.ended_at - since) if row.ended_at else 0.0
        pause = Pause(max(0.0, row.began_at - since), end, row.reason)
        found[row.recording] = (*found.get(row.recording, ()), pause)
    return found
