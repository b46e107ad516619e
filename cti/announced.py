"""What a queue says to a caller now, as far as it has to be known to cut it short."""

from dataclasses import dataclass

from cti import facts
from journal import Fact

OVER = (facts.QueueLeft, facts.Overflowed, facts.PassedToRoute)


@dataclass(frozen=True, slots=True)
class Announced:
    """playback: of the announcement that plays between the music, "" for none."""

    playback: str = ""


NONE = Announced()


def evolve(before: Announced, fact: Fact) -> Announced:
    match fact:
        case facts.WaitTold(playback=playback):
            return Announced(playback)
        case facts.PromptEnded(playback=playback) if playback == before.playback:
            return NONE
        case _ if isinstance(fact, OVER):
            return NONE
    return before
