"""Everything that can be asked of the book of tickets and callbacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from journal import Command
from ticketing.facts import CallbackReason, CallbackResult, TicketKind


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
class PromiseCommand(BookCommand):
    """About callbacks."""


@dataclass(frozen=True, slots=True)
class AskCallback(PromiseCommand):
    """Promise to call somebody. While a call to the same number is owed in the same queue, that one is counted up.
    since, queued_at, priority, skills: as in `CallbackAsked`; renews: an open one that waits in no queue is closed for
    it; unless: the callback that makes it needless as long as it is open."""

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
class AssignCallbacks(PromiseCommand):
    """to: callback → agent. Those that are closed, or that somebody has, stay as they are. Who may have them was asked
    before. Refused where none is left."""

    to: Mapping[int, str]
    by: str


@dataclass(frozen=True, slots=True)
class UnassignCallbacks(PromiseCommand):
    """Those that are closed, or that nobody has, stay as they are (CB-17). Refused where none is left."""

    callbacks: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class TryCallback(PromiseCommand):
    """agent: who presses Connect. Whether the callback is theirs was asked before."""

    callback: int
    agent: str


@dataclass(frozen=True, slots=True)
class TimeCallback(PromiseCommand):
    """due_at: epoch seconds, 0: at any time. Refused for who is not its assignee."""

    callback: int
    agent: str
    due_at: float


@dataclass(frozen=True, slots=True)
class RemindOfCallback(PromiseCommand):
    callback: int


@dataclass(frozen=True, slots=True)
class CloseCallback(PromiseCommand):
    """by: "" for a rule; a person is refused what is somebody else's, whoever they are (CB-04)."""

    callback: int
    by: str = ""
    result: CallbackResult = CallbackResult.REACHED
    note: str = ""
