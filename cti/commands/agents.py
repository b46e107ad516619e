"""What is asked of agents."""

from dataclasses import dataclass

from cti.commands.base import AgentCommand
from cti.facts import AgentState


@dataclass(frozen=True, slots=True)
class SetAgentState(AgentCommand):
    """by: the agent, or the person or rule that forces the state."""

    state: AgentState
    reason: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForceAgentState(AgentCommand):
    """Somebody in charge sets the state. after_call: in a call it is kept for after it, else it is refused then.

    by, note: who, and why in their words.
    """

    state: AgentState
    reason: str
    by: str
    note: str
    after_call: bool = False


@dataclass(frozen=True, slots=True)
class DropPendingState(AgentCommand):
    """Take back what was set for after the call."""

    by: str


@dataclass(frozen=True, slots=True)
class EndWrapUp(AgentCommand):
    """The time after the call is over."""


@dataclass(frozen=True, slots=True)
class CloseLine(AgentCommand):
    """The agent was logged out by a rule: give the line back."""
