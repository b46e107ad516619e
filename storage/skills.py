"""Skills, who has them, and the numbers outside to which routes may send callers. The plan holds a copy."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from cti.facts import SkillsChanged
from cti.plan import Skill
from journal import Entry
from storage.database import Database
from storage.tables import person_skills, skills, transfer_targets


def keep(entry: Entry) -> Iterable[Executable]:
    """The rows that follow from a change of skills; the plan is read from them at the next start."""
    match entry.fact:
        case SkillsChanged(person=person, after=after):
            yield delete(person_skills).where(person_skills.c.person == person)
            for skill, level in after.items():
                yield insert(person_skills).values(person=person, skill=skill, level=level)


class Abilities:
    """Plain records: which skills there are, and which numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_skill(self, skill: Skill) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(skills).values(id=skill.id, service=skill.service, name=skill.name))

    async def remove_skill(self, id: str) -> None:
        """From everybody who has it, too."""
        async with self._database.writing() as connection:
            await connection.execute(delete(person_skills).where(person_skills.c.skill == id))
            await connection.execute(delete(skills).where(skills.c.id == id))

    async def set_targets(self, service: str, numbers: dict[str, str]) -> None:
        """numbers: as they are dialled -> their name."""
        async with self._database.writing() as connection:
            await connection.execute(delete(transfer_targets).where(transfer_targets.c.service == service))
            for number, name in numbers.items():
                await connection.execute(insert(transfer_targets).values(service=service, number=number, name=name))


async def read_skills(connection: AsyncConnection) -> dict[str, Skill]:
    rows = await connection.execute(select(skills).order_by(skills.c.service, skills.c.name))
    return {row.id: Skill(row.id, row.name, row.service) for row in rows}


async def read_levels(connection: AsyncConnection) -> dict[str, dict[str, int]]:
    levels: dict[str, dict[str, int]] = {}
    for row in await connection.execute(select(person_skills).order_by(person_skills.c.person, person_skills.c.skill)):
        levels.setdefault(row.person, {})[row.skill] = row.level
    return levels


async def read_targets(connection: AsyncConnection) -> dict[str, dict[str, str]]:
    targets: dict[str, dict[str, str]] = {}
    query = select(transfer_targets).order_by(transfer_targets.c.service, transfer_targets.c.name)
    for row in await connection.execute(query):
        targets.setdefault(row.service, {})[row.number] = row.name
    return targets
