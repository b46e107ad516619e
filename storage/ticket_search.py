"""Tickets with words in them, newest first (decision 0029).

Rule: the index finds candidates, the text decides; so both databases find the same. What is read grows with the page:

1. The newest tickets of the list as it is without the words are compared with the text. A frequent word fills the page
   here, and of a short list nothing else is needed.
2. What is older is found by the pieces of the words. SQLite's index tells them newest first, one by one, until the page
   is full. PostgreSQL's only tells all of them at once. If few are to be expected by how many were among the newest,
   all are asked for. Of others, and if these were too many, a block of numbers is looked through after the other.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat

from sqlalchemy import (
    BindParameter,
    Select,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import FromClause, Join
from sqlalchemy.types import BigInteger

from storage.tables import ticket_texts, tickets
from storage.ticket_lists import Conditions, Wanted, conditions, listed, merged
from ticketing.grams import sought, sought_in_title, words

WALKED = 1000
ALL_OF_THEM = 2**31 - 1
BLOCK_BITS = 13  # of a ticket's number that do not count for its block; the index of PostgreSQL has them so
BLOCKS = (2, 4, 8, 16)  # that are looked through at a time, the last one until the end
FEW = 1000  # candidates that are compared at once, if the newest ones let expect no more
# The block stands there as the index has it, to the letter.
WITHIN = f"ARRAY[ticket_texts.ticket >> {BLOCK_BITS}] && ARRAY(SELECT generate_series(parts.lower, parts.upper - 1))"
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
    connection: AsyncConnection, wanted: Wanted, limit: int, *, sqlite: bool, walked: int = WALKED, few: int = FEW
) -> list[int]:
    """The numbers of one page. walked: how many tickets are compared before the index is asked; few: how many that the
    index tells, before it is asked for one block after the other."""
    if sqlite:
        stop = await _stop(connection, wanted, walked)
        ids = list(await connection.scalars(_walked(wanted, limit, stop)))
    else:
        ids, stop = await _compared(connection, wanted, limit, walked)
    if not stop or len(ids) == limit:
        return ids
    older, more = replace(wanted, before=stop), limit - len(ids)
    if sqlite:
        return ids + list(await connection.scalars(_by_grams(older).limit(more)))
    expected = len(ids) * stop / walked  # numbers have no gaps
    rare = await _rare(connection, older, more, few) if expected <= few else None
    return ids + (list(await connection.scalars(_by_blocks(older, more))) if rare is None else rare)


async def _stop(connection: AsyncConnection, wanted: Wanted, walked: int) -> int:
    """The last number that is compared first; 0 where all are, because the list ends before or nothing is indexed."""
    if not _pieces(wanted):
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
    if not _pieces(wanted):
        walked = ALL_OF_THEM
    page = listed(wanted, walked, sqlite=False).cte("page").prefix_with("MATERIALIZED")
    query = select(page.c.id)
    if words(wanted.words):
        query = query.join(ticket_texts, TEXT.ticket == page.c.id)
    if wanted.title:
        query = query.join(tickets, ROW.id == page.c.id)
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


async def _rare(connection: AsyncConnection, wanted: Wanted, limit: int, few: int) -> list[int] | None:
    """For PostgreSQL: all that the index tells, in no order, unless they are more than few."""
    fits = and_(true(), *_texts(wanted)).label("fits")
    told = (
        select(TEXT.ticket, fits)
        .where(*_indexed(wanted))
        .limit(literal_column(str(few + 1)))
        .cte("told")
        .prefix_with("MATERIALIZED")
    )
    count = select(func.count()).select_from(told).scalar_subquery()
    query = select(ROW.id).join(told, told.c.ticket == ROW.id).where(count <= few, told.c.fits)
    fitting = query.where(*conditions(wanted), *_title(wanted)).order_by(ROW.id.desc()).limit(limit).subquery()
    both = select(select(func.array_agg(fitting.c.id)).scalar_subquery().label("ids"), count.label("told"))
    row = (await connection.execute(both)).one()
    return None if row.told > few else sorted(row.ids or [], reverse=True)


def _by_blocks(wanted: Wanted, limit: int) -> Select[int]:
    """For PostgreSQL: some blocks after the other, newest first, until the page is full. In one statement, because each
    costs more than most blocks do; the parts are walked in their order, and no further than the limit."""
    newest = (wanted.before - 1) >> BLOCK_BITS
    edges = [newest + 1, *_edges(newest + 1)]
    lowers, uppers = literal(edges[1:], ARRAY(BigInteger)), literal(edges[:-1], ARRAY(BigInteger))
    parts = func.unnest(lowers, uppers).table_valued("lower", "upper").render_derived(name="parts")
    known = select(TEXT.ticket).where(*_indexed(wanted), literal_column(WITHIN), *_texts(wanted))
    told = known.cte("known", nesting=True).prefix_with("MATERIALIZED")  # or the tickets are walked
    query = select(ROW.id).join(told, told.c.ticket == ROW.id).where(*conditions(wanted), *_title(wanted))
    page = query.order_by(ROW.id.desc()).limit(limit).lateral("page")
    return select(page.c.id).select_from(parts.join(page, true())).limit(limit)


def _edges(blocks: int) -> Iterator[int]:
    """The lowest block of each part, down to 0, of so many blocks."""
    for size in chain(BLOCKS, repeat(BLOCKS[-1])):
        blocks = max(0, blocks - size)
        yield blocks
        if not blocks:
            return


def _indexed(wanted: Wanted) -> Conditions:
    """What the index of PostgreSQL is asked for. The pieces stand in the statement itself: after five statements with
    pieces that it does not see PostgreSQL makes one plan for all, and guesses so badly that it takes half a second."""
    match = " & ".join(f"'{piece}':*" if begins else f"'{piece}'" for piece, begins in _pieces(wanted))
    seen: BindParameter[str] = bindparam("pieces", match, literal_execute=True, unique=True)
    return [TEXT.words.bool_op("@@")(cast(seen, TSQUERY())), TEXT.ticket < wanted.before]


def _pieces(wanted: Wanted) -> list[tuple[str, bool]]:
    """What the index is asked for. Beginnings of pieces are many at once, so whole ones are enough where there are any:
    the text decides anyway."""
    pieces = sought(wanted.words) + sought_in_title(wanted.title)
    return [each for each in pieces if not each[1]] or pieces


def _said(wanted: Wanted) -> Conditions:
    return _texts(wanted) + _title(wanted)


def _texts(wanted: Wanted) -> Conditions:
    """Not of a title: what stands in the subject stands in the text."""
    return [TEXT.text.contains(word, autoescape=True) for word in words(wanted.words)]


def _title(wanted: Wanted) -> Conditions:
    return [ROW.subject.icontains(word, autoescape=True) for word in wanted.title.split()]
