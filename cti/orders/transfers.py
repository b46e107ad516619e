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
    """Let both agents and the caller hear each other."""

    agent: str
    target: str


@dataclass(frozen=True, slots=True)
class EndConsult(CallOrder):
    """Nobody consults about this call any more; whoever still does hears nothing."""
