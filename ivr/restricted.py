"""The route that a restricted number meets instead of the usual one. Pure."""

from cti.conduct import Answer
from cti.facts import RestrictionMet
from ivr.flow import Flow, Goodbye, Say, Step, ToQueue
from journal.copies import replace

GREETING, QUEUE = "restricted", "restricted queue"


def route_for(met: RestrictionMet, usual: Flow) -> Flow:
    """The same name and version, so that it is found again after a restart. The greeting cannot be skipped."""
    steps: dict[str, Step]
    match met.answer:
        case Answer.REFUSAL:
            steps = {GREETING: Goodbye((met.prompt,))}
        case Answer.QUEUE:
            steps = {GREETING: Say((met.prompt,), QUEUE, barge_in=False), QUEUE: ToQueue(met.queue)}
        case Answer.GREETING:
            steps = {**usual.steps, GREETING: Say((met.prompt,), usual.start, barge_in=False)}
    return replace(usual, start=GREETING, steps=steps)
