"""What happens to tickets and callbacks. A ticket or callback belongs to the contact (call) that made it."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal import Fact


class TicketKind(StrEnum):
    ANSWERED = "answered"
    ABANDONED = "abandoned"  # the caller gave up while waiting
    OUTBOUND = "outbound"  # an agent called, whatever came of it (TEL-26)
    VOICEMAIL = "voicemail"  # the caller left a message for the agents of a queue
    FORWARDED = "forwarded"  # the route put the caller through to somebody outside
    CALLBACK = "callback"  # the caller asked to be called, and nobody talked
    MANUAL = "manual"  # somebody made it by hand (TKT-25)
    HANDED_OVER = "handed_over"  # another service of the house asks (TKT-27)


class Channel(StrEnum):
    """Where a ticket came from (TKT-02)."""

    PHONE = "phone"
    MANUAL = "manual"
    TRANSFER = "transfer"


CHANNELS = {TicketKind.MANUAL: Channel.MANUAL, TicketKind.HANDED_OVER: Channel.TRANSFER}  # of all others the phone
WITHOUT_TALK = frozenset({TicketKind.ABANDONED, TicketKind.CALLBACK, *CHANNELS})  # nothing of the contact goes on


class CallbackReason(StrEnum):
    ASKED = "asked"  # the caller asked for it in the route
    ABANDONED = "abandoned"
    INTERRUPTED = "interrupted"  # the switch failed in the middle of the talk
    MISSED = "missed"  # noted by the dialplan while the server was away
    VOICEMAIL = "voicemail"  # with a message left behind
    LOST = "lost"  # the line broke while the caller waited; called back at the old place


class CallbackResult(StrEnum):
    """What came of a promise."""

    REACHED = "reached"
    NOT_REACHED = "not reached"  # tried often enough
    NOT_WANTED = "not wanted"  # the customer has called again, or no longer needs it


@dataclass(frozen=True, slots=True)
class TicketFact(Fact):
    """ticket: a number that people read to each other, 1 and up."""

    call: str
    ticket: int

    @property
    def subject(self) -> str:
        return f"call:{self.call}"


@dataclass(frozen=True, slots=True)
class TicketOpened(TicketFact):
    """callback: the promise that this call keeps, or that its caller asked for; after: the ticket that it was dialled,
    made or transferred from; 0 for none. What was made by hand has a contact of its own, which is no call."""

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
class TicketPassed(TicketFact):
    """Another agent talks to the same caller now."""

    agent: str


@dataclass(frozen=True, slots=True)
class TicketFlagged(TicketFact):
    """flag: such as `hostile`; note: why, in the words of the one who flagged."""

    flag: str
    note: str


@dataclass(frozen=True, slots=True)
class TalkEnded(TicketFact):
    """seconds: of talk, hold included (TEL-36), 0 when nobody answered; cause: why it ended, for an outgoing call that
    nobody answered one of the words of `cti.facts.OutEnd`; by: who ended the call."""

    seconds: float
    cause: str
    by: str


@dataclass(frozen=True, slots=True)
class PromiseFact(Fact):
    """call: the contact in which the promise was made; callback: its number, 1 and up."""

    call: str
    callback: int

    @property
    def subject(self) -> str:
        return f"call:{self.call}"


@dataclass(frozen=True, slots=True)
class CallbackAsked(PromiseFact):
    """A promise to call somebody (CB). caller: the number to call; since: epoch seconds from which the caller has
    waited, which is the place of the callback; 0 where nobody noted it. queued_at: those since when they stood in a
    queue, 0 for not; priority, skills: with which."""

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


@dataclass(frozen=True, slots=True)
class CallbackAskedAgain(PromiseFact):
    """The same number has called the same queue again and is owed a call already. call: this contact, not the first."""

    service: str
    reason: CallbackReason


@dataclass(frozen=True, slots=True)
class CallbackAssigned(PromiseFact):
    """agent: who is to call (담당자); by: who decided so (분배자, CB-15)."""

    service: str
    agent: str
    by: str


@dataclass(frozen=True, slots=True)
class CallbackUnassigned(PromiseFact):
    """agent: who had it; nobody has it now. Attempts and time stay (CB-16)."""

    service: str
    agent: str
    by: str


@dataclass(frozen=True, slots=True)
class CallbackTried(PromiseFact):
    """Somebody pressed Connect: an attempt, whatever comes of it (CB-07)."""

    agent: str


@dataclass(frozen=True, slots=True)
class CallbackTimed(PromiseFact):
    """The customer wants to be called at this time. due_at: epoch seconds, 0: at any time."""

    service: str
    agent: str
    due_at: float


@dataclass(frozen=True, slots=True)
class CallbackFellDue(PromiseFact):
    """Its time has come. agent: who is to call, "" while nobody is."""

    service: str
    agent: str


@dataclass(frozen=True, slots=True)
class CallbackClosed(PromiseFact):
    """The promise is kept or no longer wanted; the same number may be promised again. by: who completed it, "" for a
    rule; note: for colleagues."""

    service: str = ""
    by: str = ""
    result: CallbackResult = CallbackResult.REACHED
    note: str = ""
