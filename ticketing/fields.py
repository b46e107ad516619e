"""What a ticket asks for, by what came in: fields of a service, and what may stand in them (TKT-40 to TKT-46). Pure."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cti.refused import Refused
from ticketing.facts import Channel

LONGEST = 2000  # characters of a text
BLOCK = re.compile(r"██(\d{1,6})██")  # a masked passage, see `ticketing.masking`
Value = str | float | bool | list[str] | None


class AskedKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"  # ISO 8601, without a time
    CHOICE = "choice"
    CHOICES = "choices"
    CHECK = "check"
    CONSENT = "consent"  # of the customer; always last (TKT-41)


class Audience(StrEnum):
    AGENT = "agent"  # filled in while handling (TKT-42)
    CUSTOMER = "customer"  # in the form of the help centre too (TKT-43)


@dataclass(frozen=True, slots=True)
class TicketField:
    """category: the receipt type for which it is asked, and those below it; 0 for all. phone_only: on tickets of calls
    only (TKT-46). options: of choices; example: shown while it is empty; known_as: the field of the customer that has
    the same, "" for none: what is known there is filled in (CUS-08), what is written here is added there (CUS-10)."""

    id: int
    service: str
    audience: Audience
    category: int
    name: str
    kind: AskedKind
    required: bool = False
    options: tuple[str, ...] = ()
    example: str = ""
    phone_only: bool = False
    position: int = 0
    known_as: str = ""


def in_order(fields: Iterable[TicketField]) -> list[TicketField]:
    return sorted(fields, key=lambda each: (each.kind is AskedKind.CONSENT, each.position, each.id))


def asked(fields: Iterable[TicketField], way: Sequence[int], channel: str) -> list[TicketField]:
    """Those of one ticket. way: its receipt type and all above it."""
    here = [each for each in fields if not each.category or each.category in way]
    return in_order(each for each in here if channel == Channel.PHONE or not each.phone_only)


def missing(fields: Iterable[TicketField], values: Mapping[int, Value]) -> list[str]:
    """Names of what must be filled in and is not."""
    return [each.name for each in fields if each.required and _is_empty(values.get(each.id))]


def _is_empty(value: Value) -> bool:
    """No consent is none, but 0 is a number."""
    return value is None or value is False or value in ("", [])


def accepted(field: TicketField, value: object) -> Value:
    """The value as it is kept; None takes it away. Raises `Refused`."""
    if value in (None, "", []):
        return None
    kept = _fitting(field, value)
    if kept is None:
        raise Refused(f"this does not fit into the field {field.name}", "field_value", field=field.name)
    return kept


def _fitting(field: TicketField, value: object) -> Value:
    match field.kind, value:
        case AskedKind.TEXT, str() if len(value) <= LONGEST:
            return value
        case AskedKind.NUMBER | AskedKind.DATE, str() if BLOCK.search(value) and len(value) <= LONGEST:
            return value
        case AskedKind.NUMBER, int() | float() if not isinstance(value, bool) and math.isfinite(value):
            return value
        case AskedKind.DATE, str() if _is_date(value):
            return value
        case AskedKind.CHOICE, str() if value in field.options:
            return value
        case AskedKind.CHOICES, list() if all(each in field.options for each in value):
            return [each for each in field.options if each in value]
        case AskedKind.CHECK | AskedKind.CONSENT, bool():
            return value
    return None


def filled(
    fields: Iterable[TicketField], values: Mapping[int, Value], known: Mapping[str, Sequence[str]]
) -> dict[int, Value]:
    """What is known of the customer for fields that nobody has answered: of each the first that fits. known: values
    by field of the customer."""
    empty = [each for each in fields if each.known_as and _is_empty(values.get(each.id))]
    found = {each.id: _first_fit(each, known.get(each.known_as, ())) for each in empty}
    return {id: value for id, value in found.items() if value is not None}


def _first_fit(field: TicketField, texts: Iterable[str]) -> Value:
    kept = (_as_kept(field, text) for text in texts)
    return next((value for value in kept if value is not None), None)


def _as_kept(field: TicketField, text: str) -> Value:
    """What the customer has is text; a number is read from it."""
    if field.kind is AskedKind.NUMBER:
        return _number(text)
    if field.kind is AskedKind.CHOICES:
        return _fitting(field, [text])
    return _fitting(field, text)


def _number(text: str) -> Value:
    try:
        return float(text) if math.isfinite(float(text)) else None
    except ValueError:
        return None


def in_words(value: Value) -> str:
    """As a history and a search read it."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "✓" if value else ""
    return f"{value:.15g}" if isinstance(value, int | float) else value or ""


def check_field(field: TicketField) -> None:
    """Raises `Refused`."""
    if field.kind in (AskedKind.CHOICE, AskedKind.CHOICES) and len(set(field.options)) < 2:
        raise Refused("a choice has two options at least", "field_options")


def check_order(fields: Mapping[int, TicketField], ids: Sequence[int]) -> None:
    """A new order of all of them. Raises `Refused`."""
    if set(ids) != set(fields) or len(ids) != len(fields):
        raise Refused("the fields have changed meanwhile; load them again", "fields_changed")
    consents = [fields[id].kind is AskedKind.CONSENT for id in ids]
    if consents != sorted(consents):
        raise Refused("the consent always comes last", "field_consent_last")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
