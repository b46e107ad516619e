"""The house's desk phones: added and removed while calls come in, in the database, the plan and Asterisk alike.

A secret is made here, told once, and kept as its digest. What Asterisk does not take now it gets at the next connect,
so a phone that is stored is never forgotten.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from asterisk.ari.errors import AriError
from asterisk.desk_phones import Account, Registration, digest_of
from cti.plan import DeskPhone, Plan
from storage.phones import PhoneBook, StoredPhone

logger = logging.getLogger(__name__)
SECRET_BYTES = 18


class Registrar(Protocol):
    """Where phones register. `asterisk.desk_phones.DeskPhones` is one."""

    def state(self, id: str) -> Registration: ...

    def know(self, accounts: Iterable[Account]) -> None: ...

    async def add(self, account: Account) -> None: ...

    async def remove(self, id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What has to be typed into a phone; never to be seen again."""

    id: str
    secret: str


class DeskPhones:
    def __init__(self, plan: Plan, book: PhoneBook, registrar: Registrar, clock: Callable[[], float]) -> None:
        self._plan, self._book, self._registrar, self._clock = plan, book, registrar, clock
        self._seen: dict[str, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def load(self) -> None:
        """Before anything runs."""
        stored = await self._book.all()
        self._seen = {each.id: each.seen_at for each in stored}
        self._plan.phones.update({each.id: DeskPhone(each.id, each.name) for each in stored})
        self._registrar.know(Account(each.id, each.digest) for each in stored)

    def registration(self, id: str) -> Registration:
        return self._registrar.state(id)

    def seen_at(self, id: str) -> float:
        return self._registrar.state(id).seen_at or self._seen.get(id, 0.0)

    async def add(self, id: str, name: str) -> Given:
        """Raises `sqlalchemy.exc.IntegrityError` where the id is taken."""
        given = _given(id)
        digest = digest_of(id, given.secret)
        await self._book.add(StoredPhone(id, name, digest, self._clock()))
        self._plan.phones[id] = DeskPhone(id, name)
        await self._push(Account(id, digest))
        return given

    async def renew(self, id: str) -> Given:
        """Another secret; the old one does not fit any more."""
        given = _given(id)
        digest = digest_of(id, given.secret)
        await self._book.set_digest(id, digest)
        await self._push(Account(id, digest))
        return given

    async def remove(self, id: str) -> None:
        await self._book.remove(id)
        self._plan.phones.pop(id, None)
        try:
            await self._registrar.remove(id)
        except AriError as error:
            logger.warning("Asterisk still knows a phone that was removed: %s", error)

    def changed(self, id: str) -> None:
        """It came or went: remember when it was last there."""
        task = asyncio.create_task(self._book.seen(id, self.seen_at(id)))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _push(self, account: Account) -> None:
        try:
            await self._registrar.add(account)
        except AriError as error:
            logger.warning("Asterisk gets a phone's new secret at the next connect: %s", error)


def _given(id: str) -> Given:
    return Given(id, secrets.token_urlsafe(SECRET_BYTES))
