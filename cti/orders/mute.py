"""The agent's own voice, kept from everybody else at the switch."""

from dataclasses import dataclass

from cti.orders.base import AgentOrder


@dataclass(frozen=True, slots=True)
class Mute(AgentOrder):
    """What comes from the agent's phone goes nowhere (on), or where it went before."""

    on: bool
