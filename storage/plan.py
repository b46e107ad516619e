"""The plan as stored: services, numbers, queues with their members, people, reasons."""

from collections.abc import Sequence

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.contract import ServiceState, as_contracted
from cti.plan import Number, Plan, Queue, Reason, Recording, Service
from storage.conduct import read_policies
from storage.database import Database
from storage.outbound import read_caller_ids, read_dial_rules
from storage.people import read_people
from storage.skills import read_levels, read_skills, read_targets
from storage.tables import numbers, queue_members, queues, reasons, services


async def load_plan(database: Database) -> Plan:
    """Everything as of now. People who are not active are left out, as members of queues too."""
    async with database.reading() as connection:
        known = {row.id: service_of(row) for row in await _all(connection, services)}
        accounts = [account.person for account in await read_people(connection) if account.active]
        people = {person.id: as_contracted(person, known) for person in accounts}
        members = await _members(connection, set(people))
        return Plan(
            services=known,
            numbers={row.number: Number(row.number, row.service, row.route) for row in await _all(connection, numbers)},
            queues={row.id: _queue(row, members) for row in await _all(connection, queues)},
            people=people,
            reasons={row.id: Reason(row.id, row.state, dict(row.names)) for row in await _reasons(connection)},
            dial_rules=await read_dial_rules(connection),
            caller_ids=await read_caller_ids(connection),
            conduct=await read_policies(connection),
            skills=await read_skills(connection),
            levels=await read_levels(connection),
            transfer_targets=await read_targets(connection),
        )


def service_of(row: Row[tuple[object, ...]]) -> Service:
    functions = frozenset(row.functions)
    phone = "phone" in functions and row.state == ServiceState.IN_USE
    return Service(row.id, row.name, row.language, phone, row.kind, row.state, functions)


def _queue(row: Row[tuple[object, ...]], members: dict[str, frozenset[str]]) -> Queue:
    return Queue(
        row.id,
        row.name,
        row.service,
        row.music,
        row.ring_seconds,
        row.callback_on_abandon,
        members.get(row.id, frozenset()),
        row.service_level_seconds,
        row.auto_answer,
        row.ring_all,
        row.wrap_up_seconds,
        Recording(row.recording),
        row.recording_announced,
        row.recording_days,
        row.survey,
    )


async def _members(connection: AsyncConnection, active: set[str]) -> dict[str, frozenset[str]]:
    members: dict[str, frozenset[str]] = {}
    for row in await _all(connection, queue_members):
        if row.person in active:
            members[row.queue] = members.get(row.queue, frozenset()) | {row.person}
    return members


async def _reasons(connection: AsyncConnection) -> Sequence[Row[tuple[object, ...]]]:
    return (await connection.execute(select(reasons).order_by(reasons.c.state, reasons.c.position))).all()


async def _all(connection: AsyncConnection, table: Table) -> Sequence[Row[tuple[object, ...]]]:
    return (await connection.execute(select(table).order_by(*table.primary_key))).all()
