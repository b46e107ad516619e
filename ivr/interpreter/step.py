"""One fact in, the next place and commands out."""

from cti import commands, facts
from ivr.choices import DayOf, Figures, Present, always_open, no_figures
from ivr.flow import NEXT, NO_INPUT, WRONG_INPUT, Callback, Flow, ways
from ivr.interpreter.answers import answered
from ivr.interpreter.begins import enter
from ivr.interpreter.doors import back
from ivr.interpreter.keys import pressed
from ivr.interpreter.messages import REFUSED, said
from ivr.interpreter.over import prompt_over, timed_out
from ivr.interpreter.place import ANOTHER, TYPED, Place, Walked, go
from ivr.interpreter.waits import ASKS, Asks
from journal import Command, Fact
from journal.copies import replace


def step(
    flow: Flow,
    place: Place,
    fact: Fact,
    now: float,
    figures: Figures = no_figures,
    day: DayOf = always_open,
) -> Walked:
    """The place after the fact, and what is asked because of it. Facts that do not concern the place change nothing.

    now: epoch seconds of the fact. figures: of queues now; day: what calendars say. A step that the flow does not have
    (its version is not kept any more) leads to the start.
    """
    match fact:
        case facts.StepEntered(step=name, visit=visit):
            present = Present(now, figures, day, flow.zone)
            return enter(flow, replace(place, step=name, visit=visit), present)
        case facts.LanguageChosen(language=language):
            return replace(place, known=replace(place.known, language=language)), []
        case facts.Answered():
            return place, [go(flow, place, flow.start)]
        case facts.Returned() if place.message and place.message != REFUSED:
            return place, []  # the end of the message follows
        case facts.Returned():
            return place, [go(flow, place, place.step or flow.start)]
    return _at_step(flow, place, fact, now) if place.step in flow.steps else (place, [])


def _at_step(flow: Flow, place: Place, fact: Fact, now: float) -> Walked:
    match fact:
        case facts.DigitPressed(digit=digit):
            return pressed(flow, replace(place, typed=place.typed + digit), now)
        case facts.PromptEnded(playback=playback) if place.playing and playback == place.playback:
            return prompt_over(flow, place, now)
        case facts.OrderFailed(order="StartPrompt") if place.playing:
            return prompt_over(flow, place, now)
        case facts.InputTimedOut(visit=visit) if visit == place.visit:
            return timed_out(flow, place, now)
        case facts.LookupAnswered() | facts.OrderFailed(order="LookUp"):
            return answered(flow, place, fact)
        case facts.MessageStarted() | facts.MessageRefused() | facts.MessageEnded():
            return said(flow, place, fact, now)
        case facts.QueueLeft() | facts.SentBack():
            return back(flow, place, fact)
        case facts.WayTaken(way=way):
            return _way_taken(flow, place, way)
        case facts.CallbackRequested():
            return place, [go(flow, place, ways(flow.steps[place.step])[NEXT].to)]
    return place, []


def _way_taken(flow: Flow, place: Place, way: str) -> Walked:
    here = flow.steps[place.step]
    if way in (NO_INPUT, WRONG_INPUT) and isinstance(here, ASKS):
        return _missed(flow, here, place, way)
    place = replace(place, tries=0, hint="", asking=way == ANOTHER)
    if way in (ANOTHER, TYPED):
        entered = place.entered if way == TYPED else ""
        return replace(place, entered=entered), [go(flow, place, place.step)]
    place = replace(place, entered="")
    if isinstance(here, Callback):
        return place, [commands.RequestCallback(place.call, place.number, here.queue)]
    known = ways(here).get(way)
    if known is None:
        return place, []
    speak: list[Command] = [commands.ChooseLanguage(place.call, known.language)] if known.language else []
    return place, [*speak, go(flow, place, known.to)]


def _missed(flow: Flow, here: Asks, place: Place, way: str) -> Walked:
    """Wrong or missing input: the same step once more, until the tries are used up."""
    place = replace(place, tries=place.tries + 1, hint=way)
    if place.tries < here.tries:
        return place, [go(flow, place, place.step)]
    return replace(place, tries=0, hint="", entered=""), [go(flow, place, ways(here)[way].to)]
