"""What can be found in a ticket: written with every change, in the transaction of the change."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from storage.tables import ticket_events, ticket_texts, ticket_values, tickets
from ticketing.fields import in_words
from ticketing.grams import findable, grams, titled

FIRST = insert(ticket_texts)
PARTS = (tickets.c.caller, tickets.c.subject, tickets.c.note)


def text_row(parts: Iterable[str], title: str = "") -> dict[str, str]:
    """The columns for these texts of one ticket. title: which of them is its title."""
    text = findable(" ".join(filter(None, parts)))
    return {"text": text, "words": " ".join(sorted(grams(text) | titled(title)))}


def first_text(ticket: int, caller: str) -> tuple[Executable, dict[str, object]]:
    """Of a ticket that was opened just now."""
    return FIRST, {"ticket": ticket, **text_row([caller])}


async def write_text(connection: AsyncConnection, ticket: int) -> None:
    """As the ticket is now, with what was said about it."""
    row = (await connection.execute(select(*PARTS).where(tickets.c.id == ticket))).one_or_none()
    if row is None:
        return
    said = select(ticket_events.c.text).where(ticket_events.c.ticket == ticket, ticket_events.c.text != "")
    filled = select(ticket_values.c.value).where(ticket_values.c.ticket == ticket).order_by(ticket_values.c.field)
    values = [in_words(value) for value in await connection.scalars(filled)]
    parts = [*row, *(await connection.scalars(said.order_by(ticket_events.c.id))), *values]
    await connection.execute(delete(ticket_texts).where(ticket_texts.c.ticket == ticket))
    await connection.execute(insert(ticket_texts).values(ticket=ticket, **text_row(parts, row.subject)))
