"""What a queue or a route says to a caller now, as far as it has to be known to cut it short."""

from dataclasses import dataclass, replace

from cti import facts
from journal import Fact

OVER = (facts.QueueLeft, facts.Overflowed, facts.PassedToRoute)


@dataclass(frozen=True, slots=True)
class Announced:
    """playback: of the announcement that plays between the music; prompt: of what the route says. "" for none."""

    playback: str = ""
    prompt: str = ""


NONE = Announced()


def evolve(before: Announced, fact: Fact) -> Announced:
    match fact:
        case facts.WaitTold(playback=playback):
            return Announced(playback)
        case facts.PromptStarted(playback=playback) if playback != before.playback:
            return replace(before, prompt=playback)
        case facts.PromptEnded(playback=playback) if playback and playback in (before.playback, before.prompt):
            return NONE
        case _ if isinstance(fact, OVER):
            return NONE
    return before
