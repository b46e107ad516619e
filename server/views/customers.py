"""Customers as people see them: rows of lists with stars, cards with everything."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time
from server.views.callbacks import CallbackView
from server.views.records import TicketView


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A row of the list. number: the customer's own, such as U000042X; name, email: with stars (CUS-06, SEC-10);
    phone: as people of the country dial it."""

    id: int
    number: str
    service: str
    name: str
    email: str
    phone: str
    login: str
    user_key: str
    made_at: Time
    seen_at: Time


@dataclass(frozen=True, slots=True)
class CustomerPhoneView:
    """number: E.164; digits: as people of the country dial it; record: whose it is; by: who added it, `call` for one
    that called."""

    number: str
    digits: str
    record: int
    at: Time
    by: str


@dataclass(frozen=True, slots=True)
class CustomerValueView:
    id: int
    field: str
    value: str
    record: int
    at: Time
    by: str


@dataclass(frozen=True, slots=True)
class CustomerNoteView:
    record: int
    at: Time
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class CustomerEventView:
    """What somebody did. what: made, added, removed, merged, took, split, let go, given; about: a field, the number of
    another record, or what the record was given."""

    record: int
    at: Time
    by: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class CustomerPart:
    """A record that belongs to the customer. into: the one it was merged into, 0 for the customer's own."""

    id: int
    number: str
    into: int


@dataclass(frozen=True, slots=True)
class CustomerView:
    """The card. records: its own and all that were merged into it; may_keep: this person may take away, erase and
    export."""

    id: int
    number: str
    service: str
    name: str
    made_at: Time
    seen_at: Time
    erased: bool
    may_keep: bool
    phones: list[CustomerPhoneView]
    values: list[CustomerValueView]
    notes: list[CustomerNoteView]
    events: list[CustomerEventView]
    records: list[CustomerPart]


@dataclass(frozen=True, slots=True)
class CustomerContact:
    """One thing of a customer's history; the ticket or the callback, whichever it is."""

    kind: Literal["ticket", "callback"]
    id: int
    record: int
    call: str
    at: Time
    ticket: TicketView | None = None
    callback: CallbackView | None = None


@dataclass(frozen=True, slots=True)
class CustomerMet:
    """Who is on the line: what a popup has room for. id 0: nobody whom we know."""

    id: int
    number: str
    name: str
    contacts: list[CustomerContact]


@dataclass(frozen=True, slots=True)
class CustomerFieldView:
    """label: for people, "" for a standard field, which pages name themselves."""

    key: str
    label: str
    kind: Literal["text", "number", "date", "choice", "email", "phone"]
    choices: list[str]


@dataclass(frozen=True, slots=True)
class CustomerKeepingView:
    """months: how long after the last contact customers are kept, 0 for ever."""

    service: str
    fields: list[CustomerFieldView]
    months: int


@dataclass(frozen=True, slots=True)
class ErasureAhead:
    """What erasing a customer would take away, and what has to wait: locked recordings, restrictions in force."""

    tickets: int
    callbacks: int
    calls: int
    recordings: int
    locked: int
    restrictions: int


@dataclass(frozen=True, slots=True)
class ErasureView:
    """Somebody was erased. by: "" for the rule of the service; why: request or retention; waits: how much of it has to
    wait."""

    id: int
    at: Time
    by: str
    service: str
    number: str
    why: str
    done: dict[str, int]
    waits: int


@dataclass(frozen=True, slots=True)
class CustomerApiItem:
    """Something that is sent to a service's own system. source: of the customer, sent by itself; "" for what is typed;
    longest: signs."""

    variable: str
    label: str
    source: str
    required: bool
    longest: int


@dataclass(frozen=True, slots=True)
class CustomerApiShown:
    label: str
    pointer: str


@dataclass(frozen=True, slots=True)
class CustomerApiView:
    """A service's own system that knows its customers. url: "" for who does not keep customers; key: there is one;
    encrypted: so are what it is asked and what it answers."""

    service: str
    name: str
    url: str
    method: Literal["GET", "POST"]
    allowed: bool
    key: bool
    items: list[CustomerApiItem]
    shows: list[CustomerApiShown]
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What it told. outcome: none (nobody was asked), found, missing, failed; status, why: for a test; seconds: it
    took."""

    outcome: str
    name: str
    values: dict[str, str]
    seconds: float
    status: int
    why: str


@dataclass(frozen=True, slots=True)
class CustomerExportView:
    """A file on its way. done, total: customers; cut: there were more than a file may have."""

    id: int
    format: str
    state: Literal["running", "ready", "fetched", "stopped", "failed"]
    done: int
    total: int
    cut: bool
