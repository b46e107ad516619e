"""What routes, routing, agents and the house itself ask of a call."""

from dataclasses import dataclass, field

from cti.because import Because
from cti.commands.base import AgentCallCommand, CallCommand
from cti.queueing import To, When


@dataclass(frozen=True, slots=True)
class EnterRoute(CallCommand):
    """switched, prompt: as in `facts.RouteEntered`."""

    service: str
    route: str
    version: int
    language: str
    switched: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class RefuseNumber(CallCommand):
    """Nobody is called like that: announce and release."""


@dataclass(frozen=True, slots=True)
class EnterStep(CallCommand):
    step: str
    visit: int
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class TakeWay(CallCommand):
    step: str
    way: str
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ChooseLanguage(CallCommand):
    language: str


@dataclass(frozen=True, slots=True)
class Play(CallCommand):
    """Play these prompts one after the other in the call's language."""

    playback: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopPrompt(CallCommand):
    playback: str


@dataclass(frozen=True, slots=True)
class TimeOutInput(CallCommand):
    step: str
    visit: int


@dataclass(frozen=True, slots=True)
class Enqueue(CallCommand):
    """All as in `Queued`."""

    queue: str
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    agent: str = ""
    agent_wait: float = 0.0
    promise: str = ""
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class WidenQueue(CallCommand):
    """Let others take the caller too. skills, agent, why: as in `QueueWidened`."""

    skills: dict[str, int]
    agent: str
    why: str


@dataclass(frozen=True, slots=True)
class WidenRing(CallCommand):
    """Let more agents take the caller. As the fields of `RingWidened`."""

    ring: int
    after: float


@dataclass(frozen=True, slots=True)
class NoteWait(CallCommand):
    """Keep why the caller has to wait."""

    because: Because


@dataclass(frozen=True, slots=True)
class LeaveQueue(CallCommand):
    """Lead a caller who waits on in the route. Refused while it rings at somebody. overflow, why: as in `QueueLeft`."""

    overflow: int
    why: str


@dataclass(frozen=True, slots=True)
class Overflow(CallCommand):
    """Send a caller who waits on. Refused while it rings at somebody, and where there is no number to call back. when:
    the limit that was met, or that a key was pressed; target: a queue or a route, "" for a callback and a goodbye."""

    when: When
    to: To
    target: str = ""


@dataclass(frozen=True, slots=True)
class RequestCallback(CallCommand):
    number: str
    queue: str


@dataclass(frozen=True, slots=True)
class Offer(CallCommand):
    """seconds, together and auto: as in the fact; the desk fills them in from the queue of the call. queue: where the
    caller was to wait; refused where that is another one by now; "" for any."""

    agent: str
    why: str = ""
    seconds: float = 0.0
    together: bool = False
    auto: bool = False
    because: Because | None = None
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Beep(CallCommand):
    """Let the agent hear that this call is about to connect by itself."""

    agent: str


@dataclass(frozen=True, slots=True)
class ExpireOffer(CallCommand):
    """The ring time of this offer is over."""

    agent: str


@dataclass(frozen=True, slots=True)
class FailOffer(CallCommand):
    """by_switch: the agent's phone is not at fault."""

    agent: str
    reason: str
    by_switch: bool = False


@dataclass(frozen=True, slots=True)
class Confirm(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class Cancel(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class Hold(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class Retrieve(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class HangUp(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class SendDigits(AgentCallCommand):
    """The caller's side hears these digits (0-9 * # A-D, 32 at most)."""

    digits: str


@dataclass(frozen=True, slots=True)
class Dismiss(AgentCallCommand):
    """by: `policy` where the time rule asks, "" for the agent."""

    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Clear(CallCommand):
    cause: str = "normal"
    by: str = "system"


@dataclass(frozen=True, slots=True)
class Requeue(CallCommand):
    """The agent's phone stayed away for too long: give the caller back to the queue."""

    agent: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comfort(CallCommand):
    """The agent's phone is away (on=True): the caller hears music until it is back."""

    on: bool


@dataclass(frozen=True, slots=True)
class Restore(CallCommand):
    """The call came back from the dialplan: put it again where it belongs. Calls in a route are led on by the route."""
