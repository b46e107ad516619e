"""What the live pages show: calls, agents, queues, the person, and all of it together."""

from dataclasses import dataclass, field
from typing import Literal

from cti.conduct import Answer, Step
from cti.consult import ConsultState
from cti.facts import AgentState, LineState, NoRoom, PhoneKind
from cti.recording import RecordingState
from cti.table import CallState
from server.times import Time


@dataclass(frozen=True, slots=True)
class WarningsView:
    """heard: the steps that count; saying: the one that the caller hears now, "" for none; next: the one that comes
    next, next_at: when it comes by itself."""

    heard: list[Step]
    saying: str
    next: Step
    next_at: Time


@dataclass(frozen=True, slots=True)
class RecordingNow:
    """The recording of a call of now. told: the caller was told; may: what its agent may ask: on, off, pause, resume;
    `on` only while there is room, see `Present.no_room`.

    by: who began it, "" for the rule of the queue; goes_on_at: when a pause ends by itself, 0 without one.
    """

    state: RecordingState = RecordingState.OFF
    id: str = ""
    by: str = ""
    told: bool = False
    goes_on_at: Time = 0.0
    may: list[Literal["on", "off", "pause", "resume"]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RingView:
    """A call rings at this agent."""

    agent: str
    since: Time
    ring_until: Time


@dataclass(frozen=True, slots=True)
class CallView:
    """caller: "" when withheld; path: labels of the menu ways; ring_until: 0 when it does not ring.

    agent: who has the call; parties: all agents at whom it rings or who talk, that one first; rings: at whom it rings
    and until when; auto_answer: it connects by itself; passed_by: who handed over what rings now.
    consult: the agent who is asked meanwhile, consult_state: how far that is, consult_ring_until: 0 when it does not
    ring there. In a conference `consult` is who was joined last (`joined`) or is asked now; guests: those who were
    joined before, in order; muted: those of the parties whom nobody hears; restricted: what a restricted number met,
    "" for others.
    talk_at: when its first talk began, talking_since: the present one, talked: seconds of those that are over.
    lost_by: whose phone was lost in the talk before, "" where the caller does not wait because of that.
    promised: a promised call that waits in a queue, attempts: how often its customer was called.
    outbound: we called; then caller is who was called and dialled the number that is shown; callback: what it keeps.
    """

    id: str
    state: CallState
    caller: str
    name: str
    dialled: str
    service: str
    route: str
    path: list[str]
    queue: str
    agent: str
    arrived_at: Time
    queued_at: Time
    offered_at: Time
    ring_until: Time
    talk_at: Time
    ticket: int
    parties: list[str] = field(default_factory=list)
    rings: list[RingView] = field(default_factory=list)
    auto_answer: bool = False
    passed_by: str = ""
    consult: str = ""
    consult_state: ConsultState = ConsultState.NONE
    consult_ring_until: float = 0.0
    outbound: bool = False
    callback: int = 0
    promised: bool = False
    attempts: int = 0
    warnings: WarningsView | None = None
    restricted: Answer | Literal[""] = ""
    recording: RecordingNow = RecordingNow()
    guests: list[str] = field(default_factory=list)
    muted: list[str] = field(default_factory=list)
    talking_since: Time = 0.0
    talked: float = 0.0
    lost_by: str = ""


@dataclass(frozen=True, slots=True)
class PendingView:
    """What is set for an agent for after the call. by: the name of who did, note: why, in their words."""

    state: AgentState
    reason: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class AgentView:
    """phone: it can speak now; seat: id of a desk phone; line: of a phone that is called for each call; away_since:
    when the phone of an agent who is logged in was lost, 0 while it is there; muted: until the talk is over; awaited:
    the call that was confirmed while the phone was away, and is connected when it is back.

    until: when a rule ends the state; recovery_until: until when the agent recovers from an incident; by: the name of
    whoever forced it, note: why, in their words. note and pending are there for the agent and for those who see
    everything.
    """

    id: str
    name: str
    state: AgentState
    reason: str
    since: Time
    phone: bool
    call: str
    queues: list[str]
    recovery_until: Time = 0.0
    until: Time = 0.0
    by: str = ""
    note: str = ""
    pending: PendingView | None = None
    phone_kind: PhoneKind = PhoneKind.BROWSER
    seat: str = ""
    line: LineState = LineState.CLOSED
    away_since: Time = 0.0
    muted: bool = False
    awaited: str = ""


@dataclass(frozen=True, slots=True)
class QueueView:
    """Figures of today (docs/figures.md): answered, abandoned, within (answered within the service-level time); service
    level of all, and of those who were answered; asa, aht, longest wait: seconds; occupancy: of the members. None
    where there is nothing yet.

    auto_answer: its calls connect by themselves; ring_all: they ring at all who are ready.
    """

    id: str
    name: str
    service: str
    waiting: int
    longest_since: Time
    agents_ready: int
    agents_on_duty: int
    answered: int
    abandoned: int
    within: int
    auto_answer: bool = False
    ring_all: bool = False
    service_level: float | None = None
    level_of_answered: float | None = None
    asa: float | None = None
    aht: float | None = None
    occupancy: float | None = None
    longest: float = 0.0


@dataclass(frozen=True, slots=True)
class TargetView:
    """An agent to whom a call could go. why_not: "" when it may go there now, `phone` when only the phone is missing,
    `state` when the agent is not ready."""

    agent: AgentView
    why_not: Literal["", "state", "phone"]


@dataclass(frozen=True, slots=True)
class TargetsView:
    """agents: those who are ready first, the one who has been ready longest before all others.

    routes: those through which a caller can be sent, by name.
    """

    agents: list[TargetView]
    queues: list[QueueView]
    routes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReasonView:
    id: str
    state: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class ServiceView:
    """functions: those of its contract."""

    id: str
    name: str
    functions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Me:
    """The person who is signed in. csrf: to be sent as header `X-CSRF-Token` with every change; rights: by service, ""
    for the organisation; roles: names for what the rights come to; colleagues: names by id of those who never use the
    phone, all others stand among the agents; cti_id: under which the person takes calls, "" for none."""

    id: str
    name: str
    roles: list[str]
    services: list[ServiceView]
    language: str
    phone: bool
    reasons: list[ReasonView]
    csrf: str
    demo: bool
    rights: dict[str, list[str]]
    colleagues: dict[str, str] = field(default_factory=dict)
    cti_id: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Everything that the signed-in person may see, as of entry `number`. The live socket continues from there.

    no_room: why nothing can be recorded now; `RecordingRoomChanged` tells when that changes.
    """

    number: int
    now: Time
    me: AgentView | None
    call: CallView | None
    calls: list[CallView] = field(default_factory=list)
    agents: list[AgentView] = field(default_factory=list)
    queues: list[QueueView] = field(default_factory=list)
    no_room: NoRoom = NoRoom.NONE
