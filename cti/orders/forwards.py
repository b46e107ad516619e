"""A caller and somebody outside."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class RingBack(CallOrder):
    """The caller hears that it rings somewhere (on), or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class Bridge(CallOrder):
    """Let the caller and a line that was called out hear each other, without an agent."""

    line: str
