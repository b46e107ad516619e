"""Tickets with words in them, newest first (decision 0029).

Rule: the index finds candidates, the text decides; so both databases find the same. What is read grows with the page:

1. The newest tickets of the list as it is without the words are compared with the text. A frequent word fills the page
   here, and of a short list nothing else is needed.
2. What is older is found by the pieces of the words. SQLite's index tells them newest first, one by one, until the page
   is full. PostgreSQL's only tells all of them at once, so it is asked for blocks of numbers, each time more of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from sqlalchemy import ColumnElement, Select, cast, column, func, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import FromClause, Join
from sqlalchemy.types import BigInteger

from storage.tables import ticket_texts, tickets
from storage.ticket_lists import Conditions, Wanted, conditions, listed, merged
from ticketing.grams import sought, words

WALKED = 1000
ALL_OF_THEM = 2**31 - 1
BLOCK_BITS = 13  # of a ticket's number that do not count for its block; the index of PostgreSQL has them so
BLOCKS = (2, 8, 16, 16, 32, 32, 64, 64, 128, 256, 512)  # that are asked for, one after the other, before all the rest
ROW, TEXT = tickets.c, ticket_texts.c
ticket_grams = table("ticket_grams", column("rowid"), column("ticket_grams"))  # SQLite only, see the migration


class InThisOrder(Join):
    """A join whose left side is walked first. SQLite guesses wrong where a full-text index is in it."""

    inherit_cache = True


@compiles(InThisOrder, "sqlite")
def _cross(join: InThisOrder, compiler: SQLCompiler, **options: object) -> str:
    assert join.onclause is not None
    left, right = compiler.process(join.left, **options), compiler.process(join.right, **options)
    on = compiler.process(join.onclause, **options)
    return f"{left} CROSS JOIN {right} ON {on}"


def searches(wanted: Wanted) -> bool:
    return bool(wanted.words.strip() or wanted.title.strip())


async def found(
    connection: AsyncConnection, wanted: Wanted, limit: int, *, sqlite: bool, walked: int = WALKED
) -> list[int]:
    """The numbers of one page. walked: how many tickets are compared before the index is asked."""
    if sqlite:
        stop = await _stop(connection, wanted, walked)
        ids = list(await connection.scalars(_walked(wanted, limit, stop)))
    else:
        ids, stop = await _compared(connection, wanted, limit, walked)
    if not stop or len(ids) == limit:
        return ids
    older = replace(wanted, before=stop)
    for query in [_by_grams(older)] if sqlite else _by_blocks(older):
        ids += await connection.scalars(query.limit(limit - len(ids)))
        if len(ids) == limit:
            break
    return ids


async def _stop(connection: AsyncConnection, wanted: Wanted, walked: int) -> int:
    """The last number that is compared first; 0 where all are, because the list ends before or nothing is indexed."""
    if not sought(_asked(wanted)):
        return 0
    page = listed(wanted, walked, sqlite=True).subquery()
    return await connection.scalar(_last(page, walked)) or 0


def _last(page: FromClause, walked: int) -> Select[int]:
    return select(func.min(page.c.id)).having(func.count() == walked)


def _walked(wanted: Wanted, limit: int, stop: int) -> Select[int]:
    """For SQLite: the newest ones down to the number, by their texts alone, until the page is full."""
    said = [ROW.id >= stop, *_said(wanted)] if stop else _said(wanted)
    both = InThisOrder(tickets, ticket_texts, TEXT.ticket == ROW.id)
    return merged(wanted, limit, lambda part: select(ROW.id).select_from(both).where(*part, *said), sqlite=True)


async def _compared(connection: AsyncConnection, wanted: Wanted, limit: int, walked: int) -> tuple[list[int], int]:
    """Both for PostgreSQL in one: what is found among the newest ones, and the last number of these, 0 if it is known
    that nothing comes after it."""
    if not sought(_asked(wanted)):
        walked = ALL_OF_THEM
    page = listed(wanted, walked, sqlite=False).cte("page").prefix_with("MATERIALIZED")
    query = select(page.c.id).join(ticket_texts, TEXT.ticket == page.c.id).join(tickets, ROW.id == page.c.id)
    fitting = query.where(*_said(wanted)).order_by(page.c.id.desc()).limit(limit).subquery()
    ids = select(func.array_agg(fitting.c.id)).scalar_subquery()
    row = (
        await connection.execute(select(ids.label("ids"), _last(page, walked).scalar_subquery().label("stop")))
    ).one()
    return sorted(row.ids or [], reverse=True), row.stop or 0


def _by_grams(wanted: Wanted) -> Select[int]:
    """SQLite tells the candidates newest first, and stops when the page is full."""
    match = " AND ".join(f'"{piece}"*' if begins else f'"{piece}"' for piece, begins in _pieces(wanted))
    pair = InThisOrder(ticket_grams, tickets, ROW.id == ticket_grams.c.rowid)
    all_three = InThisOrder(pair, ticket_texts, TEXT.ticket == ROW.id)
    has = ticket_grams.c.ticket_grams.bool_op("MATCH")(match), ticket_grams.c.rowid < wanted.before
    query = select(ROW.id).select_from(all_three).where(*has, *conditions(wanted), *_said(wanted))
    return query.order_by(ticket_grams.c.rowid.desc())


def _by_blocks(wanted: Wanted) -> Iterator[Select[int]]:
    """For PostgreSQL: each query for tickets that are older than those of the query before."""
    newest = (wanted.before - 1) >> BLOCK_BITS
    edges = [newest + 1, *(max(0, newest + 1 - count) for count in accumulate(BLOCKS))]
    for upper, lower in pairwise(edges):
        if lower < upper:
            yield _in_blocks(wanted, _block().bool_op("&&")(literal(list(range(lower, upper)), ARRAY(BigInteger))))
    if edges[-1]:
        yield _in_blocks(wanted, TEXT.ticket < edges[-1] << BLOCK_BITS)


def _in_blocks(wanted: Wanted, where: ColumnElement[bool]) -> Select[int]:
    """The candidates are looked for first, whatever the planner thinks: to walk the tickets would be wrong."""
    match = " & ".join(f"'{piece}':*" if begins else f"'{piece}'" for piece, begins in _pieces(wanted))
    has = TEXT.words.bool_op("@@")(cast(match, TSQUERY())), where, TEXT.ticket < wanted.before
    known = select(TEXT.ticket).where(*has, *_texts(wanted)).cte("known").prefix_with("MATERIALIZED")
    query = select(ROW.id).join(known, known.c.ticket == ROW.id)
    return query.where(*conditions(wanted), *_title(wanted)).order_by(ROW.id.desc())


def _block() -> ColumnElement[list[int]]:
    """As the index of PostgreSQL has it, to the letter."""
    return literal_column(f"ARRAY[ticket_texts.ticket >> {BLOCK_BITS}]")


def _asked(wanted: Wanted) -> str:
    return f"{wanted.words} {wanted.title}"


def _pieces(wanted: Wanted) -> list[tuple[str, bool]]:
    """What the index is asked for. Beginnings of pieces are many at once, so whole ones are enough where there are any:
    the text decides anyway."""
    pieces = sought(_asked(wanted))
    return [each for each in pieces if not each[1]] or pieces


def _said(wanted: Wanted) -> Conditions:
    return _texts(wanted) + _title(wanted)


def _texts(wanted: Wanted) -> Conditions:
    return [TEXT.text.contains(word, autoescape=True) for word in words(_asked(wanted))]


def _title(wanted: Wanted) -> Conditions:
    return [ROW.subject.icontains(word, autoescape=True) for word in wanted.title.split()]
