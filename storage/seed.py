"""Brings a plan and its accounts into a database: all into an empty one, what is new into one that has had a demo.

What is there already stays as it is, and what has been removed stays away: each thing is brought once (`demo_brought`).
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.plan import Person, Plan
from cti.queue import levels_of, settings_of
from storage.conduct import body_of
from storage.database import Database
from storage.people import Passwords, add_person
from storage.queues import columns, members
from storage.tables import (
    conduct_policies,
    demo_brought,
    numbers,
    people,
    person_skills,
    queue_members,
    queues,
    reasons,
    secured_services,
    services,
    skills,
)

Row = Mapping[str, object]


async def seed(database: Database, plan: Plan, password: str, passwords: Passwords | None = None) -> None:
    """Add what is missing of the plan; new accounts get this password. A second run changes nothing."""
    async with database.reading() as connection:
        missing = [each for id, each in plan.people.items() if id not in await _known(connection, people.c.id)]
    hasher = passwords or Passwords()
    accounts = [(person, await hasher.hash(password)) for person in missing]
    async with database.writing() as connection:
        new = await _add(connection, services, services.c.id, _services(plan))
        secured = [{"service": id, "since": 0.0} for id in sorted(new)]  # who seeds is the provider
        await _add(connection, secured_services, secured_services.c.service, secured)
        await _add_people(connection, accounts)
        await _add_new(connection, numbers, numbers.c.number, _numbers(plan))
        await _add_members(connection, plan, await _add_new(connection, queues, queues.c.id, _queues(plan)))
        await _add(connection, reasons, reasons.c.id, _reasons(plan))
        await _add_skills(connection, plan)
        await _add(connection, conduct_policies, conduct_policies.c.service, _policies(plan))


async def _known(connection: AsyncConnection, column: Column[str]) -> set[str]:
    return set(await connection.scalars(select(column)))


async def _add(connection: AsyncConnection, table: Table, key: Column[str], rows: Sequence[Row]) -> set[str]:
    """Insert the rows whose key is not there; give the keys that were added."""
    known = await _known(connection, key)
    new = [dict(row) for row in rows if row[key.name] not in known]
    if new:
        await connection.execute(table.insert(), new)
    return {str(row[key.name]) for row in new}


async def _add_new(connection: AsyncConnection, table: Table, key: Column[str], rows: Sequence[Row]) -> set[str]:
    """As `_add`, without those that a demo has brought before: what is missing of them has been removed."""
    had = set(await connection.scalars(select(demo_brought.c.key).where(demo_brought.c.what == table.name)))
    new = [row for row in rows if row[key.name] not in had]
    if new:
        await connection.execute(demo_brought.insert(), [{"what": table.name, "key": row[key.name]} for row in new])
    return await _add(connection, table, key, new)


async def _add_people(connection: AsyncConnection, accounts: Sequence[tuple[Person, str]]) -> None:
    for person, hash in accounts:
        await add_person(connection, person, hash)


async def _add_members(connection: AsyncConnection, plan: Plan, added: set[str]) -> None:
    new = [plan.queues[id] for id in sorted(added)]
    rows = [row for queue in new for row in members(queue.id, levels_of(queue), queue.reserve)]
    if rows:
        await connection.execute(queue_members.insert(), rows)


async def _add_skills(connection: AsyncConnection, plan: Plan) -> None:
    """Levels of skills and targets come with what is new only: what was changed meanwhile stays."""
    known = [{"id": each.id, "service": each.service, "name": each.name} for each in plan.skills.values()]
    added = await _add_new(connection, skills, skills.c.id, known)
    levels = [
        {"person": person, "skill": skill, "level": level}
        for person, has in plan.levels.items()
        for skill, level in has.items()
        if skill in added and person in plan.people
    ]
    if levels:
        await connection.execute(person_skills.insert(), levels)


def _services(plan: Plan) -> list[Row]:
    return [{"id": each.id, "name": each.name, "language": each.language} for each in plan.services.values()]


def _numbers(plan: Plan) -> list[Row]:
    return [{"number": each.number, "service": each.service, "route": each.route} for each in plan.numbers.values()]


def _queues(plan: Plan) -> list[Row]:
    named = (({"id": each.id, "name": each.name, "service": each.service}, each) for each in plan.queues.values())
    return [{**names, **columns(settings_of(queue))} for names, queue in named]


def _reasons(plan: Plan) -> list[Row]:
    return [
        {"id": each.id, "state": each.state, "position": place, "names": each.names}
        for place, each in enumerate(plan.reasons.values())
    ]


def _policies(plan: Plan) -> list[Row]:
    return [{"service": service, "body": body_of(conduct)} for service, conduct in plan.conduct.items()]
