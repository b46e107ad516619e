"""Customers found by number, name and fields, with indexes only (CUS-03)."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from storage.database import Database
from storage.tables import customer_numbers, customer_pieces, customer_values, customers
from ticketing.customers.words import folded, id_of, pieces, sought

SHORTEST_TAIL = 4  # digits by which a number is found from its end
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
            return list((await connection.scalars(query)).all())

    async def count(self, wanted: Wanted) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(_narrowed(wanted).subquery())) or 0


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
    if (wanted := sought(word)) and wanted == pieces(word):
        for piece in sorted(wanted, key=len, reverse=True)[:MOST_PIECES]:
            query = query.where(of.id.in_(select(customer_pieces.c.value).where(customer_pieces.c.piece == piece)))
        return query.where(of.folded.contains(word, autoescape=True))
    return query.where(begins)


def _has_number(digits: str) -> Select[tuple[int]]:
    of = customer_numbers.c
    begins = and_(of.digits >= digits, of.digits < digits + ":")  # the sign after 9
    if len(digits) < SHORTEST_TAIL:
        return select(of.customer).where(begins)
    back = digits[::-1]
    return select(of.customer).where(or_(begins, and_(of.tail >= back, of.tail < back + ":"), of.number == digits))


def _digits(word: str) -> str:
    """The digits of what looks like a number, "" else."""
    kept = "".join(sign for sign in word if sign not in " -.()/")
    digits = kept.removeprefix("+")
    return digits if digits.isascii() and digits.isdigit() else ""
