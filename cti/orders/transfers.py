"""Talks of agents about a call."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class Consult(CallOrder):
    """Let two agents hear each other, away from the caller who is held."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class Join(CallOrder):
    """Let agent, target and caller hear each other, and whoever is in the talk already."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class EndConsult(CallOrder):
    """Nobody consults about this call any more; whoever of the parties still does hears nothing."""

    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepOut(CallOrder):
    """Take the agent's line out of the talk of the others, who go on without music."""

    agent: str
