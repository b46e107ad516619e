"""How tickets are sorted and what is asked in them; what one can choose while handling them."""

from dataclasses import dataclass, field
from typing import Literal

from server.views.triggers import ChoiceView
from ticketing.categories import CategoryTree
from ticketing.fields import AskedKind, Audience
from ticketing.files import EACH, MOST

FieldValue = str | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class CategoryView:
    """parent: 0 at the top; active: shown in the help centre too (TKT-32)."""

    id: int
    service: str
    tree: CategoryTree
    parent: int
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class TicketFieldView:
    """category: the receipt type for which it is asked, and those below it; 0 for all. value: of one ticket;
    known_as: the field of the customer that goes with it; filled: the value is what is known of the customer, and was
    not written here."""

    id: int
    service: str
    audience: Audience
    category: int
    name: str
    kind: AskedKind
    required: bool
    options: list[str]
    example: str
    phone_only: bool
    value: FieldValue = None
    known_as: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class CompletingView:
    """days: until a solved ticket of the service is completed by itself; 0 for never."""

    service: str
    days: int


@dataclass(frozen=True, slots=True)
class TicketGroupView:
    """members: those who work on tickets of the service."""

    id: int
    name: str
    service: str
    members: list[str]


@dataclass(frozen=True, slots=True)
class TicketChoicesView:
    """What the person can choose while handling tickets. services: those of the person; leads: where the person may
    change what others have; issue_services: to which matters are handed over; people: who works on tickets, by service;
    categories: of all of these; files: how many a ticket may have, file_size: bytes of one."""

    services: list[ChoiceView]
    leads: list[str]
    issue_services: list[ChoiceView]
    groups: list[TicketGroupView]
    people: dict[str, list[ChoiceView]]
    categories: list[CategoryView]
    files: int = MOST
    file_size: int = EACH


@dataclass(frozen=True, slots=True)
class KeptFilterView:
    """filter: as a list is asked for."""

    id: int
    name: str
    filter: dict[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportView:
    """done: rows that are written; cut: there were more than a file may have."""

    id: int
    state: Literal["running", "ready", "fetched", "stopped", "failed"]
    done: int
    cut: bool
