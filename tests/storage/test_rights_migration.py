"""Accounts with roles become accounts with rights, and back, on a database with people in it."""

import pytest
from sqlalchemy import text

from cti.rights import granted
from storage.database import Database
from storage.migrate import migrate_open
from storage.people import read_people

ROLES = {"ann": {"owner"}, "bo": {"admin"}, "cy": {"supervisor", "agent"}, "di": {"designer"}, "ed": {"agent"}}
SERVICES = {"bo": {"support"}, "cy": {"sales"}, "di": {"support", "sales"}, "ed": {"support"}}


async def filled(database: Database) -> None:
    async with database.writing() as connection:
        for service in ("support", "sales"):
            await connection.execute(text(f"INSERT INTO services VALUES ('{service}', '{service}', 'en')"))
        for person in ROLES:
            cti = str(person == "ed").lower()
            row = f"('{person}', '{person}', '', {cti}, true)"
            await connection.execute(text(f"INSERT INTO people (id, name, password, cti, active) VALUES {row}"))
        for table, each in (("person_roles", ROLES), ("person_services", SERVICES)):
            for person, values in each.items():
                for value in values:
                    await connection.execute(text(f"INSERT INTO {table} VALUES ('{person}', '{value}')"))


async def pairs(database: Database, table: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    async with database.reading() as connection:
        for person, value in await connection.execute(text(f"SELECT * FROM {table}")):
            found.setdefault(person, set()).add(value)
    return found


@pytest.mark.spec("ORG-20", "ORG-24")
async def test_who_had_roles_has_the_rights_that_they_stood_for_and_gets_the_roles_back(database: Database) -> None:
    await migrate_open(database, "0013")
    await filled(database)
    await migrate_open(database, "head")
    async with database.reading() as connection:
        people = {account.person.id: account.person for account in await read_people(connection)}
    every = SERVICES | {"ann": {"support", "sales"}}
    assert {id: one.rights for id, one in people.items()} == {
        id: granted(roles, every[id], id == "ed") for id, roles in ROLES.items()
    }
    await migrate_open(database, "0013")
    assert await pairs(database, "person_roles") == ROLES
    assert await pairs(database, "person_services") == every
