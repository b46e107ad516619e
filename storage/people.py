"""Accounts: who may sign in, as what, for which services. Passwords are argon2id hashes; nobody can read them back."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.plan import Person
from cti.rights import PHONE, ROLES, Grants, completed, granted, roles_of, services_of
from storage.database import Database
from storage.lately import Lately
from storage.organisation import RightChange, add_change
from storage.tables import people, person_rights, services

AT_ONCE = 2  # hashes; each takes 64 MiB and a core for some 50 ms


@dataclass(frozen=True, slots=True)
class Account:
    """A person as stored, without the password. person: with the rights as given, whatever is contracted.

    cti: has a CTI id to take calls with; number: of the own line; has_password: signed in once, or could;
    takes_tickets: is given tickets (ME-05); two_factors: signs in with a code too.
    """

    person: Person
    active: bool
    email: str = ""
    nickname: str = ""
    cti: bool = False
    cti_id: str = ""
    number: str = ""
    takes_tickets: bool = True
    has_password: bool = True
    two_factors: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """What is kept of a person beside the rights; None leaves what is there."""

    name: str | None = None
    nickname: str | None = None
    email: str | None = None
    language: str | None = None
    cti: bool | None = None
    cti_id: str | None = None
    number: str | None = None
    takes_tickets: bool | None = None


class Passwords:
    """Hashes and checks in threads, a few at once, so that nobody else waits for it."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._nobody = ""

    async def hash(self, password: str) -> str:
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, hash: str, password: str) -> bool:
        """An unknown person ("" for the hash) takes as long as a wrong password: nobody learns who has an account."""
        known = hash or await self._hash_of_nobody()
        async with self._places:
            return await asyncio.to_thread(self._verify, known, password) and bool(hash)

    async def _hash_of_nobody(self) -> str:
        self._nobody = self._nobody or await self.hash("nobody")
        return self._nobody

    def _verify(self, hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


class People:
    def __init__(self, database: Database, passwords: Passwords | None = None) -> None:
        self._database, self._passwords = database, passwords or Passwords()
        self._lately: Lately[Person] = Lately()

    async def sign_in(self, login: str, password: str) -> Person | None:
        """The person, where the account is active and the password fits."""
        async with self._database.reading() as connection:
            query = select(people.c.password).where(people.c.id == login, people.c.active)
            hash = await connection.scalar(query)
        fits = await self._passwords.fits(hash or "", password)
        return await self.get(login) if fits else None

    async def get(self, id: str) -> Person | None:
        """None for who is not there or not active."""
        if known := self._lately.find(id):
            return known
        changes = self._lately.changes
        account = await self.account(id)
        if account is None or not account.active:
            return None
        self._lately.keep(id, account.person, changes)
        return account.person

    async def account(self, id: str) -> Account | None:
        async with self._database.reading() as connection:
            found = await read_people(connection, id)
        return found[0] if found else None

    async def register(self, person: Person, details: Details, changes: Iterable[RightChange]) -> None:
        """Somebody new, who cannot sign in before a password is set. Raises as `add`."""
        async with self._lately.changing(self._database) as connection:
            await add_person(connection, person, "")
            await _put_details(connection, person.id, details)
            for change in changes:
                await add_change(connection, change)

    async def put_details(self, id: str, details: Details) -> None:
        async with self._lately.changing(self._database) as connection:
            await _put_details(connection, id, details)

    async def put_rights(self, id: str, rights: Grants, changes: Iterable[RightChange]) -> None:
        """The rights and what is on record of the change, or neither."""
        async with self._lately.changing(self._database) as connection:
            await put_rights(connection, id, completed(rights))
            for change in changes:
                await add_change(connection, change)

    async def all(self) -> list[Account]:
        async with self._database.reading() as connection:
            return await read_people(connection)

    async def add(self, person: Person, password: str) -> None:
        """Raises `sqlalchemy.exc.IntegrityError` where the login is taken, ValueError for a role that there is not."""
        hash = await self._passwords.hash(password)
        async with self._lately.changing(self._database) as connection:
            await add_person(connection, person, hash)

    async def set_password(self, id: str, password: str) -> bool:
        """False when there is no such account."""
        hash = await self._passwords.hash(password)
        async with self._database.writing() as connection:
            done = await connection.execute(update(people).where(people.c.id == id).values(password=hash))
        return done.rowcount == 1

    async def set_language(self, id: str, language: str) -> None:
        async with self._lately.changing(self._database) as connection:
            await connection.execute(update(people).where(people.c.id == id).values(language=language))

    async def set_active(self, id: str, active: bool) -> None:
        async with self._lately.changing(self._database) as connection:
            await connection.execute(update(people).where(people.c.id == id).values(active=active))


async def _put_details(connection: AsyncConnection, id: str, details: Details) -> None:
    row = {name: value for name, value in asdict(details).items() if value is not None}
    if row:
        await connection.execute(update(people).where(people.c.id == id).values(**row))


async def add_person(connection: AsyncConnection, person: Person, hash: str) -> None:
    unknown = person.roles.difference(ROLES)
    if unknown:
        raise ValueError(f"there is no role {', '.join(sorted(unknown))}; there are {', '.join(ROLES)}")
    row = {"id": person.id, "name": person.name, "language": person.language, "cti": person.cti}
    await connection.execute(insert(people).values(**row, password=hash, active=True))
    rights = person.rights or granted(person.roles, await _services(connection, person), person.cti)
    await put_rights(connection, person.id, completed(rights))


async def put_rights(connection: AsyncConnection, person: str, rights: Grants) -> None:
    """These and no others."""
    await connection.execute(delete(person_rights).where(person_rights.c.person == person))
    rows = [{"person": person, "service": service, "right": right} for service, right in sorted(rights)]
    if rows:
        await connection.execute(insert(person_rights), rows)


async def _services(connection: AsyncConnection, person: Person) -> Iterable[str]:
    """An owner without a service works for all that there are."""
    known = set(await connection.scalars(select(services.c.id)))
    if unknown := person.services - known:
        raise ValueError(f"there is no service {', '.join(sorted(unknown))}")
    return known if "owner" in person.roles and not person.services else person.services


async def read_people(connection: AsyncConnection, id: str = "") -> list[Account]:
    """One account, or all of them by login. In one question, for requests wait for it."""
    query = (
        select(people, person_rights.c.service, person_rights.c.right)
        .outerjoin(person_rights, person_rights.c.person == people.c.id)
        .order_by(people.c.id)
    )
    rows = await connection.execute(query.where(people.c.id == id) if id else query)
    return [_account(list(same)) for _, same in groupby(rows, lambda row: row.id)]


def _account(rows: Sequence[Row[tuple[object, ...]]]) -> Account:
    """rows: of one person, one for each right."""
    first = rows[0]
    rights = frozenset((row.service, row.right) for row in rows if row.right)
    cti = first.cti and any(right in PHONE for _, right in rights)
    person = Person(first.id, first.name, roles_of(rights), services_of(rights), cti, first.language, rights)
    return Account(
        person,
        first.active,
        first.email,
        first.nickname,
        first.cti,
        first.cti_id,
        first.number,
        first.takes_tickets,
        bool(first.password),
        bool(first.second) and not first.second.startswith("?"),
    )
