"""What is done for the sound of a talk."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class Rejoin(CallOrder):
    """Take the agent out of the talk and in again; whatever else plays to the caller ends."""

    agent: str
