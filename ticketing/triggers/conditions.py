"""What triggers ask of a ticket. A field has a kind, a kind has operators; both are tables."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum


class Happening(StrEnum):
    """What happened to the ticket just now."""

    MADE = "made"
    CHANGED = "changed"  # its subject, note, head or fields
    ASSIGNED = "assigned"
    ANSWERED = "answered"  # solved or held
    COMMENTED = "commented"
    REOPENED = "reopened"
    TALKED = "talked"  # the talk is over
    TIME = "time"  # nothing happened, but time has passed


class FieldKind(StrEnum):
    EVENT = "event"
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    TAGS = "tags"
    SPAN = "span"  # hours since


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    BEGINS = "begins"
    IS_EMPTY = "is_empty"
    IS_FILLED = "is_filled"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"


FIELDS: Mapping[str, FieldKind] = {
    "event": FieldKind.EVENT,
    "kind": FieldKind.CHOICE,
    "channel": FieldKind.CHOICE,
    "state": FieldKind.CHOICE,
    "priority": FieldKind.CHOICE,
    "receipt": FieldKind.CHOICE,
    "processing": FieldKind.CHOICE,
    "queue": FieldKind.CHOICE,
    "group": FieldKind.CHOICE,
    "agent": FieldKind.CHOICE,
    "tags": FieldKind.TAGS,
    "caller": FieldKind.TEXT,
    "path": FieldKind.TEXT,
    "code": FieldKind.TEXT,
    "subject": FieldKind.TEXT,
    "note": FieldKind.TEXT,
    "result": FieldKind.TEXT,
    "talk_seconds": FieldKind.NUMBER,
    "since_opened": FieldKind.SPAN,
    "since_changed": FieldKind.SPAN,
}
_O = Operator
OPERATORS: Mapping[FieldKind, tuple[Operator, ...]] = {
    FieldKind.EVENT: (_O.IS,),
    FieldKind.CHOICE: (_O.IS, _O.IS_NOT, _O.IS_EMPTY, _O.IS_FILLED),
    FieldKind.TEXT: (_O.CONTAINS, _O.CONTAINS_NOT, _O.IS, _O.IS_NOT, _O.BEGINS, _O.IS_EMPTY, _O.IS_FILLED),
    FieldKind.NUMBER: (_O.AT_LEAST, _O.LESS_THAN),
    FieldKind.TAGS: (_O.CONTAINS, _O.CONTAINS_NOT, _O.IS_EMPTY, _O.IS_FILLED),
    FieldKind.SPAN: (_O.AT_LEAST, _O.LESS_THAN),
}
WITHOUT_VALUE = frozenset({Operator.IS_EMPTY, Operator.IS_FILLED})

Value = str | float | Set[str]
Seen = Mapping[str, Value]  # by field; what is not there is empty


@dataclass(frozen=True, slots=True)
class Condition:
    """value: "" where the operator needs none; numbers and hours in digits."""

    field: str
    op: Operator
    value: str = ""


class Needed(StrEnum):
    ALL = "all"  # required (AND)
    ANY = "any"  # one of them (OR)


@dataclass(frozen=True, slots=True)
class ConditionBlock:
    """Conditions of which all, or any, have to hold. A trigger holds when all of its blocks do."""

    need: Needed
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition, whether it holds, and what stands in the ticket."""

    condition: Condition
    holds: bool
    found: str


@dataclass(frozen=True, slots=True)
class JudgedBlock:
    need: Needed
    holds: bool
    conditions: tuple[Judged, ...]


def judged(blocks: tuple[ConditionBlock, ...], seen: Seen) -> tuple[JudgedBlock, ...]:
    """Every condition with its yes or no, also where the first no decides: people want to know all of them."""
    return tuple(_block(block, seen) for block in blocks)


def hold(blocks: tuple[ConditionBlock, ...], seen: Seen) -> bool:
    return all(block.holds for block in judged(blocks, seen))


def _block(block: ConditionBlock, seen: Seen) -> JudgedBlock:
    rows = tuple(Judged(each, holds(each, seen), _told(seen.get(each.field, ""))) for each in block.conditions)
    enough = all if block.need is Needed.ALL else any
    return JudgedBlock(block.need, enough(row.holds for row in rows), rows)


def holds(condition: Condition, seen: Seen) -> bool:
    found, value = seen.get(condition.field, ""), condition.value.casefold()
    match condition.op:
        case Operator.IS_EMPTY:
            return not found
        case Operator.IS_FILLED:
            return bool(found)
        case Operator.AT_LEAST:
            return _number(found) >= _number(value)
        case Operator.LESS_THAN:
            return _number(found) < _number(value)
        case Operator.IS_NOT | Operator.CONTAINS_NOT:
            return value not in _words(found, condition.op is Operator.CONTAINS_NOT)
        case Operator.BEGINS:
            return _told(found).casefold().startswith(value)
    return value in _words(found, condition.op is Operator.CONTAINS)


def _words(found: Value, inside: bool) -> str | set[str]:
    """What a value is looked for in: the pieces of a text, or the whole of it, or each of several."""
    if isinstance(found, Set):
        return {each.casefold() for each in found}
    return _told(found).casefold() if inside else {_told(found).casefold()}


def _number(value: Value) -> float:
    """0 of what is no number."""
    try:
        return float(value) if isinstance(value, str | int | float) else 0.0
    except ValueError:
        return 0.0


def _told(value: Value) -> str:
    if isinstance(value, Set):
        return ", ".join(sorted(value))
    return f"{value:g}" if isinstance(value, float) else str(value)
