"""What lets people and programs in beside a password: links by mail, second factors, recovery codes, API keys.

Tokens are random and kept as their SHA-256; the secret of a second factor is sealed, because it must be read again.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import RowMapping, delete, insert, or_, select, update

from cti.rights import Grants
from storage.database import Database
from storage.tables import api_keys, password_links, people, recovery_codes

LINK_LASTS = 48 * 3600.0  # s
CODES = 10
KEY_PREFIX = "cb_"
TOUCH_AFTER = 300.0  # s between two notes that a key is in use


@dataclass(frozen=True, slots=True)
class ApiKey:
    """addresses: networks from which it may be used, none: from anywhere (keys of before SEC-02 was asked
    for); until: epoch seconds, 0 for ever."""

    id: str
    name: str
    rights: Grants
    addresses: list[str]
    made_by: str
    made_at: float
    until: float = 0.0
    used_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Second:
    """secret: sealed, "" for none; sure: its first code was right; used: step of the last code that counted."""

    secret: str = field(default="", repr=False)
    sure: bool = False
    used: int = 0


class Credentials:
    def __init__(self, database: Database) -> None:
        self._database = database

    # --- links -------------------------------------------------------------------------------------------------------

    async def new_link(self, person: str, now: float) -> str:
        """The token of a new link; older ones of the person are worth nothing any more."""
        token = secrets.token_urlsafe(32)
        async with self._database.writing() as connection:
            await connection.execute(delete(password_links).where(password_links.c.person == person))
            row = {"token_hash": hashed(token), "person": person, "until": now + LINK_LASTS}
            await connection.execute(insert(password_links).values(**row))
        return token

    async def use_link(self, token: str, now: float) -> str:
        """Whose it is, "" for one that is used, too old or made up. It is used now."""
        mine = password_links.c.token_hash == hashed(token)
        async with self._database.writing() as connection:
            row = (await connection.execute(select(password_links).where(mine))).first()
            await connection.execute(delete(password_links).where(mine))
        return row.person if row is not None and row.until > now else ""

    # --- second factors ----------------------------------------------------------------------------------------------

    async def second(self, person: str) -> Second:
        query = select(people.c.second, people.c.second_used).where(people.c.id == person)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None or not row.second:
            return Second()
        return Second(row.second.lstrip("?"), not row.second.startswith("?"), row.second_used)

    async def put_second(self, person: str, second: Second) -> None:
        """Without a secret the recovery codes go too."""
        text = second.secret if second.sure or not second.secret else f"?{second.secret}"
        async with self._database.writing() as connection:
            mine = update(people).where(people.c.id == person)
            await connection.execute(mine.values(second=text, second_used=second.used))
            if not second.secret:
                await connection.execute(delete(recovery_codes).where(recovery_codes.c.person == person))

    async def use_step(self, person: str, step: int) -> bool:
        """A code counts once: False where this step, or a later one, was used before."""
        async with self._database.writing() as connection:
            fresh = update(people).where(people.c.id == person, people.c.second_used < step)
            done = await connection.execute(fresh.values(second_used=step))
        return done.rowcount == 1

    async def new_codes(self, person: str) -> list[str]:
        """Recovery codes, told once; older ones are worth nothing any more."""
        codes = [f"{secrets.token_hex(5)}-{secrets.token_hex(5)}" for _ in range(CODES)]
        async with self._database.writing() as connection:
            await connection.execute(delete(recovery_codes).where(recovery_codes.c.person == person))
            rows = [{"person": person, "code_hash": hashed(code)} for code in codes]
            await connection.execute(insert(recovery_codes), rows)
        return codes

    async def use_code(self, person: str, code: str) -> bool:
        """Each counts once."""
        mine = (recovery_codes.c.person == person) & (recovery_codes.c.code_hash == hashed(code.strip().lower()))
        async with self._database.writing() as connection:
            done = await connection.execute(delete(recovery_codes).where(mine))
        return done.rowcount == 1

    # --- API keys ----------------------------------------------------------------------------------------------------

    async def keys(self) -> list[ApiKey]:
        async with self._database.reading() as connection:
            return [_key(row._mapping) for row in await connection.execute(select(api_keys).order_by(api_keys.c.name))]

    async def add_key(self, key: ApiKey) -> str:
        """The token, told once."""
        token = f"{KEY_PREFIX}{secrets.token_urlsafe(32)}"
        row = {name: getattr(key, name) for name in ("id", "name", "addresses", "made_by", "made_at", "until")}
        rights: Sequence[Sequence[str]] = sorted(map(list, key.rights))
        async with self._database.writing() as connection:
            await connection.execute(insert(api_keys).values(**row, rights=rights, token_hash=hashed(token)))
        return token

    async def remove_key(self, id: str) -> bool:
        async with self._database.writing() as connection:
            return (await connection.execute(delete(api_keys).where(api_keys.c.id == id))).rowcount == 1

    async def find_key(self, token: str, now: float) -> ApiKey | None:
        """None for one that nobody has or that is too old."""
        lives = or_(api_keys.c.until == 0, api_keys.c.until > now)
        query = select(api_keys).where(api_keys.c.token_hash == hashed(token), lives)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return None
        if now - row.used_at > TOUCH_AFTER:
            async with self._database.writing() as connection:
                await connection.execute(update(api_keys).where(api_keys.c.id == row.id).values(used_at=now))
        return _key(row._mapping)


def _key(row: RowMapping) -> ApiKey:
    told = {name: row[name] for name in ApiKey.__dataclass_fields__ if name != "rights"}
    return ApiKey(**told, rights=frozenset((service, right) for service, right in row["rights"]))


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
