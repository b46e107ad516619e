"""The routes that every house has: a few words for callers whom a queue cannot keep, then the end. Pure.

Who is to be called back says at which number first; who says none waits on, in the same queue at the old place.
"""

from cti.facts import PassedToRoute
from cti.overflow import CLOSED, GOODBYE, NOTED
from ivr.flow import Callback, Flow, Goodbye, ToQueue
from ivr.switched import FAREWELL, USUAL

STEP, NUMBER, BACK = "parting", "number", "back"
WORDS = {GOODBYE: (FAREWELL,), CLOSED: (USUAL, FAREWELL), NOTED: ("system.callback.noted", FAREWELL)}


def flow_of(fact: PassedToRoute) -> Flow | None:
    """None for a route of the house's own."""
    words = WORDS.get(fact.route)
    if words is None:
        return None
    end = Goodbye(words)
    if fact.route != NOTED:
        return Flow(fact.route, 1, STEP, {STEP: end})
    back = ToQueue(fact.queue, fact.priority, dict(fact.skills))
    return Flow(NOTED, 1, NUMBER, {NUMBER: Callback(fact.queue, STEP, BACK), STEP: end, BACK: back})
