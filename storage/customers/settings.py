"""What each service keeps of its customers, for how long, and its own system that is asked about them."""

from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from storage.database import Database
from storage.tables import customer_settings
from ticketing.customers.fields import Keeping


class CustomerSettings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def keeping(self, service: str) -> Keeping:
        row = await self._row(service)
        return msgspec.convert(row["body"], Keeping) if row else Keeping()

    async def put_keeping(self, service: str, keeping: Keeping) -> None:
        await self._put(service, body=msgspec.to_builtins(keeping))

    async def api(self, service: str) -> tuple[dict[str, Any], str, str]:
        """(what it is, its keys for signing and encrypting, both sealed); ({}, "", "") for none."""
        row = await self._row(service)
        return (row["api"] or {}, row["key"], row["cipher"]) if row else ({}, "", "")

    async def put_api(self, service: str, api: dict[str, Any]) -> None:
        await self._put(service, api=api)

    async def put_keys(self, service: str, **sealed: str) -> None:
        """key, cipher; what is left out stays."""
        await self._put(service, **sealed)

    async def months(self) -> dict[str, int]:
        """How long each service keeps customers; only those that do not for ever."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(customer_settings.c.service, customer_settings.c.body))).all()
        kept = {row.service: msgspec.convert(row.body, Keeping).months for row in rows}
        return {service: months for service, months in kept.items() if months}

    async def _row(self, service: str) -> dict[str, Any] | None:
        query = select(customer_settings).where(customer_settings.c.service == service)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return dict(row._mapping) if row else None

    async def _put(self, service: str, **values: object) -> None:
        is_mine = customer_settings.c.service == service
        async with self._database.writing() as connection:
            done = await connection.execute(update(customer_settings).where(is_mine).values(**values))
            if not done.rowcount:
                empty = {"service": service, "body": msgspec.to_builtins(Keeping())}
                await connection.execute(insert(customer_settings).values(**empty | values))
