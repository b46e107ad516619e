"""What stands in fields of a ticket, and in the history of its fields: masked with the passages of its texts."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import ticket_events, ticket_fields, ticket_values
from ticketing.fields import AskedKind
from ticketing.masking import changed_value

OF_FIELDS = "field:"  # how the history names what changed, see `storage.tickets.Change`


async def change_values(connection: AsyncConnection, ticket: int, change: Callable[[str], str]) -> None:
    """Every word of it. change: what becomes of a text."""
    await _fields(connection, ticket, change)
    await _history(connection, ticket, change)


async def _fields(connection: AsyncConnection, ticket: int, change: Callable[[str], str]) -> None:
    of = ticket_values.c
    query = select(of.field, of.value, ticket_fields.c.kind).join(ticket_fields, ticket_fields.c.id == of.field)
    for row in (await connection.execute(query.where(of.ticket == ticket))).all():
        value = changed_value(row.value, AskedKind(row.kind), change)
        if value != row.value:
            there = (of.ticket == ticket) & (of.field == row.field)
            await connection.execute(update(ticket_values).where(there).values(value=value))


async def _history(connection: AsyncConnection, ticket: int, change: Callable[[str], str]) -> None:
    of = ticket_events.c
    for row in (await connection.execute(select(of.id, of.changes).where(of.ticket == ticket))).all():
        told = [_told(each, change) for each in row.changes]
        if told != row.changes:
            await connection.execute(update(ticket_events).where(of.id == row.id).values(changes=told))


def _told(each: dict[str, str], change: Callable[[str], str]) -> dict[str, str]:
    if not each["what"].startswith(OF_FIELDS):
        return each
    return {"what": each["what"], "before": change(each["before"]), "after": change(each["after"])}
