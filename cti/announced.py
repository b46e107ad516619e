"""What a queue says to a caller now, as far as it has to be known to cut it short or to close the line after it."""

from dataclasses import dataclass

from cti import facts
from cti.queueing import To
from journal import Fact


@dataclass(frozen=True, slots=True)
class Announced:
    """playback: of the announcement that plays between the music, "" for none; farewell: the last words of the house,
    after which the line closes, are said."""

    playback: str = ""
    farewell: bool = False


NONE = Announced()


def evolve(before: Announced, fact: Fact) -> Announced:
    match fact:
        case facts.WaitTold(playback=playback):
            return Announced(playback)
        case facts.PromptEnded(playback=playback) if playback == before.playback:
            return Announced(farewell=before.farewell)
        case facts.Diverted(to=To.CALLBACK | To.GOODBYE):
            return Announced(farewell=True)
        case facts.Diverted() | facts.QueueLeft():
            return NONE
    return before
