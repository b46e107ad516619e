"""Everything that can be asked of the book of tickets and callbacks."""

from dataclasses import dataclass, field

from journal import Command
from ticketing.facts import CallbackReason, TicketKind


@dataclass(frozen=True, slots=True)
class BookCommand(Command):
    pass


@dataclass(frozen=True, slots=True)
class OpenTicket(BookCommand):
    """agent: "" where nobody talked; path, code: the IVR path of the call; callback, after: as in `TicketOpened`."""

    call: str
    kind: TicketKind
    service: str
    queue: str
    caller: str
    agent: str
    path: tuple[str, ...] = ()
    code: str = ""
    callback: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class PassTicket(BookCommand):
    """Another agent talks to the same caller."""

    call: str
    agent: str


@dataclass(frozen=True, slots=True)
class FlagTicket(BookCommand):
    call: str
    flag: str
    note: str


@dataclass(frozen=True, slots=True)
class EndTalk(BookCommand):
    """seconds: of talk, hold included."""

    call: str
    seconds: float
    cause: str
    by: str


@dataclass(frozen=True, slots=True)
class AskCallback(BookCommand):
    """Promise to call somebody. Refused while one for the same number is open in the same queue. since, queued_at,
    priority, skills: as in `CallbackAsked`; renews: an open one that waits in no queue is closed for it; unless: the
    callback that makes it needless as long as it is open."""

    call: str
    service: str
    queue: str
    caller: str
    reason: CallbackReason
    path: tuple[str, ...] = ()
    code: str = ""
    since: float = 0.0
    queued_at: float = 0.0
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    renews: bool = False
    unless: int = 0


@dataclass(frozen=True, slots=True)
class CloseCallback(BookCommand):
    callback: int


@dataclass(frozen=True, slots=True)
class TryCallback(BookCommand):
    """agent: who presses Connect. Whether the callback is theirs was asked before."""

    callback: int
    agent: str
