"""What happens while a caller waits in a queue: what is said, what is chosen."""

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


@dataclass(frozen=True, slots=True)
class Diverted(CallFact):
    """The caller does not wait in this queue any longer. to: `queue`, `route`, `callback` or `goodbye`, and what leads
    there follows; target: the queue or route; digit: which the caller pressed, "" where a rule said so; why: a sentence
    in English. The time since when the caller waits stays."""

    queue: str
    to: str
    target: str
    why: str
    digit: str = ""
