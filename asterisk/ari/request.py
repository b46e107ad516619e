"""One thing to ask of ARI: a value, made without doing it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import quote, quote_plus

Result = TypeVar("Result")
_stands_for_itself = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch  # as nearly all names and values do (RFC 3986, 2.3)


@dataclass(frozen=True, slots=True)
class Request(Generic[Result]):
    """path: from the root of ARI, quoted; query: names that need no quoting, any values; result: what the body of the
    answer is, None when it is not read."""

    method: str
    path: str
    result: type[Result] | None
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None


def path(template: str, *names: str) -> str:
    """The path with each name quoted into its `{}`; a name may hold anything, `/` too."""
    return template.format(*[name if _stands_for_itself(name) else quote(name, safe="") for name in names])


def encoded(values: Mapping[str, str]) -> str:
    """A query as `urllib.parse.urlencode` makes it; several times faster for plain values."""
    pairs = [f"{name}={value if _stands_for_itself(value) else quote_plus(value)}" for name, value in values.items()]
    return "&".join(pairs)


def query(**values: object) -> dict[str, str]:
    """What is given, as ARI reads it: lists by commas, true and false in small letters."""
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)
