"""A step begins."""

from cti import commands
from ivr import choices
from ivr.choices import Present
from ivr.flow import (
    Callback,
    Flow,
    Hours,
    If,
    Lookup,
    Return,
    Say,
    Set,
    Split,
    Subroute,
    Switch,
    ToAgent,
    ToQueue,
    Transfer,
)
from ivr.interpreter.doors import leave
from ivr.interpreter.heard import heard
from ivr.interpreter.keys import use_typed
from ivr.interpreter.place import PROMPT_LIMIT, Place, Walked, go, take
from ivr.interpreter.waits import ASKS, can_be_cut
from journal.copies import replace

ANSWER_SLACK = 1.0  # s that an answer may take from the edge to here


def enter(flow: Flow, place: Place, present: Present) -> Walked:
    here = flow.steps.get(place.step)
    match here:
        case None:
            return place, [go(flow, place, flow.start)]
        case Set() | Switch() | If() | Split() | Hours() | Lookup() | Subroute():
            return _decide(flow, here, place, present)
        case ToQueue() | ToAgent() | Transfer() | Return():
            return leave(flow, here, place, present)
        case Say(then=then, barge_in=True) if place.typed:
            return place, [go(flow, place, then)]
    place = replace(place, playing=False, message="", until=present.at + PROMPT_LIMIT)
    if isinstance(here, Callback):
        place = replace(place, asking=place.asking or not place.number)
    if place.typed and isinstance(here, ASKS) and can_be_cut(here):
        return use_typed(flow, place, present.at)
    return replace(place, playing=True), [commands.Play(place.call, place.playback, heard(here, place, present))]


def _decide(
    flow: Flow, here: Set | Switch | If | Split | Hours | Lookup | Subroute, place: Place, present: Present
) -> Walked:
    match here:
        case Set(values=values, then=then):
            return replace(place, known=place.known.with_values(values)), [go(flow, place, then)]
        case Subroute(then=then):  # it was not linked: better on than nowhere
            return place, [go(flow, place, then)]
        case Switch():
            return place, [take(flow, place, choices.way_of(here, place.known, present))]
        case If():
            return place, [take(flow, place, choices.answer_of(here, place.known, present))]
        case Split():
            return place, [take(flow, place, choices.drawn(here, place.call, place.step))]
        case Hours():
            return place, [take(flow, place, choices.hours_way(here, present))]
    return _look_up(here, place, present)


def _look_up(here: Lookup, place: Place, present: Present) -> Walked:
    """The caller goes on in time, whatever becomes of the question."""
    send = {name: place.known.filled(value) for name, value in here.send.items()}
    ask = commands.AskLookup(place.call, place.step, place.visit, here.what, send, here.into, here.wait, here.tries)
    return replace(place, playing=False, until=present.at + here.limit + ANSWER_SLACK), [ask]
