"""Single sign-on: the provider of the organisation, and as whom people are known there."""

from dataclasses import asdict, dataclass, field
from typing import Literal

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.tables import person_subjects, sign_on

THE_ONE = "organisation"


@dataclass(frozen=True, slots=True)
class Provider:
    """name: on the button; secret: sealed; match: by which somebody is found the first time; creates: who is not found
    gets an account without rights."""

    name: str
    issuer: str
    client: str
    secret: str = field(repr=False)
    match: Literal["email", "subject"] = "email"
    creates: bool = False
    active: bool = True
    updated_by: str = ""
    updated_at: float = 0.0


class SignOns:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def provider(self) -> Provider | None:
        columns = [each for each in sign_on.c if each.name != "id"]
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*columns).where(sign_on.c.id == THE_ONE))).first()
        return Provider(**row._mapping) if row else None

    async def put(self, new: Provider | None) -> None:
        """None: there is none any more."""
        async with self._database.writing() as connection:
            await connection.execute(delete(sign_on))
            if new is not None:
                await connection.execute(insert(sign_on).values(id=THE_ONE, **asdict(new)))

    async def known_as(self, issuer: str, subject: str) -> str | None:
        """The login of who is known there so."""
        mine = (person_subjects.c.issuer == issuer, person_subjects.c.subject == subject)
        async with self._database.reading() as connection:
            found: str | None = await connection.scalar(select(person_subjects.c.person).where(*mine))
        return found

    async def know(self, issuer: str, subject: str, person: str, now: float) -> None:
        async with self._database.writing() as connection:
            row = {"issuer": issuer, "subject": subject, "person": person, "at": now}
            await connection.execute(insert(person_subjects).values(**row))
