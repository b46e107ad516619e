"""A service's own system that knows its customers: what is sent to it, what is read from its answer (CUS-16 to CUS-24).
Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cti.refused import Refused

MOST = 20  # items of a kind
LONGEST = 200  # signs of a value that is sent
VARIABLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]{0,59}$")
TYPED, NUMBER = "", "number"  # sources: whoever asks types it; the customer's number with us


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is sent. source: the field of the customer whose first value is sent by itself (CUS-24), `number`,
    or "" for what is typed; longest: signs."""

    variable: str
    label: str
    source: str = TYPED
    required: bool = True
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that is read. pointer: its place in the answer, such as `/customer/grade` (RFC 6901)."""

    label: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Api:
    """method: GET or POST; allowed: it is asked at all; encrypted: so are what it is asked and what it answers."""

    name: str = ""
    url: str = ""
    method: str = "GET"
    allowed: bool = False
    items: tuple[Item, ...] = ()
    shows: tuple[Shown, ...] = ()
    encrypted: bool = False

    @property
    def asks_by_itself(self) -> bool:
        """Something of the customer is enough to ask."""
        return self.allowed and bool(self.items) and all(each.source or not each.required for each in self.items)


def complaint_about(api: Api, fields: Iterable[str]) -> str:
    """ "" for one that can be. fields: keys that customers of the service can have."""
    sources = {TYPED, NUMBER, *fields}
    if not api.name.strip():
        return "name: give it a name that agents know"
    if not 1 <= len(api.items) <= MOST or not 1 <= len(api.shows) <= MOST:
        return f"items: 1 to {MOST} are sent, and 1 to {MOST} are read"
    for each in api.items:
        if not VARIABLE.match(each.variable) or [one.variable for one in api.items].count(each.variable) > 1:
            return f"items: {each.variable!r} is no name of its own; write letters, digits and _"
        if each.source not in sources:
            return f"items: customers of this service have no {each.source}"
        if not each.label.strip() or not 1 <= each.longest <= LONGEST:
            return f"items: {each.variable} needs a name for people, and a length from 1 to {LONGEST}"
    if any(not each.label.strip() or not each.pointer.strip() for each in api.shows):
        return "shows: each needs a name and its place in the answer, such as /customer/grade"
    return ""


def sent(api: Api, told: Mapping[str, str]) -> dict[str, str]:
    """Variable → value, of what was typed or is known. Raises `Refused` for what is missing or too long."""
    values = {each.variable: told.get(each.variable, "").strip() for each in api.items}
    for each in api.items:
        value = values[each.variable]
        if each.required and not value:
            raise Refused(f"{each.label} is missing", "lookup_missing", field=each.label)
        if len(value) > each.longest:
            raise Refused(f"{each.label} is too long", "lookup_long", field=each.label)
    return {variable: value for variable, value in values.items() if value}


def known(api: Api, values: Mapping[str, str]) -> dict[str, str] | None:
    """What is sent by itself. values: of the customer by field. None where something that is required is not known."""
    told = {each.variable: values.get(each.source, "")[: each.longest] for each in api.items if each.source}
    enough = api.asks_by_itself and all(told[each.variable] for each in api.items if each.required)
    return {variable: value for variable, value in told.items() if value} if enough and any(told.values()) else None
