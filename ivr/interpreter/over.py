"""A prompt or the patience is over."""

from cti import commands
from ivr.flow import (
    FAILED,
    NO_INPUT,
    OTHERWISE,
    Callback,
    Collect,
    Flow,
    Goodbye,
    Lookup,
    Record,
    Say,
    ToAgent,
    ToQueue,
    Transfer,
    Voicemail,
)
from ivr.interpreter import messages
from ivr.interpreter.doors import again
from ivr.interpreter.keys import gathered, use_typed
from ivr.interpreter.place import Place, Walked, go, take
from ivr.interpreter.waits import ASKS
from journal.copies import replace


def prompt_over(flow: Flow, place: Place, now: float) -> Walked:
    place, here = replace(place, playing=False), flow.steps[place.step]
    if isinstance(here, Say):
        return place, [go(flow, place, here.then)]
    if isinstance(here, Goodbye):
        return replace(place, until=0.0), [commands.Clear(place.call, "normal", "route")]
    if isinstance(here, messages.MESSAGES):
        return messages.prompt_over(flow, here, place, now)
    if not isinstance(here, ASKS):
        return place, []
    place = replace(place, until=now + here.wait)
    return use_typed(flow, place, now) if place.typed else (place, [])


def timed_out(flow: Flow, place: Place, now: float) -> Walked:
    here = flow.steps[place.step]
    match here:
        case ToQueue() | ToAgent():
            return again(here, place, now)
        case Transfer():
            return place, [take(flow, place, OTHERWISE)]
        case Record() | Voicemail() if not place.playing:
            return messages.timed_out(flow, place)
        case Lookup():
            return place, [take(flow, place, FAILED)]
    if place.playing or isinstance(here, Say | Goodbye):
        place, then = prompt_over(flow, place, now)
        return place, [commands.StopPrompt(place.call, place.playback), *then]
    gathers = isinstance(here, Callback) or (isinstance(here, Collect) and not place.entered)
    if place.typed and gathers:
        return gathered(flow, replace(place, typed=""), place.typed)
    return place, [take(flow, place, NO_INPUT)]
