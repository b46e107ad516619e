"""What all commands share."""

from dataclasses import dataclass

from journal import Command


@dataclass(frozen=True, slots=True)
class CallCommand(Command):
    call: str


@dataclass(frozen=True, slots=True)
class AgentCallCommand(CallCommand):
    """Asked by the agent who has the call; refused to everybody else."""

    agent: str


@dataclass(frozen=True, slots=True)
class AgentCommand(Command):
    agent: str
