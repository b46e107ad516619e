"""Rows whose value is one of many."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection


def among(connection: AsyncConnection, column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """On PostgreSQL all values are one parameter: with a parameter for each, writing the statement took longer than
    answering it did."""
    if connection.dialect.name == "sqlite":
        return column.in_(values)
    return column == func.any(literal(list(values), ARRAY(column.type)))
