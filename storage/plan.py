"""The plan as stored: services, numbers, queues with their members, people, reasons."""

from collections.abc import Sequence

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.contract import ServiceState, as_contracted
from cti.plan import Number, Plan, Reason, Service
from storage.conduct import read_policies
from storage.database import Database
from storage.outbound import read_caller_ids, read_dial_rules
from storage.people import read_people
from storage.queues import read_queues
from storage.skills import read_levels, read_skills, read_targets
from storage.tables import numbers, reasons, services


async def load_plan(database: Database) -> Plan:
    """Everything as of now. People who are not active are left out, as members of queues too."""
    async with database.reading() as connection:
        known = {row.id: service_of(row) for row in await _all(connection, services)}
        accounts = [account.person for account in await read_people(connection) if account.active]
        people = {person.id: as_contracted(person, known) for person in accounts}
        return Plan(
            services=known,
            numbers={row.number: Number(row.number, row.service, row.route) for row in await _all(connection, numbers)},
            queues=await read_queues(connection, set(people)),
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
    return Service(row.id, row.name, row.language, phone, row.kind, row.state, functions, row.open_api)


async def _reasons(connection: AsyncConnection) -> Sequence[Row[tuple[object, ...]]]:
    return (await connection.execute(select(reasons).order_by(reasons.c.state, reasons.c.position))).all()


async def _all(connection: AsyncConnection, table: Table) -> Sequence[Row[tuple[object, ...]]]:
    return (await connection.execute(select(table).order_by(*table.primary_key))).all()
