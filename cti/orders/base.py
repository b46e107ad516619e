"""What all orders share, and the door through which the switch is told."""

from dataclasses import dataclass
from typing import Protocol

from journal import Order


@dataclass(frozen=True, slots=True)
class CallOrder(Order):
    call: str


@dataclass(frozen=True, slots=True)
class AgentOrder(Order):
    agent: str


class Switch(Protocol):
    """The telephone switch as the middle sees it. Answers come back as facts, never as return values."""

    def obey(self, order: Order) -> None: ...
