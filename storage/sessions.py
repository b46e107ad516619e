"""Sessions of people who are signed in. The token is 256 random bits; only its SHA-256 is kept."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from storage.database import Database
from storage.lately import Lately
from storage.tables import sessions

IDLE_LIMIT = 12 * 3600.0  # s without a request before a session ends
LIMIT = 7 * 24 * 3600.0  # s before a session ends in any case
MOST_LATE = 4 * 3600.0  # s after its end in which a session is still known, for who is in a call just then
ID_LENGTH = 16
TOUCH_AFTER = 300.0  # s between two notes that a session is in use; every request would be too many writes


@dataclass(frozen=True, slots=True)
class Session:
    """token: what the cookie carries; csrf: what every change must carry as a header."""

    token: str
    person: str

    @property
    def id(self) -> str:
        """What the session is called in lists: enough of the hash to tell it from others."""
        return hashed_name(self.token)

    @property
    def csrf(self) -> str:
        return hmac.new(self.token.encode(), b"csrf", hashlib.sha256).hexdigest()

    def is_csrf(self, given: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), given.encode())


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as its person sees it. address, browser: as told at the beginning; times: epoch seconds."""

    id: str
    address: str
    browser: str
    begun_at: float
    seen_at: float


class Sessions:
    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock
        self._lately: Lately[Session] = Lately(clock)  # by the hash of the token

    async def begin(self, person: str, address: str = "", browser: str = "") -> Session:
        session, now = Session(secrets.token_urlsafe(32), person), self._clock()
        row = {"token_hash": _hash(session.token), "person": person, "begun_at": now, "seen_at": now}
        row |= {"address": address[:100], "browser": browser[:300]}
        async with self._database.writing() as connection:
            await connection.execute(delete(sessions).where(is_forgotten(now)))
            await connection.execute(insert(sessions).values(**row))
        return session

    async def find(self, token: str, late: float = 0.0) -> Session | None:
        """None for a token that nobody has or that is too old. late: seconds after its end in which it counts."""
        now, hash = self._clock(), _hash(token)
        if not late and (known := self._lately.find(hash)):
            return known
        changes = self._lately.changes
        query = select(sessions.c.person, sessions.c.seen_at)
        mine = sessions.c.token_hash == hash
        async with self._database.reading() as connection:
            row = (await connection.execute(query.where(mine, ~is_over(now - late)))).first()
        if row is None:
            return None
        if not late and now - row.seen_at > TOUCH_AFTER:
            async with self._database.writing() as connection:
                await connection.execute(update(sessions).where(mine).values(seen_at=now))
        found = Session(token, row.person)
        if not late:
            self._lately.keep(hash, found, changes)
        return found

    async def end(self, token: str) -> None:
        async with self._lately.changing(self._database) as connection:
            await connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))

    async def of(self, person: str) -> list[SessionLine]:
        """Those that live, the newest first."""
        mine = (sessions.c.person == person, ~is_over(self._clock()))
        query = select(sessions).where(*mine).order_by(sessions.c.seen_at.desc())
        async with self._database.reading() as connection:
            return [
                SessionLine(row.token_hash[:ID_LENGTH], row.address, row.browser, row.begun_at, row.seen_at)
                for row in await connection.execute(query)
            ]

    async def end_one(self, person: str, id: str) -> bool:
        """One of this person's, by its name in the list."""
        if len(id) != ID_LENGTH:
            return False
        mine = (sessions.c.person == person, sessions.c.token_hash.startswith(id, autoescape=True))
        async with self._lately.changing(self._database) as connection:
            return (await connection.execute(delete(sessions).where(*mine))).rowcount > 0

    async def end_all_of(self, person: str, but: str = "") -> None:
        """Everywhere: for a new password or an account that is closed. but: the token of one that goes on."""
        mine = (sessions.c.person == person, sessions.c.token_hash != _hash(but))
        async with self._lately.changing(self._database) as connection:
            await connection.execute(delete(sessions).where(*mine))


def is_forgotten(now: float) -> ColumnElement[bool]:
    return is_over(now - MOST_LATE)


def is_over(now: float) -> ColumnElement[bool]:
    return or_(sessions.c.seen_at < now - IDLE_LIMIT, sessions.c.begun_at < now - LIMIT)


def hashed_name(token: str) -> str:
    """What the session of this token is called in lists."""
    return _hash(token)[:ID_LENGTH]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
