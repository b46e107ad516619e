"""All rows of a database as lines of JSON, one file a table, as they are at one moment; and back into an empty one.

For PostgreSQL, and for a move from one kind of database to the other. The tables are asked what they are, not this
version of the program: what an older one wrote is read by its own tables and brought up to date afterwards.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, MetaData, Table, func, insert, inspect, select
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.database import Database
from storage.migrate import HEAD, migrate_open, version_of

AT_ONCE = 500  # rows written with one statement
Row = dict[str, object]


class Occupied(Exception):
    """The database has tables already. The text says the remedy."""


async def write_rows(database: Database, folder: Path) -> str:
    """A file `<table>.jsonl` for each table. The version of the tables."""
    async with database.one_moment() as connection:
        version = await connection.run_sync(version_of)
        for table in await connection.run_sync(tables_of):
            with (folder / f"{table.name}.jsonl").open("wb") as out:
                async for row in await connection.stream(select(*_columns(table))):
                    out.write(msgspec.json.encode(dict(row._mapping)) + b"\n")
    return version


async def read_rows(database: Database, folder: Path, version: str) -> None:
    """Rows that `write_rows` wrote of tables of this version, then brought up to date. Raises `Occupied`."""
    async with database.reading() as connection:
        if await connection.run_sync(lambda sync: inspect(sync).get_table_names()):
            raise Occupied("the database has tables already. Name an empty one by CORDBOARD_DATABASE")
    await migrate_open(database, version)
    async with database.migrating() as connection:
        await connection.run_sync(_fill, folder)
    await migrate_open(database, HEAD)


def tables_of(connection: Connection) -> list[Table]:
    """As they are; those that others refer to first."""
    found = MetaData()
    found.reflect(connection, only=names_of(connection))
    return list(found.sorted_tables)


def names_of(connection: Connection) -> list[str]:
    """Without the indexes for searching that SQLite keeps as tables: they are made anew with the rows they are of."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if connection.dialect.name == "sqlite":
        kinds = connection.exec_driver_sql("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
        names &= {name for name, kind in kinds if kind == "table"}
    return sorted(names)


def _columns(table: Table) -> list[ColumnElement[object]]:
    """Words for searching as SQLite has them, one after the other."""
    return [
        func.array_to_string(func.tsvector_to_array(each), " ").label(each.name)
        if isinstance(each.type, TSVECTOR)
        else each
        for each in table.columns
    ]


def _fill(connection: Connection, folder: Path) -> None:
    for table in tables_of(connection):
        file = folder / f"{table.name}.jsonl"
        if not file.exists():
            continue
        with file.open("rb") as lines:
            while rows := [_row(table, line) for line in islice(lines, AT_ONCE)]:
                connection.execute(insert(table), rows)
        _count_on(connection, table)


def _row(table: Table, line: bytes) -> Row:
    told: Mapping[str, object] = msgspec.json.decode(line)
    return {column.name: _value(column, told[column.name]) for column in table.columns}


def _value(column: Column[object], told: object) -> object:
    if isinstance(column.type, LargeBinary) and isinstance(told, str):
        return base64.b64decode(told)
    return told


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a sequence, which has to know of these."""
    if connection.dialect.name != "postgresql":
        return
    for column in _keys(table):
        sequence = connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', column.name)))
        newest = connection.scalar(select(func.max(column)))
        if sequence and newest:
            connection.execute(select(func.setval(sequence, newest)))


def _keys(table: Table) -> Iterator[Column[object]]:
    columns: Sequence[Column[object]] = list(table.primary_key.columns)
    return (column for column in columns if column.type.python_type is int)
