"""Customers found by number, name and fields, with indexes only (CUS-03)."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from storage.database import Database
from storage.tables import customer_numbers, customer_pieces, customer_values, customers
from ticketing.customers.fields import EMAIL, LOGIN, NAME, USER_KEY
from ticketing.customers.words import folded, id_of, sought

SHORTEST_TAIL = 4  # digits by which a number is found from its end
TELLING = (NAME, EMAIL, LOGIN, USER_KEY)  # fields in which the same says that two may be one
MOST_WORDS = 8
MOST_PIECES = 4  # of a word; the rest is compared


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; "" and empty mean: all. words: somewhere in number, name or any field; fields: words
    by field; phone: digits of the beginning or the end; numbers: E.164 that `phone` or `words` may mean; since, until:
    epoch seconds of the last contact; before: (last contact, id) of the last one of the page before."""

    services: frozenset[str]
    words: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    phone: str = ""
    number: str = ""
    since: float = 0.0
    until: float = 0.0
    before: tuple[float, int] | None = None


class Finding:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, wanted: Wanted, limit: int) -> list[int]:
        """Roots, the last contact first."""
        of = customers.c
        query = _narrowed(wanted).order_by(of.seen_at.desc(), of.id.desc()).limit(limit)
        async with self._database.reading() as connection:
            return [row.id for row in await connection.execute(query)]

    async def count(self, wanted: Wanted) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(_narrowed(wanted).subquery())) or 0

    async def alike(self, root: int, most: int) -> dict[int, str]:
        """Others of the service that may be the same → the field in which both have the same."""
        mine, others, records, heads = customer_values.alias(), customer_values.alias(), customers.alias(), customers
        own = select(heads.c.id).where(heads.c.root == root)
        service = select(heads.c.service).where(heads.c.id == root).scalar_subquery()
        query = (
            select(records.c.root, others.c.field)
            .join(others, others.c.customer == records.c.id)
            .join(mine, and_(mine.c.field == others.c.field, mine.c.folded == others.c.folded))
            .where(mine.c.customer.in_(own), records.c.root != root, records.c.service == service)
            .where(mine.c.field.in_(TELLING), records.c.erased_at == 0)
            .limit(most)
        )
        async with self._database.reading() as connection:
            return {row.root: row.field for row in await connection.execute(query)}


def _narrowed(wanted: Wanted) -> Select[tuple[int]]:
    of = customers.c
    query = select(of.id).where(of.id == of.root, of.erased_at == 0, of.service.in_(wanted.services))
    if wanted.before:
        at, id = wanted.before
        query = query.where(or_(of.seen_at < at, and_(of.seen_at == at, of.id < id)))
    if wanted.since:
        query = query.where(of.seen_at >= wanted.since)
    if wanted.until:
        query = query.where(of.seen_at < wanted.until)
    for word in wanted.words.split()[:MOST_WORDS]:
        query = query.where(_somewhere(word))
    for key, text in wanted.fields.items():
        query = query.where(_roots(_in_values(folded(text), key)))
    if wanted.phone:
        query = query.where(_roots(_has_number(_digits(wanted.phone))))
    if wanted.number:
        query = query.where(_by_id(wanted.number))
    return query


def _somewhere(word: str) -> ColumnElement[bool]:
    found = [_roots(_in_values(folded(word)))] if folded(word) else []
    if digits := _digits(word):
        found.append(_roots(_has_number(digits)))
    if id_of(word):
        found.append(_by_id(word))
    return or_(*found) if found else customers.c.id < 0


def _roots(of_records: Select[tuple[int]]) -> ColumnElement[bool]:
    """Of one of these records, or merged with one of them."""
    records = customers.alias()
    return customers.c.id.in_(select(records.c.root).where(records.c.id.in_(of_records)))


def _by_id(number: str) -> ColumnElement[bool]:
    records = customers.alias()
    return customers.c.id.in_(select(records.c.root).where(records.c.id == id_of(number)))


def _in_values(word: str, field: str = "") -> Select[tuple[int]]:
    """Records with a value that has the word in it, or begins so if the word is shorter than a piece."""
    of = customer_values.c
    begins = and_(of.folded >= word, of.folded < word + "\U0010ffff")
    query = select(of.customer)
    if field:
        query = query.where(of.field == field)
    if wanted := sought(word):
        for piece in sorted(wanted, key=len, reverse=True)[:MOST_PIECES]:
            query = query.where(of.id.in_(select(customer_pieces.c.value).where(customer_pieces.c.piece == piece)))
        return query.where(of.folded.contains(word, autoescape=True))
    return query.where(begins)


def _has_number(digits: str) -> Select[tuple[int]]:
    """With + in front: of the whole number; else as people of the country dial it, from its beginning or its end."""
    of = customer_numbers.c
    if digits.startswith("+"):
        return select(of.customer).where(_begins(of.number, digits))
    if len(digits) < SHORTEST_TAIL:
        return select(of.customer).where(_begins(of.digits, digits))
    return select(of.customer).where(or_(_begins(of.digits, digits), _begins(of.tail, digits[::-1])))


def _begins(column: ColumnElement[str], digits: str) -> ColumnElement[bool]:
    return and_(column >= digits, column < digits + ":")  # the sign after 9


def _digits(word: str) -> str:
    """The digits of what looks like a number, + in front if it is; "" else."""
    kept = "".join(sign for sign in word if sign not in " -.()/")
    digits = kept.removeprefix("+")
    return kept if digits.isascii() and digits.isdigit() else ""
