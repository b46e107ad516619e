"""What a queue says to those who wait."""

from dataclasses import dataclass

from cti.facts.base import CallFact


@dataclass(frozen=True, slots=True)
class AnnouncementDue(CallFact):
    """It is time to say something to a caller who hears music."""


@dataclass(frozen=True, slots=True)
class WaitTold(CallFact):
    """The music makes way for an announcement of the queue. place: in the queue, from 1; minutes: of waiting, as they
    are told; 0 where it is not told. turn: the how manieth announcement it is, from 1."""

    playback: str
    turn: int
    place: int = 0
    minutes: int = 0
