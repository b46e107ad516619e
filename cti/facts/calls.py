"""The life of a call: the way in, queue and offer, the talk, the end."""

from dataclasses import dataclass, field

from cti.because import Because
from cti.facts.base import CallFact
from cti.queueing import When
from journal import Fact


@dataclass(frozen=True, slots=True)
class Arrived(CallFact):
    """A call reached us. caller: the number as digits with an optional leading +, "" when withheld. node: the Asterisk
    that it came to, "" where there is one only."""

    caller: str
    dialled: str
    name: str = ""
    trunk: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True)
class Returned(CallFact):
    """A call that we knew came back from the dialplan, where it heard music while nobody answered for it."""


@dataclass(frozen=True, slots=True)
class RouteEntered(CallFact):
    """The dialled number has a route; the call belongs to this service from now on (TEL-22).

    switched: the emergency switch of the service that this call met, "" for none; prompt: what it says then.
    """

    service: str
    route: str
    version: int
    language: str
    switched: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Unallocated(CallFact):
    """The dialled number has no route: a short announcement, then the line is released (SIP 404)."""

    dialled: str


@dataclass(frozen=True, slots=True)
class Answered(CallFact):
    pass


@dataclass(frozen=True, slots=True)
class StepEntered(CallFact):
    """The caller stands at this step of the route. visit: how often the route has moved, so that timers can tell.

    label, code: what the step puts on the IVR path (IVR-02, IVR-04); "" where it is unnamed.
    """

    step: str
    visit: int = 0
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class WayTaken(CallFact):
    """The caller chose: digit → label. `label` and `code` make the IVR path (IVR-02, IVR-04); "" where unnamed."""

    step: str
    way: str
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class LanguageChosen(CallFact):
    """What the caller hears from here on is in this language."""

    language: str


@dataclass(frozen=True, slots=True)
class PromptStarted(CallFact):
    """prompts: names of prompts, played one after the other; playback: an id that is unique within the call."""

    playback: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromptEnded(CallFact):
    """played: False when the sound was cut short or missing."""

    playback: str
    played: bool = True


@dataclass(frozen=True, slots=True)
class DigitPressed(CallFact):
    digit: str


@dataclass(frozen=True, slots=True)
class InputTimedOut(CallFact):
    """No digit came within the step's time. visit: of the step that waited."""

    step: str
    visit: int


@dataclass(frozen=True, slots=True)
class CallbackRequested(CallFact):
    """The caller asked in the route to be called back. number: the one to call; queue: whose agents call."""

    number: str
    queue: str


@dataclass(frozen=True, slots=True)
class Missed(Fact):
    """A call that ended in the dialplan while nobody answered for it; picked up at the next start.

    kind: `held` (hung up in the music), `callback`, `voicemail`, `emergency-queue` or `giveup` (the choices of
    the dialplan's give-up menu); at: epoch seconds of the note.
    """

    call: str
    caller: str
    dialled: str
    kind: str
    noted_at: float

    @property
    def subject(self) -> str:
        return f"missed:{self.call}"


@dataclass(frozen=True, slots=True)
class Queued(CallFact):
    """priority: higher goes first; skills: what an agent must have, and at least how much of it.

    agent: the only one for whom the caller waits, for `agent_wait` seconds, then for anybody; "" for anybody at once.
    promise: the promised call to this number that waited here, whose place the caller takes over; since: that place, in
    epoch seconds, 0 for now.
    """

    queue: str
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    agent: str = ""
    agent_wait: float = 0.0
    promise: str = ""
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class QueueWidened(CallFact):
    """Others than before may take the caller, whose place stays. skills, agent: as in `Queued`; why: a sentence in
    English."""

    skills: dict[str, int]
    agent: str
    why: str


@dataclass(frozen=True, slots=True)
class RingWidened(CallFact):
    """More agents than before may take the caller, who has waited long enough. ring: how many rings of the queue are
    open; after: seconds of waiting after which this one opens."""

    queue: str
    ring: int
    after: float


@dataclass(frozen=True, slots=True)
class NotMatched(CallFact):
    """The caller has to wait. because: who is there and why each of them does not get the caller."""

    queue: str
    because: Because


@dataclass(frozen=True, slots=True)
class QueueLeft(CallFact):
    """The caller does not wait there any longer and goes on in the route, by the `overflow`-th way out of the queue
    step, from 1; 0: by `otherwise`. The time of arrival stays, for the next queue. why: a sentence in English."""

    queue: str
    why: str
    overflow: int


@dataclass(frozen=True, slots=True)
class Overflowed(CallFact):
    """The caller waits in another queue than before, at the old place. queue: where the caller waits now; left: where
    before; why: the limit that was met there, or that the caller pressed a key."""

    queue: str
    left: str
    why: When


@dataclass(frozen=True, slots=True)
class Offered(CallFact):
    """why: the rule that chose this agent, as a sentence in English.

    seconds: how long it may ring, 0: as the queue says; together: it may ring at others at the same time, and the first
    who confirms has it; auto: it connects by itself after a beep in the agent's line; because: the rule with its
    figures, and who was passed over; None where a person chose, and in journals of older versions.
    """

    agent: str
    why: str = ""
    seconds: float = 0.0
    together: bool = False
    auto: bool = False
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class PhoneAwaited(CallFact):
    """The agent has confirmed while the phone was away: they are connected as soon as it is back (decision 0015)."""

    agent: str


@dataclass(frozen=True, slots=True)
class OfferConfirmed(CallFact):
    agent: str


@dataclass(frozen=True, slots=True)
class OfferCancelled(CallFact):
    """The agent said no; the call waits again at its old place (TEL-21)."""

    agent: str


@dataclass(frozen=True, slots=True)
class OfferWithdrawn(CallFact):
    """It rang at several; another agent was faster. by: who has the call now."""

    agent: str
    by: str


@dataclass(frozen=True, slots=True)
class OfferUnanswered(CallFact):
    """The ring time ran out (RONA)."""

    agent: str


@dataclass(frozen=True, slots=True)
class OfferFailed(CallFact):
    """Nothing came of it after all; the call waits again at its old place. by_switch: not the agent's phone is at
    fault, the switch did not answer, or did not do what it was told."""

    agent: str
    reason: str
    by_switch: bool = False


@dataclass(frozen=True, slots=True)
class Established(CallFact):
    """Caller and agent hear each other. The ticket exists from here on (TEL-20)."""

    agent: str


@dataclass(frozen=True, slots=True)
class Held(CallFact):
    agent: str


@dataclass(frozen=True, slots=True)
class Retrieved(CallFact):
    agent: str


@dataclass(frozen=True, slots=True)
class Requeued(CallFact):
    """The agent's phone stayed away: the caller waits again at the old place."""

    agent: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dismissed(CallFact):
    """강성종료: the agent is out, the caller hears the closing announcement to its end (TEL-31).

    by: `policy` where the time rule ended the call, "" for the agent.
    """

    agent: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Releasing(CallFact):
    """We are hanging up. by: `agent:ID`, `route`, `policy`, `system`."""

    cause: str
    by: str


@dataclass(frozen=True, slots=True)
class Cleared(CallFact):
    """The call is over. cause: Q.850 in words; by: who ended it, `caller` where it was not us."""

    cause: str
    by: str = "caller"


@dataclass(frozen=True, slots=True)
class OrderFailed(CallFact):
    """The switch could not do what it was told. order: the name of the order; status: HTTP status or 0."""

    order: str
    agent: str
    status: int
    reason: str
