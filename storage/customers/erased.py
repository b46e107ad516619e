"""Whose number is gone because the customer was erased: nobody withheld it.

Rule: it is asked of the contacts, which stay with the record that was once given; no list keeps it a second time.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.among import among
from storage.tables import callbacks, customer_contacts, customers, tickets


def _erased(kind: str, id: ColumnElement[int], caller: ColumnElement[str]) -> ColumnElement[bool]:
    """Only of what has no number any more: all others need no look into the contacts."""
    of = customer_contacts.c
    gone = exists().where(of.kind == kind, of.id == id, customers.c.id == of.customer, customers.c.erased_at > 0)
    return and_(caller == "", gone.correlate(id.table)).label("erased")


TICKET_ERASED = _erased("ticket", tickets.c.id, tickets.c.caller)
CALLBACK_ERASED = _erased("callback", callbacks.c.id, callbacks.c.caller)


async def erased_calls(connection: AsyncConnection, calls: Collection[str]) -> set[str]:
    """Of these calls those whose customer was erased."""
    if not calls:
        return set()
    of = customer_contacts.c
    query = select(of.call).join(customers, customers.c.id == of.customer)
    rows = await connection.scalars(query.where(among(of.call, list(calls)), customers.c.erased_at > 0))
    return set(rows)
