"""What a real caller met, read off the journal. Pure."""

from collections.abc import Sequence

from cti import facts
from ivr.rehearsal import Walk
from journal import Fact


def walked(happened: Sequence[Fact]) -> Walk:
    """The facts of one call, as a walk. ends: "" while it goes on."""
    walk = Walk()
    labels: list[str] = []
    for fact in happened:
        match fact:
            case facts.WayTaken(step=step, way=way, label=label):
                walk.ways.append((step, way))
                labels += [label] if label else []
            case facts.PromptStarted(prompts=prompts):
                walk.heard += prompts
            case facts.CallbackRequested(number=number, queue=queue):
                walk.callback = f"{queue} {number}"
            case _ if not walk.ends:
                walk.ends = _end(fact)
        if walk.ends:
            break
    walk.path = tuple(labels)
    return walk


def _end(fact: Fact) -> str:
    match fact:
        case facts.Queued(queue=queue):
            return f"queue {queue}"
        case facts.Unallocated():
            return "refused"
        case facts.Releasing(by=by):
            return "goodbye" if by == "route" else "refused"
        case facts.Cleared():
            return "hung up"
    return ""


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
