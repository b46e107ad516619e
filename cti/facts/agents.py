"""What happens to agents and to their phones."""

from dataclasses import dataclass

from cti.facts.base import AgentState
from journal import Fact


@dataclass(frozen=True, slots=True)
class AgentFact(Fact):
    agent: str


@dataclass(frozen=True, slots=True)
class AgentStateChanged(AgentFact):
    """by: the supervisor or rule that forced the state, "" where the agent chose it or a call brought it about.

    note: why they did, in their words; until: when a rule ends the state (epoch seconds), 0: it has no end.
    """

    state: AgentState
    reason: str = ""
    by: str = ""
    note: str = ""
    until: float = 0.0

    @property
    def subject(self) -> str:
        return f"agent:{self.agent}"


@dataclass(frozen=True, slots=True)
class AgentStatePending(AgentFact):
    """Somebody set a state for after the call that the agent is in. by, note: who, and why in their words."""

    state: AgentState
    reason: str
    by: str
    note: str

    @property
    def subject(self) -> str:
        return f"pending:{self.agent}"


@dataclass(frozen=True, slots=True)
class AgentStatePendingOver(AgentFact):
    """Nothing is set for after the call any more: it has taken effect, was taken back, or cannot be."""

    @property
    def subject(self) -> str:
        return f"pending:{self.agent}"


@dataclass(frozen=True, slots=True)
class PhoneFact(Fact):
    agent: str

    @property
    def subject(self) -> str:
        return f"phone:{self.agent}"
