"""What is asked about messages that callers leave in a route."""

from dataclasses import dataclass

from cti.commands.base import CallCommand


@dataclass(frozen=True, slots=True)
class MessageCommand(CallCommand):
    """Asked by the route."""


@dataclass(frozen=True, slots=True)
class RecordMessage(MessageCommand):
    """After a beep. queue, most, silence, end: as in `MessageStarted`."""

    queue: str
    most: float
    silence: float
    end: str = "#"


@dataclass(frozen=True, slots=True)
class EndMessage(MessageCommand):
    """It was to be over long ago. What there is of it is kept."""

    recording: str
