"""Tickets and callbacks of before there were customers, filed a few at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Table, exists, select

from cti.plan import Plan
from storage.customers.keeping import CALLBACK, TICKET, contact, met
from storage.database import Database
from storage.tables import callbacks, customer_contacts, tickets

AT_ONCE = 200
KINDS: dict[str, tuple[Table, str]] = {TICKET: (tickets, "opened_at"), CALLBACK: (callbacks, "asked_at")}


class Filing:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def file(self, plan: Plan, kind: str, after: int) -> int:
        """The next few after this number. The last number that was looked at; 0 when there are no more."""
        table, at = KINDS[kind]
        async with self._database.writing() as connection:
            rows = await self._unfiled(table, kind, after)
            for row in rows:
                found = contact(plan, kind, row.id, row.call, row.service, row.caller, getattr(row, at))
                for statement, values in met(found):
                    await connection.execute(statement, values)
        return rows[-1].id if rows else 0

    async def _unfiled(self, table: Table, kind: str, after: int) -> Sequence[Row[tuple[Any, ...]]]:
        filed = exists().where(customer_contacts.c.kind == kind, customer_contacts.c.id == table.c.id)
        query = select(table).where(table.c.id > after, table.c.caller != "", ~filed)
        async with self._database.reading() as connection:
            return (await connection.execute(query.order_by(table.c.id).limit(AT_ONCE))).all()
