"""What a service keeps of its customers: fields that each has, and those that an admin defines. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cti.refused import Refused

MOST_FIELDS, LONGEST = 40, 500  # fields of a service; signs of a value
MOST_MONTHS = 240
KEY = re.compile(r"^[a-z][a-z0-9_]{0,29}$")
ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
NUMBER = re.compile(r"^[+-]?\d{1,18}(\.\d{1,9})?$")


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"  # as 2026-11-28
    CHOICE = "choice"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Field:
    """key: its name for programs; label: for people; choices: of a choice."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()


NAME, LOGIN, EMAIL, PHONE, USER_KEY = "name", "login", "email", "phone", "user_key"
STANDARD = (  # what every customer can have, and is sought by (CUS-03)
    Field(NAME, "Name"),
    Field(PHONE, "Phone number", Kind.PHONE),
    Field(EMAIL, "E-mail", Kind.EMAIL),
    Field(LOGIN, "ID"),
    Field(USER_KEY, "User key"),
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a service keeps, and how long. months: after the last contact; 0 keeps for ever."""

    fields: tuple[Field, ...] = field(default=())
    months: int = 0

    def field(self, key: str) -> Field | None:
        return next((each for each in (*STANDARD, *self.fields) if each.key == key), None)


def complaint_about(keeping: Keeping) -> str:
    """ "" for one that can be."""
    keys = [each.key for each in (*STANDARD, *keeping.fields)]
    if len(keeping.fields) > MOST_FIELDS:
        return f"fields: more than {MOST_FIELDS} are too many for one form"
    if not 0 <= keeping.months <= MOST_MONTHS:
        return f"months: 0 for ever, or up to {MOST_MONTHS}"
    return next(filter(None, (_wrong(each, keys) for each in keeping.fields)), "")


def _wrong(each: Field, keys: Iterable[str]) -> str:
    if not KEY.match(each.key):
        return f"fields: {each.key!r} is no key; write small letters, digits and _"
    if list(keys).count(each.key) > 1:
        return f"fields: there are two fields {each.key}"
    if not each.label.strip():
        return f"fields: {each.key} has no name for people"
    if (each.kind is Kind.CHOICE) != bool(each.choices):
        return f"fields: {each.key} needs choices, if it is one, and none else"
    return ""


def checked(of: Field, text: str) -> str:
    """The value as it is kept. Raises `Refused` for what cannot be one of this field."""
    value = " ".join(text.split())
    if not value or len(value) > LONGEST or not _fits(of, value):
        raise Refused(f"{of.label}: {HINTS[of.kind]}", "customer_value", field=of.label)
    return value


def _fits(of: Field, value: str) -> bool:
    match of.kind:
        case Kind.EMAIL:
            return ADDRESS.match(value) is not None
        case Kind.NUMBER:
            return NUMBER.match(value) is not None
        case Kind.CHOICE:
            return value in of.choices
        case Kind.DATE:
            return _is_date(value)
    return True


def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


HINTS = {
    Kind.TEXT: f"write up to {LONGEST} signs",
    Kind.NUMBER: "write a number, such as 12 or 3.5",
    Kind.DATE: "write a day, such as 2026-11-28",
    Kind.CHOICE: "choose one of the list",
    Kind.EMAIL: "write an address, such as kim@example.org",
    Kind.PHONE: "write a whole number, with + in front for one abroad",
}
