"""What can be found in a ticket: written with every change, in the transaction of the change.

Rule: the index finds candidates, the text decides; so both databases find the same (decision 0029).
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, cast, column, delete, insert, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable

from storage.tables import ticket_events, ticket_texts, ticket_values, tickets
from ticketing.fields import in_words
from ticketing.grams import findable, grams, sought, words

FIRST = insert(ticket_texts)
PARTS = (tickets.c.caller, tickets.c.subject, tickets.c.note)
ticket_grams = table("ticket_grams", column("rowid"), column("ticket_grams"))  # SQLite only, see the migration


def text_row(parts: Iterable[str]) -> dict[str, str]:
    """The columns for these texts of one ticket."""
    text = findable(" ".join(filter(None, parts)))
    return {"text": text, "words": " ".join(sorted(grams(text)))}


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
    await connection.execute(insert(ticket_texts).values(ticket=ticket, **text_row(parts)))


def found_by(query: Select[tuple[int]], asked: str, *, sqlite: bool) -> Select[tuple[int]]:
    """The query narrowed to tickets with all these words in them."""
    query = query.join(ticket_texts, ticket_texts.c.ticket == tickets.c.id)
    if pieces := sought(asked):
        query = _sqlite(query, pieces) if sqlite else query.where(_postgres(pieces))
    return query.where(*(ticket_texts.c.text.contains(word, autoescape=True) for word in words(asked)))


def _sqlite(query: Select[tuple[int]], pieces: list[tuple[str, bool]]) -> Select[tuple[int]]:
    match = " AND ".join(f'"{piece}"*' if begins else f'"{piece}"' for piece, begins in pieces)
    joined = query.join(ticket_grams, ticket_grams.c.rowid == tickets.c.id)
    return joined.where(ticket_grams.c.ticket_grams.bool_op("MATCH")(match))


def _postgres(pieces: list[tuple[str, bool]]) -> ColumnElement[bool]:
    match = " & ".join(f"'{piece}':*" if begins else f"'{piece}'" for piece, begins in pieces)
    return ticket_texts.c.words.bool_op("@@")(cast(match, TSQUERY()))
