"""Triggers as admins wrote them, what they did, and tags of tickets."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables import group_turns, ticket_events, ticket_tags, tickets, trigger_firings, triggers
from ticketing.triggers.actions import TriggerAction, TriggerEffect
from ticketing.triggers.chain import Firing, Past, Trigger
from ticketing.triggers.conditions import ConditionBlock, Judged, JudgedBlock

BY = "trigger:"  # before the number of a trigger, where a person's id stands else
MOST = 100  # firings that are told at once
WRITTEN = frozenset({"subject", "note"})  # fields whose words stay in the ticket


@dataclass(frozen=True, slots=True)
class Body:
    blocks: tuple[ConditionBlock, ...] = ()
    actions: tuple[TriggerAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """A line of the log. trouble: what could not be done."""

    id: int
    trigger: int
    title: str
    ticket: int
    at: float
    because: tuple[JudgedBlock, ...]
    effects: tuple[TriggerEffect, ...]
    trouble: str = ""


class Triggers:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes = 0
        self._any: tuple[int, bool] = (-1, False)  # after so many changes: is one of them on?

    async def any(self) -> bool:
        """Is one of them on? Asked at each step of each ticket, so the answer is kept."""
        changes = self._changes
        if self._any[0] != changes:
            async with self._database.reading() as connection:
                found = await connection.scalar(select(triggers.c.id).where(triggers.c.active).limit(1))
            self._any = changes, found is not None
        return self._any[1]

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.writing() as connection:
                yield connection
        finally:
            self._changes += 1

    async def of(self, services: Collection[str]) -> list[Trigger]:
        """In their order."""
        query = select(triggers).where(triggers.c.service.in_(services))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(triggers.c.service, triggers.c.position, triggers.c.id))
            return [_trigger(row) for row in rows]

    async def titles(self, doers: Iterable[str]) -> dict[str, str]:
        """By the name under which they stand in histories; people have none."""
        ids = {int(each.removeprefix(BY)) for each in doers if each.startswith(BY)}
        if not ids:
            return {}
        async with self._database.reading() as connection:
            rows = await connection.execute(select(triggers.c.id, triggers.c.title).where(triggers.c.id.in_(ids)))
            return {f"{BY}{row.id}": row.title for row in rows}

    async def put(self, trigger: Trigger, by: str, at: float) -> Trigger:
        """id 0: a new one, after all others."""
        body = msgspec.json.encode(Body(trigger.blocks, trigger.actions)).decode()
        row = {"title": trigger.title, "active": trigger.active, "body": body, "changed_by": by, "changed_at": at}
        async with self._changing() as connection:
            if trigger.id:
                await connection.execute(update(triggers).where(triggers.c.id == trigger.id).values(**row))
                return trigger
            last = select(func.max(triggers.c.position)).where(triggers.c.service == trigger.service)
            place = (await connection.scalar(last) or 0) + 1
            made = await connection.execute(insert(triggers).values(service=trigger.service, position=place, **row))
            id = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
        return replace(trigger, id=id, position=place)

    async def remove(self, id: int) -> None:
        """What it did stays on record."""
        async with self._changing() as connection:
            await connection.execute(delete(triggers).where(triggers.c.id == id))

    async def order(self, service: str, ids: Iterable[int]) -> None:
        async with self._changing() as connection:
            for place, id in enumerate(ids, 1):
                here = (triggers.c.id == id) & (triggers.c.service == service)
                await connection.execute(update(triggers).where(here).values(position=place))

    # --- what they did -----------------------------------------------------------------------------------------------

    async def note(self, ticket: int, firing: Firing, at: float, trouble: str) -> None:
        told = (wordless(firing.because), firing.effects)
        because, effects = (msgspec.json.encode(each).decode() for each in told)
        row = {"trigger": firing.trigger.id, "title": firing.trigger.title, "ticket": ticket, "at": at}
        async with self._database.writing() as connection:
            line = insert(trigger_firings).values(**row, because=because, effects=effects, trouble=trouble)
            await connection.execute(line)

    async def fired(self, *, ticket: int = 0, trigger: int = 0) -> list[Fired]:
        """Of a ticket or of a trigger, newest first."""
        of = trigger_firings.c
        query = select(trigger_firings).where(of.ticket == ticket if ticket else of.trigger == trigger)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(of.id.desc()).limit(MOST))
            return [_fired(row) for row in rows]

    async def past(self, ticket: int) -> Past:
        of, events = trigger_firings.c, ticket_events.c
        last = select(of.trigger, func.max(of.at).label("at")).where(of.ticket == ticket).group_by(of.trigger)
        by_people = select(func.max(events.at)).where(events.ticket == ticket, events.by.not_like(f"{BY}%"))
        async with self._database.reading() as connection:
            fired = {row.trigger: row.at for row in await connection.execute(last)}
            opened = await connection.scalar(select(tickets.c.opened_at).where(tickets.c.id == ticket))
            return Past(fired, max(await connection.scalar(by_people) or 0.0, opened or 0.0))

    # --- tags, and whose turn it is ----------------------------------------------------------------------------------

    async def tags(self, ticket: int) -> frozenset[str]:
        async with self._database.reading() as connection:
            return frozenset(await connection.scalars(select(ticket_tags.c.tag).where(ticket_tags.c.ticket == ticket)))

    async def put_tags(self, ticket: int, tags: Collection[str]) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(ticket_tags).where(ticket_tags.c.ticket == ticket))
            if tags:
                rows = [{"ticket": ticket, "tag": each} for each in sorted(tags)]
                await connection.execute(insert(ticket_tags), rows)

    async def turns(self) -> dict[int, str]:
        async with self._database.reading() as connection:
            return {row.group: row.last for row in await connection.execute(select(group_turns))}

    async def put_turns(self, turns: Mapping[int, str]) -> None:
        async with self._database.writing() as connection:
            for group, last in turns.items():
                await connection.execute(delete(group_turns).where(group_turns.c.group == group))
                await connection.execute(insert(group_turns).values(group=group, last=last))

    async def waiting(self, services: Collection[str], over: Sequence[str]) -> list[int]:
        """Tickets of these services that are not over, for triggers that ask for a time."""
        of = tickets.c
        query = select(of.id).where(of.service.in_(services), of.state.not_in(over)).order_by(of.id)
        async with self._database.reading() as connection:
            return list(await connection.scalars(query))


def wordless(because: tuple[JudgedBlock, ...]) -> tuple[JudgedBlock, ...]:
    """Without what people wrote: the log must not keep words that are masked later."""

    def row(each: Judged) -> Judged:
        return replace(each, found="") if each.condition.field in WRITTEN else each

    return tuple(replace(block, conditions=tuple(map(row, block.conditions))) for block in because)


def _trigger(row: Row[*tuple[object, ...]]) -> Trigger:
    body = msgspec.json.decode(row.body, type=Body)
    return Trigger(row.id, row.service, row.title, body.blocks, body.actions, row.active, row.position)


def _fired(row: Row[*tuple[object, ...]]) -> Fired:
    because = msgspec.json.decode(row.because, type=tuple[JudgedBlock, ...])
    effects = msgspec.json.decode(row.effects, type=tuple[TriggerEffect, ...])
    return Fired(row.id, row.trigger, row.title, row.ticket, row.at, because, effects, row.trouble)
