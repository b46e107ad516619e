"""The steps at which a caller leaves the route, perhaps to come back: to a queue, an agent, a number outside."""

from collections.abc import Mapping

from cti import commands, facts
from ivr.choices import Present
from ivr.flow import OTHERWISE, Crowd, Flow, Overflow, Return, ToAgent, ToQueue, Transfer, overflow_way
from ivr.interpreter.place import PROMPT_LIMIT, Place, Walked, take
from journal import Command
from journal.copies import replace

Door = ToQueue | ToAgent | Transfer | Return
DOORS = (ToQueue, ToAgent, Transfer, Return)
FIGURES: Mapping[Crowd, str] = {Crowd.LONGER: "waiting", Crowd.ESTIMATED: "estimated wait", Crowd.NOBODY: "agents"}


def leave(flow: Flow, here: Door, place: Place, present: Present) -> Walked:
    """The caller may have to be told something first; who still stands here after that is sent on once more."""
    match here:
        case Return():
            return place, [commands.Clear(place.call, "normal", "route")]
        case ToQueue() if full := full_for(here, present):
            return place, [take(flow, place, overflow_way(full))]
        case ToAgent(otherwise=otherwise) if otherwise and not place.known.value(here.agent):
            return place, [take(flow, place, OTHERWISE)]
    limit = here.wait + PROMPT_LIMIT if isinstance(here, Transfer) else PROMPT_LIMIT
    return replace(place, playing=False, until=present.at + limit), [_door(here, place)]


def again(here: ToQueue | ToAgent, place: Place, now: float) -> Walked:
    """Who was to wait, and still stands here."""
    return replace(place, until=now + PROMPT_LIMIT), [_door(here, place)]


def back(flow: Flow, place: Place, fact: facts.QueueLeft | facts.SentBack) -> Walked:
    """The caller was outside the route and goes on in it."""
    here = flow.steps[place.step]
    if isinstance(fact, facts.QueueLeft) and fact.overflow and isinstance(here, ToQueue):
        return place, [take(flow, place, overflow_way(fact.overflow))]
    return place, [take(flow, place, OTHERWISE)]


def full_for(here: ToQueue, present: Present) -> int:
    """The first overflow that is met before the caller waits at all, from 1; 0: none."""
    met = (number for number, over in enumerate(here.overflow, 1) if _is_met(over, here.queue, present))
    return next(met, 0)


def _is_met(over: Overflow, queue: str, present: Present) -> bool:
    figure = FIGURES.get(over.when)
    if figure is None:
        return False
    value = present.figures(figure, queue)
    return value == 0 if over.when is Crowd.NOBODY else value > over.limit


def _door(here: ToQueue | ToAgent | Transfer, place: Place) -> Command:
    match here:
        case Transfer(number=number, caller_id=caller_id, wait=wait):
            return commands.SendOut(place.call, number, caller_id, wait)
        case ToAgent(agent=agent, queue=queue, wait=wait):
            who = place.known.value(agent)
            return commands.Enqueue(place.call, queue, agent=who, agent_wait=wait if who else 0.0)
        case ToQueue(queue=queue, priority=priority, skills=skills):
            return commands.Enqueue(place.call, queue, priority, dict(skills))
