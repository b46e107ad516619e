"""The lines between the switch and the agents' phones."""

from dataclasses import dataclass

from cti.orders.base import AgentOrder


@dataclass(frozen=True, slots=True)
class OpenLine(AgentOrder):
    """The agent logged in to the CTI: keep a line between the switch and the phone open from now on."""


@dataclass(frozen=True, slots=True)
class CloseLine(AgentOrder):
    pass
