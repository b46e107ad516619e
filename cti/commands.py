"""Everything that can be asked of a call or an agent."""

from dataclasses import dataclass

from cti.facts import AgentState, ConsultEnd
from journal import Command


@dataclass(frozen=True, slots=True)
class CallCommand(Command):
    call: str


# --- asked by routes -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EnterRoute(CallCommand):
    service: str
    route: str
    version: int
    language: str


@dataclass(frozen=True, slots=True)
class RefuseNumber(CallCommand):
    """Nobody is called like that: announce and release."""


@dataclass(frozen=True, slots=True)
class EnterStep(CallCommand):
    step: str
    visit: int


@dataclass(frozen=True, slots=True)
class TakeWay(CallCommand):
    step: str
    way: str
    label: str = ""
    code: str = ""


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
    queue: str
    priority: int = 0


@dataclass(frozen=True, slots=True)
class RequestCallback(CallCommand):
    number: str
    queue: str


# --- asked by routing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer(CallCommand):
    agent: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExpireOffer(CallCommand):
    """The ring time of this offer is over."""

    agent: str


@dataclass(frozen=True, slots=True)
class FailOffer(CallCommand):
    agent: str
    reason: str


# --- asked by agents -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgentCallCommand(CallCommand):
    """Asked by the agent who has the call; refused to everybody else."""

    agent: str


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
    reason: str


@dataclass(frozen=True, slots=True)
class TransferCommand(AgentCallCommand):
    pass


@dataclass(frozen=True, slots=True)
class Consult(TransferCommand):
    """Hold the caller and ask this agent first."""

    target: str


@dataclass(frozen=True, slots=True)
class Swap(TransferCommand):
    """In a consultation: speak with the other one, caller or target."""


@dataclass(frozen=True, slots=True)
class Conference(TransferCommand):
    """Let the caller and both agents talk."""


@dataclass(frozen=True, slots=True)
class Complete(TransferCommand):
    """Let the caller and the target talk, and be out."""


@dataclass(frozen=True, slots=True)
class Abandon(TransferCommand):
    """Give the consultation up and be back with the caller."""


@dataclass(frozen=True, slots=True)
class PassToAgent(TransferCommand):
    """Hand the caller over without asking: it rings at the target."""

    target: str


@dataclass(frozen=True, slots=True)
class PassToQueue(TransferCommand):
    queue: str


# --- asked by the house itself -------------------------------------------------------------------------------------


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
class ExpireConsult(CallCommand):
    """The ring time of the question is over."""

    target: str


@dataclass(frozen=True, slots=True)
class FailConsult(CallCommand):
    """The target's phone cannot take the question, or stayed away."""

    target: str
    how: ConsultEnd


@dataclass(frozen=True, slots=True)
class Comfort(CallCommand):
    """The agent's phone is away (on=True): the caller hears music until it is back."""

    on: bool


@dataclass(frozen=True, slots=True)
class Restore(CallCommand):
    """The call came back from the dialplan: put it again where it belongs. Calls in a route are led on by the route."""


@dataclass(frozen=True, slots=True)
class AgentCommand(Command):
    agent: str


@dataclass(frozen=True, slots=True)
class SetAgentState(AgentCommand):
    """by: the agent, or the person or rule that forces the state."""

    state: AgentState
    reason: str = ""
    by: str = ""
