"""What remains of calls: tickets, callbacks, recordings, timelines, how it sounded."""

from dataclasses import dataclass, field
from typing import Literal

from cti.facts import AgentState, Listening
from cti.table import CallState
from server.emodel import Grade
from server.times import Time
from ticketing.facts import Channel, TicketKind
from ticketing.life import AssignedBy, TicketState, TicketStep

Priority = Literal["low", "normal", "high", "urgent"]


@dataclass(frozen=True, slots=True)
class TicketView:
    """talk_seconds: 0 while talking; result: why the call ended, "" while it goes on; callback: the promise that it
    keeps, after: the ticket it was dialled, made or transferred from, 0 for none; name: what it is called
    outside (TKT-03); group: whose it is, 0 for none; receipt, processing: categories, 0 for none; changed_at: when it
    came into its state; answers: of a survey after the talk, by question; erased: the customer was, so there is no
    number."""

    id: int
    call: str
    kind: TicketKind
    state: TicketState
    service: str
    queue: str
    caller: str
    path: list[str]
    agent: str
    opened_at: Time
    talk_seconds: float
    note: str
    subject: str
    flags: list[str]
    result: str = ""
    callback: int = 0
    after: int = 0
    name: str = ""
    group: int = 0
    assigned_by: AssignedBy = AssignedBy.NOBODY
    channel: Channel = Channel.PHONE
    priority: Priority = "normal"
    receipt: int = 0
    processing: int = 0
    changed_at: Time = 0.0
    erased: bool = False
    answers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadChangeView:
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TicketEventView:
    """Something that a person did with a ticket. state, agent, group: as they were afterwards; text: a comment or "";
    changes: of head and fields, each with what, before and after; trigger: the title of the one that did it, "" where a
    person did, or where it is gone."""

    id: int
    at: Time
    by: str
    step: TicketStep
    state: TicketState
    agent: str
    text: str
    group: int = 0
    changes: list[HeadChangeView] = field(default_factory=list)
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of one ticket of a batch. code, detail, values: why not, as of a problem document."""

    id: int
    done: bool
    code: str = ""
    detail: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PauseView:
    """Seconds from the beginning of the recording."""

    begin: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingView:
    """What is kept of a talk, or of what a caller said into a route. how: it ended, "" while it runs.

    ticket: 0 where the call has none; delete_after: never while it is locked; may_change: this person may lock and
    delete it; reason: why it is locked or deleted, or what failed.
    """

    id: str
    kind: Literal["talk", "message"]
    call: str
    ticket: int
    queue: str
    service: str
    agents: list[str]
    started_at: Time
    seconds: float
    size: int
    sha256: str
    state: Literal["recording", "finishing", "ready", "failed", "deleted"]
    how: str
    locked: bool
    reason: str
    delete_after: Time
    pauses: list[PauseView]
    may_change: bool


@dataclass(frozen=True, slots=True)
class WaveformView:
    """Peaks of both sides from 0 to 255, evenly over the whole length."""

    caller: list[int]
    agents: list[int]


@dataclass(frozen=True, slots=True)
class PlayView:
    """Somebody opened the recording. by: who, by id."""

    by: str
    how: Listening
    at: Time


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a contact's journal. kind: name of the fact; fact: its fields; cause: number of the cause."""

    number: int
    at: Time
    cause: int
    kind: str
    fact: dict[str, object]


@dataclass(frozen=True, slots=True)
class WitnessView:
    """What Asterisk wrote of one channel. kind: `CHAN_START`, `HANGUP`; dialled: the extension; id: of the channel;
    linked: to which call it belongs; more: JSON; line: whose it is, the contact's own, one called out for it, or an
    agent's open line, which has its agent; cause: of the end in words of Q.850, as in `Cleared`, "" for a beginning."""

    at: Time
    kind: str
    channel: str
    dialled: str
    id: str
    linked: str
    more: str
    line: Literal["contact", "outside", "agent", "other"]
    agent: str
    cause: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a talk now. mos: 1 to 4.5, estimated by the E-model; loss: percent; jitter, rtt: ms."""

    side: Literal["agent", "caller"]
    agent: str
    mos: float
    grade: Grade
    loss: float
    jitter: float
    rtt: float


@dataclass(frozen=True, slots=True)
class SideSoundedView:
    """One side of a talk as it was. average, worst: scores of all its minutes and of the worst one."""

    side: Literal["agent", "caller"]
    agent: str
    average: float
    worst: float
    grade: Grade
    worst_at: Time


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """Somebody who waited in the same queue. call: "" for who may not see other people's contacts; rings: it was
    offered to somebody at that moment."""

    position: int
    call: str
    since: Time
    priority: int
    rings: bool


@dataclass(frozen=True, slots=True)
class LineThen:
    """waiting: how many; position: of the call itself, from 1; items: the first of them and the call itself."""

    waiting: int
    position: int
    items: list[PlaceThen]


@dataclass(frozen=True, slots=True)
class AgentThen:
    id: str
    state: AgentState
    since: Time


@dataclass(frozen=True, slots=True)
class MomentView:
    """What was so right after one entry of a call. parties: who was in it; waited_since: 0 for who has not waited yet.

    line: None while it did not wait; agents: of its queue who were logged in, while it waited; counts: all of its
    queue by state.
    """

    number: int
    state: CallState
    queue: str
    parties: list[str]
    waited_since: Time
    line: LineThen | None
    agents: list[AgentThen]
    counts: dict[str, int]
