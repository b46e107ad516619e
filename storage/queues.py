"""Queues in the database: their settings and members, written with the entry that changed them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from cti.facts import MembersChanged, QueueChanged, QueueOpened, QueueRemoved, QueueRenamed
from cti.plan import FIRST, Queue, Recording
from cti.queueing import Announcing, CallingBack, Choosing, Limits
from cti.settings import QueueSettings
from journal import Entry
from storage.tables import queue_members, queues


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from a change; the plan is read from them at the next start."""
    match entry.fact:
        case QueueChanged(queue=queue, after=after):
            yield update(queues).where(queues.c.id == queue).values(**columns(after))
        case QueueOpened(queue=queue, name=name, service=service, settings=settings):
            yield insert(queues).values(id=queue, name=name, service=service, **columns(settings))
        case QueueRenamed(queue=queue, after=name):
            yield update(queues).where(queues.c.id == queue).values(name=name)
        case QueueRemoved(queue=queue):
            yield delete(queue_members).where(queue_members.c.queue == queue)
            yield delete(queues).where(queues.c.id == queue)
        case MembersChanged(queue=queue, after=levels, reserve=reserve):
            yield delete(queue_members).where(queue_members.c.queue == queue)
            for member in members(queue, levels, reserve):
                yield insert(queue_members).values(**member)


def columns(settings: QueueSettings) -> dict[str, object]:
    """The values of its columns."""
    values: dict[str, object] = msgspec.to_builtins(settings)
    return values


def members(queue: str, levels: Mapping[str, int], reserve: Iterable[str]) -> list[dict[str, object]]:
    helping = set(reserve)
    return [
        {"queue": queue, "person": person, "level": level, "reserve": person in helping}
        for person, level in sorted(levels.items())
    ]


async def read_queues(connection: AsyncConnection, active: set[str]) -> dict[str, Queue]:
    """active: the people who may be members."""
    rows = await connection.execute(select(queues).order_by(queues.c.id))
    found = {row.id: _queue(row) for row in rows}
    for row in await connection.execute(select(queue_members).order_by(queue_members.c.person)):
        if row.person in active and (queue := found.get(row.queue)):
            reserve = queue.reserve | {row.person} if row.reserve else queue.reserve
            levels = {**queue.levels, row.person: row.level} if row.level != FIRST else queue.levels
            found[row.queue] = replace(queue, members=queue.members | {row.person}, levels=levels, reserve=reserve)
    return found


def _queue(row: Row[tuple[object, ...]]) -> Queue:
    return Queue(
        row.id,
        row.name,
        row.service,
        row.music,
        row.ring_seconds,
        row.callback_on_abandon,
        service_level_seconds=row.service_level_seconds,
        auto_answer=row.auto_answer,
        ring_all=row.ring_all,
        wrap_up_seconds=row.wrap_up_seconds,
        recording=Recording(row.recording),
        recording_announced=row.recording_announced,
        recording_days=row.recording_days,
        survey=row.survey,
        choosing=msgspec.convert(row.choosing, Choosing),
        limits=msgspec.convert(row.limits, Limits),
        announcing=msgspec.convert(row.announcing, Announcing),
        calling_back=msgspec.convert(row.calling_back, CallingBack),
        callback_after=row.callback_after,
    )
