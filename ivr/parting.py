"""The routes that every house has: a few words for callers whom a queue cannot keep, then the end. Pure."""

from cti.overflow import CLOSED, GOODBYE, NOTED
from ivr.flow import Flow, Goodbye
from ivr.switched import FAREWELL, USUAL

STEP = "parting"
WORDS = {GOODBYE: (FAREWELL,), CLOSED: (USUAL, FAREWELL), NOTED: ("system.callback.noted", FAREWELL)}


def flow_of(name: str) -> Flow | None:
    """None for a route of the house's own."""
    words = WORDS.get(name)
    return Flow(name, 1, STEP, {STEP: Goodbye(words)}) if words else None
