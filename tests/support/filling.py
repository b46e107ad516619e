"""Rows for every table that a database has, whatever version its tables are of: from the tables themselves.

Each table gets `ROWS` rows that differ in every column; what refers to another row refers to one that there is.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    LargeBinary,
    Table,
    insert,
    select,
    text,
)
from sqlalchemy.types import Integer

from storage.snapshot import names_of, tables_of

ROWS = 3
Row = Mapping[str, object]


def fill(connection: Connection) -> None:
    """Every table that has no row yet."""
    for table in tables_of(connection):
        if connection.execute(select(table).limit(1)).first() is None:
            connection.execute(insert(table), [_row(connection, table, number) for number in range(ROWS)])


def contents(connection: Connection) -> dict[str, list[Row]]:
    """Table → its rows, in an order that depends on nothing but them."""
    found: dict[str, list[Row]] = {}
    for table in tables_of(connection):
        rows: list[Row] = [_plain(dict(row._mapping)) for row in connection.execute(select(table))]
        found[table.name] = sorted(rows, key=lambda row: [repr(row[name]) for name in sorted(row)])
    return found


def _plain(row: dict[str, object]) -> Row:
    """Words for searching in one order: PostgreSQL has its own."""
    words = row.get("words")
    return row | {"words": sorted(words.replace("'", " ").split())} if isinstance(words, str) else row


def raw(connection: Connection) -> dict[str, list[Row]]:
    """Table → its rows as the driver tells them, without asking what the columns are: much quicker."""
    names = names_of(connection)
    return {name: [dict(row._mapping) for row in connection.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


def shared(rows: Iterable[Row], columns: Iterable[str]) -> list[Row]:
    """These columns of the rows, in the same order whatever else the rows have."""
    names = sorted(columns)
    return sorted(({name: row[name] for name in names} for row in rows), key=repr)


def _row(connection: Connection, table: Table, number: int) -> Row:
    return {column.name: _value(connection, table, column, number) for column in table.columns}


def _value(connection: Connection, table: Table, column: Column[object], number: int) -> object:
    for key in column.foreign_keys:
        there = connection.execute(select(key.column).order_by(key.column)).scalars().all()
        return there[number % len(there)]
    match column.type:
        case Boolean():
            return number % 2 == 0
        case Integer():
            return number + 1
        case Float():
            return number + 0.25
        case JSON():
            return {"of": f"{table.name}.{column.name}", "number": number}
        case LargeBinary():
            return bytes([number, 0, 255])
    return f"{table.name} {column.name} {number} “한국어” 日本語"
