"""Caller ids with their certificates, and the rules of what may be called. Plain records; the plan holds a copy."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cti.dial_rules import CallerId, CallerIdState, DialRules, Pattern
from storage.database import Database
from storage.tables import caller_ids, certificates, dial_rules


@dataclass(frozen=True, slots=True)
class Certificate:
    """name: of the file as it was uploaded; type: its media type, by its content."""

    name: str
    type: str
    content: bytes


class Outbound:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: CallerId, certificate: Certificate) -> CallerId:
        """With the next number; the one of `new` is not looked at."""
        values = _row(new) | {"certificate": certificate.name}
        async with self._database.writing() as connection:
            made = await connection.execute(insert(caller_ids).values(values).returning(caller_ids.c.id))
            id = made.scalar_one()
            kept = {"caller_id": id, "type": certificate.type, "content": certificate.content}
            await connection.execute(insert(certificates).values(kept))
        return CallerId(**asdict(new) | {"id": id, "certificate": certificate.name})

    async def change(self, changed: CallerId) -> None:
        """Everything but the certificate."""
        values = _row(changed)
        async with self._database.writing() as connection:
            await connection.execute(update(caller_ids).where(caller_ids.c.id == changed.id).values(values))

    async def replace_certificate(self, id: int, another: Certificate) -> None:
        kept = {"type": another.type, "content": another.content}
        async with self._database.writing() as connection:
            await connection.execute(update(certificates).where(certificates.c.caller_id == id).values(kept))
            named = update(caller_ids).where(caller_ids.c.id == id).values(certificate=another.name)
            await connection.execute(named)

    async def remove(self, id: int) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(certificates).where(certificates.c.caller_id == id))
            await connection.execute(delete(caller_ids).where(caller_ids.c.id == id))

    async def certificate(self, id: int) -> Certificate | None:
        both = select(caller_ids.c.certificate, certificates.c.type, certificates.c.content)
        query = both.join(certificates, certificates.c.caller_id == caller_ids.c.id).where(caller_ids.c.id == id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return Certificate(row[0], row[1], row[2]) if row else None

    async def set_rules(self, service: str, rules: DialRules) -> None:
        """service: "" for the organisation."""
        async with self._database.writing() as connection:
            await connection.execute(delete(dial_rules).where(dial_rules.c.service == service))
            await connection.execute(insert(dial_rules).values({"service": service, **asdict(rules)}))


async def read_caller_ids(connection: AsyncConnection) -> dict[int, CallerId]:
    rows = await connection.execute(select(caller_ids).order_by(caller_ids.c.id))
    return {row.id: CallerId(**dict(row._mapping) | {"state": CallerIdState(row.state)}) for row in rows}


async def read_dial_rules(connection: AsyncConnection) -> dict[str, DialRules]:
    return {row.service: _rules(row) for row in await connection.execute(select(dial_rules))}


def _rules(row: Row[tuple[object, ...]]) -> DialRules:
    lists = {name: tuple(Pattern(**each) for each in getattr(row, name)) for name in ("allow", "deny")}
    return DialRules(row.country, row.international, row.premium, **lists)


def _row(known: CallerId) -> dict[str, Any]:
    values = asdict(known) | {"state": known.state.value}
    del values["id"], values["certificate"]
    return values
