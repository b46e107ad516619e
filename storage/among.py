"""Rows whose value is one of many."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ColumnElement, Dialect, String, Text, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class Many(TypeDecorator[list[Any]]):
    """Several values as one."""

    impl = JSON
    cache_ok = True

    def __init__(self, texts: bool) -> None:
        super().__init__()
        self.texts = texts

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = ARRAY(Text() if self.texts else BigInteger()) if dialect.name == "postgresql" else JSON()
        return dialect.type_descriptor(kind)


class among(FunctionElement[bool]):
    """All values are one parameter: with a parameter for each, writing the statement took longer than answering it did.
    Where there are few, `in_` tells the planner more."""

    name = "among"
    type = Boolean()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], values: Sequence[Any]) -> None:
        many = Many(isinstance(column.type, String))
        super().__init__(column, bindparam("among", list(values), type_=many, unique=True))


@compiles(among)
def _any(element: among, compiler: SQLCompiler, **options: object) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(among, "sqlite")
def _each(element: among, compiler: SQLCompiler, **options: object) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"
