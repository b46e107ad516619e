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
