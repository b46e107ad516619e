"""The agent's own voice, kept from everybody else at the switch."""

from dataclasses import dataclass

from cti.commands.base import AgentCommand


@dataclass(frozen=True, slots=True)
class Mute(AgentCommand):
    """Asked by an agent who talks, in this call."""

    call: str
    on: bool


@dataclass(frozen=True, slots=True)
class OpenMouth(AgentCommand):
    """The talk of an agent who was muted is over: the line is there for the next one."""
