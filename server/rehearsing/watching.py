"""What a real caller met, read off the journal. Pure."""

from collections.abc import Sequence

from cti import facts
from ivr.walk import Walk
from journal import Fact


def walked(happened: Sequence[Fact]) -> Walk:
    """The facts of one call, as a walk up to its end. ends: "" while it goes on; nobody answers a queue there."""
    walk = Walk()
    for fact in happened:
        if isinstance(fact, facts.Queued):
            walk.ends = f"queue {fact.queue}"
        else:
            walk.note(fact)
        if walk.ends:
            break
    return walk


def is_heard(happened: Sequence[Fact]) -> bool:
    """A prompt of the present step plays."""
    newest = next((fact for fact in reversed(happened) if isinstance(fact, PLACES)), None)
    return isinstance(newest, facts.PromptStarted)


def is_waiting(happened: Sequence[Fact]) -> bool:
    """The prompt of the present step is over and the route waits for the caller."""
    newest = next((fact for fact in reversed(happened) if isinstance(fact, PLACES)), None)
    return isinstance(newest, facts.PromptEnded | facts.DigitPressed)


def patience_ran_out(happened: Sequence[Fact]) -> int:
    """How often."""
    return sum(isinstance(fact, facts.InputTimedOut) for fact in happened)


PLACES = (facts.StepEntered, facts.WayTaken, facts.PromptStarted, facts.PromptEnded, facts.DigitPressed)
