"""What happens to agents and to their phones."""

from dataclasses import dataclass

from cti.facts.base import AgentState
from journal import Fact


@dataclass(frozen=True, slots=True)
class AgentStateChanged(Fact):
    """by: the supervisor or rule that forced the state, "" where the agent chose it or a call brought it about."""

    agent: str
    state: AgentState
    reason: str = ""
    by: str = ""

    @property
    def subject(self) -> str:
        return f"agent:{self.agent}"


@dataclass(frozen=True, slots=True)
class PhoneFact(Fact):
    agent: str

    @property
    def subject(self) -> str:
        return f"phone:{self.agent}"
