"""What the callers of a service meet while its emergency switch is on. Pure."""

from cti.facts import RouteEntered
from ivr.facts import SwitchMode
from ivr.flow import Flow, Goodbye, Say, Step
from journal.copies import replace

CLOSED, GREETING = "switched closed", "switched greeting"
USUAL = "system.closed"  # said where nobody chose a prompt
FAREWELL = "system.goodbye"


def flow_for(entered: RouteEntered, usual: Flow) -> Flow:
    """The same name and version, so that it is found again after a restart. Nothing of it can be skipped."""
    steps: dict[str, Step]
    prompt = entered.prompt or USUAL
    match entered.switched:
        case SwitchMode.CLOSED:
            steps = {CLOSED: Goodbye((prompt, FAREWELL))}
            return replace(usual, start=CLOSED, steps=steps)
        case SwitchMode.GREETING:
            steps = {**usual.steps, GREETING: Say((prompt,), usual.start, barge_in=False)}
            return replace(usual, start=GREETING, steps=steps)
    return usual
