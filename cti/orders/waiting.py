"""What is done with a caller who waits."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class ResumeMusic(CallOrder):
    """The music of the queue again, after an announcement."""
