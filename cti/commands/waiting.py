"""What is asked of a call while it waits in a queue."""

from dataclasses import dataclass

from cti.commands.base import CallCommand


@dataclass(frozen=True, slots=True)
class WaitingCommand(CallCommand):
    """Of a caller in a queue."""


@dataclass(frozen=True, slots=True)
class RemindWaiting(WaitingCommand):
    """It is time for an announcement. Refused while it rings at somebody."""


@dataclass(frozen=True, slots=True)
class TellWaiting(WaitingCommand):
    """Say this between the music. turn, place, minutes: as in `WaitTold`."""

    playback: str
    prompts: tuple[str, ...]
    turn: int
    place: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ResumeMusic(WaitingCommand):
    """The announcement is over."""
