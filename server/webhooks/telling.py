"""A fact as programs outside are told it: the same for webhooks and for the event feed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from cti import facts as cti
from journal import Entry, Fact
from server.hiding import hidden
from server.times import rfc3339, stamped
from storage.vocabulary import KINDS, fields

OF_A_SERVICE = frozenset({"service", "call", "agent", "person", "queue"})  # one of them tells to which a fact belongs
NOBODYS = (cti.PhoneChosen, cti.PhoneAttached)  # where somebody's phone is, is their own business


@dataclass(frozen=True, slots=True)
class Event:
    """type: the kind of the fact; timestamp: RFC 3339; number: of the entry, which grows; cause: that of the entry it
    follows from, 0 for none; data: the fact, field by field; a field that may not be seen is empty."""

    type: str
    timestamp: str
    number: int
    cause: int
    service: str
    data: Mapping[str, object]


def told_kinds() -> dict[str, type[Fact]]:
    """The kinds that can be told: those that belong to a service."""
    return {name: kind for name, kind in KINDS.items() if kind.__dataclass_fields__.keys() & OF_A_SERVICE}


def group_of(kind: type[Fact]) -> str:
    """What it is about: the module that declares it, such as `calls`; of a room with one module, the room."""
    room, _, module = kind.__module__.partition(".facts")
    return module.removeprefix(".") or room


def event(entry: Entry, service: str, whole: bool) -> Event:
    """whole: with numbers, names and digits."""
    kind, data = type(entry.fact).__name__, fields(entry.fact)
    seen = data if whole and not isinstance(entry.fact, NOBODYS) else hidden(kind, data)
    stamped_ = stamped(seen)
    assert isinstance(stamped_, dict)
    return Event(kind, rfc3339(entry.at) or "", entry.number, entry.cause or 0, service, stamped_)


def body_of(told: Event) -> bytes:
    return msgspec.json.encode(told)
