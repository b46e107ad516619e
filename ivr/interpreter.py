"""Walk a caller through a route: one fact in, the next place and commands out.

Rule: the place is a fold over facts. It moves on `StepEntered` only, and what is read off it (tries, digits typed
ahead, the number to call back) comes from `DigitPressed` and `WayTaken`. So a replay of the log, which throws the
commands away, leaves the caller at the same place, and a time-out that belongs to an earlier visit is known as such.
"""

from dataclasses import dataclass, replace

from cti import commands, facts
from ivr import choices
from ivr.choices import NOTHING, Figures, Known, no_figures
from ivr.flow import (
    CLOSED,
    NEXT,
    NO_INPUT,
    OPEN,
    WRONG_INPUT,
    Callback,
    Collect,
    Flow,
    Goodbye,
    Hours,
    Menu,
    Say,
    Set,
    Split,
    Step,
    Switch,
    ToQueue,
    names,
    ways,
)
from journal import Command, Fact

PROMPT_LIMIT = 120.0  # s; a prompt whose end is never reported ends here, so nobody stands in a step for ever
ANOTHER, TYPED = "another number", "number typed"
Heard = tuple[str, ...]
HINTS: dict[str, Heard] = {"": (), NO_INPUT: ("system.no-input",), WRONG_INPUT: ("system.wrong-input",)}
SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15  # digits; ITU-T E.164 allows 15
END = "#"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the route a caller stands.

    visit: how often the caller has moved; tries: wrong or missing inputs at this step so far, hint: the last of them;
    typed: digits that are not used yet; number: whom a callback would call; asking: it is being typed;
    until: epoch seconds at which the step stops waiting, 0 = it does not wait; known: of the call, for switches.
    """

    call: str
    number: str = ""
    step: str = ""
    visit: int = 0
    playing: bool = False
    typed: str = ""
    tries: int = 0
    hint: str = ""
    asking: bool = False
    until: float = 0.0
    known: Known = NOTHING

    @property
    def playback(self) -> str:
        return f"{self.step}.{self.visit}"


Walked = tuple[Place, list[Command]]


def step(flow: Flow, place: Place, fact: Fact, now: float, figures: Figures = no_figures) -> Walked:
    """The place after the fact, and what is asked because of it. Facts that do not concern the place change nothing.

    now: epoch seconds of the fact. figures: of queues now. A step that the flow does not have (its version is not
    kept any more) leads to the start.
    """
    match fact:
        case facts.StepEntered(step=name, visit=visit):
            return _enter(flow, replace(place, step=name, visit=visit), now, figures)
        case facts.LanguageChosen(language=language):
            return replace(place, known=replace(place.known, language=language)), []
        case facts.Answered():
            return place, [_go(place, flow.start)]
        case facts.Returned():
            return place, [_go(place, place.step or flow.start)]
    return _at_step(flow, place, fact, now) if place.step in flow.steps else (place, [])


def _at_step(flow: Flow, place: Place, fact: Fact, now: float) -> Walked:
    match fact:
        case facts.DigitPressed(digit=digit):
            return _digit(flow, replace(place, typed=place.typed + digit), now)
        case facts.PromptEnded(playback=playback) if place.playing and playback == place.playback:
            return _prompt_over(flow, place, now)
        case facts.OrderFailed(order="StartPrompt") if place.playing:
            return _prompt_over(flow, place, now)
        case facts.InputTimedOut(visit=visit) if visit == place.visit:
            return _timed_out(flow, place, now)
        case facts.WayTaken(way=way):
            return _way_taken(flow, place, way)
        case facts.CallbackRequested():
            then = ways(flow.steps[place.step])[NEXT].to
            return place, [_go(place, then)]
    return place, []


def _go(place: Place, name: str) -> Command:
    return commands.EnterStep(place.call, name, place.visit + 1)


def _take(flow: Flow, place: Place, way: str, label: str = "") -> Command:
    """Way with the label and code that the route gives it."""
    known = ways(flow.steps[place.step]).get(way)
    if known is None:
        return commands.TakeWay(place.call, place.step, way)
    return commands.TakeWay(place.call, place.step, way, label or known.label, known.code)


# --- a step begins -------------------------------------------------------------------------------------------------


def _enter(flow: Flow, place: Place, now: float, figures: Figures) -> Walked:
    here = flow.steps.get(place.step)
    match here:
        case None:
            return place, [_go(place, flow.start)]
        case Set(values=values, then=then):
            return replace(place, known=place.known.with_values(values)), [_go(place, then)]
        case Switch():
            return place, [_take(flow, place, choices.way_of(here, place.known, figures))]
        case Split():
            return place, [_take(flow, place, choices.drawn(here, place.call, place.step))]
        case Hours(week=week):
            return place, [_take(flow, place, OPEN if week.is_open(now) else CLOSED)]
        case ToQueue():
            return _enqueue(here, place, now)
        case Say(then=then, barge_in=True) if place.typed:
            return place, [_go(place, then)]
    return _prompt(flow, replace(place, playing=False, until=now + PROMPT_LIMIT), now)


def _prompt(flow: Flow, place: Place, now: float) -> Walked:
    """Digits that were typed ahead are used first; without them the step's prompt begins."""
    here = flow.steps[place.step]
    if isinstance(here, Callback):
        place = replace(place, asking=place.asking or not place.number)
    if place.typed and not isinstance(here, Say | Goodbye):
        return _use_typed(flow, place, now)
    return replace(place, playing=True), [commands.Play(place.call, place.playback, _prompts(here, place))]


def _prompts(here: Step, place: Place) -> Heard:
    match here:
        case Say(prompts=prompts) | Goodbye(prompts=prompts):
            return tuple(names(prompts))
        case Menu(prompts=prompts) | Collect(prompts=prompts):
            return (*HINTS[place.hint], *names(prompts))
        case Callback() if place.asking:
            return (*HINTS[place.hint], "system.callback.number")
    return (*HINTS[place.hint], "system.callback.number-is", *_spoken(place.number), "system.callback.choose")


def _spoken(number: str) -> Heard:
    return tuple(f"system.digit.{'plus' if sign == '+' else sign}" for sign in number)


# --- the caller presses a key --------------------------------------------------------------------------------------


def _digit(flow: Flow, place: Place, now: float) -> Walked:
    """A key ends the prompt that is playing, unless it has to be heard; then it waits for the next step."""
    here = flow.steps[place.step]
    if isinstance(here, Goodbye) or (isinstance(here, Say) and not here.barge_in):
        return place, []
    stop: list[Command] = [commands.StopPrompt(place.call, place.playback)] if place.playing else []
    place = replace(place, playing=False)
    if isinstance(here, Say):
        return place, [*stop, _go(place, here.then)]
    place, then = _use_typed(flow, place, now)
    return place, stop + then


def _use_typed(flow: Flow, place: Place, now: float) -> Walked:
    here = flow.steps[place.step]
    match here:
        case Menu(keys=keys):
            return _choose(flow, place, {key: key for key in keys})
        case Callback() if not place.asking:
            return _choose(flow, place, {"1": NEXT, "2": ANOTHER})
        case Callback(wait=wait):
            return _gather(flow, place, now + wait, SHORTEST_NUMBER, LONGEST_NUMBER)
        case Collect(least=least, most=most, wait=wait):
            return _gather(flow, place, now + wait, least, most)
    return place, []


def _choose(flow: Flow, place: Place, choices: dict[str, str]) -> Walked:
    """The first key decides; what was typed after a wrong key is forgotten."""
    key, rest = place.typed[0], place.typed[1:]
    way = choices.get(key, WRONG_INPUT)
    return replace(place, typed="" if way == WRONG_INPUT else rest), [_take(flow, place, way)]


def _gather(flow: Flow, place: Place, until: float, least: int, most: int) -> Walked:
    digits, end, rest = place.typed.partition(END)
    if len(digits) >= most:
        digits, rest = place.typed[:most], place.typed[most:].removeprefix(END)
    elif not end:
        return replace(place, until=until), []
    return _gathered(flow, replace(place, typed=rest), digits, least)


def _gathered(flow: Flow, place: Place, digits: str, least: int) -> Walked:
    here = flow.steps[place.step]
    if len(digits) < least or not digits.isdecimal():
        return replace(place, typed=""), [_take(flow, place, WRONG_INPUT)]
    if isinstance(here, Callback):
        return replace(place, number=digits), [_take(flow, place, TYPED)]
    label = ""
    if isinstance(here, Collect):
        label = f"{here.label} {digits}" if here.label else ""
        place = replace(place, known=place.known.with_values({here.into: digits}) if here.into else place.known)
    return place, [_take(flow, place, NEXT, label)]


# --- a prompt or the patience is over ------------------------------------------------------------------------------


def _prompt_over(flow: Flow, place: Place, now: float) -> Walked:
    place = replace(place, playing=False)
    match flow.steps[place.step]:
        case Say(then=then):
            return place, [_go(place, then)]
        case Menu(wait=wait) | Collect(wait=wait) | Callback(wait=wait):
            return replace(place, until=now + wait), []
        case Goodbye():
            return replace(place, until=0.0), [commands.Clear(place.call, "normal", "route")]
    return place, []


def _enqueue(here: ToQueue, place: Place, now: float) -> Walked:
    """The caller may have to be told something first; who still stands here after that is sent on once more."""
    return replace(place, until=now + PROMPT_LIMIT), [commands.Enqueue(place.call, here.queue, here.priority)]


def _timed_out(flow: Flow, place: Place, now: float) -> Walked:
    here = flow.steps[place.step]
    if isinstance(here, ToQueue):
        return _enqueue(here, place, now)
    if place.playing or isinstance(here, Say | Goodbye):
        place, then = _prompt_over(flow, place, now)
        return place, [commands.StopPrompt(place.call, place.playback), *then]
    if not place.typed:
        return place, [_take(flow, place, NO_INPUT)]
    least = here.least if isinstance(here, Collect) else SHORTEST_NUMBER
    return _gathered(flow, replace(place, typed=""), place.typed, least)


# --- a way was taken -----------------------------------------------------------------------------------------------


def _way_taken(flow: Flow, place: Place, way: str) -> Walked:
    here = flow.steps[place.step]
    if way in (NO_INPUT, WRONG_INPUT) and isinstance(here, Menu | Collect | Callback):
        return _missed(here, place, way)
    place = replace(place, tries=0, hint="", asking=way == ANOTHER)
    if way in (ANOTHER, TYPED):
        return place, [_go(place, place.step)]
    if isinstance(here, Callback):
        return place, [commands.RequestCallback(place.call, place.number, here.queue)]
    known = ways(here)[way]
    speak: list[Command] = [commands.ChooseLanguage(place.call, known.language)] if known.language else []
    return place, [*speak, _go(place, known.to)]


def _missed(here: Menu | Collect | Callback, place: Place, way: str) -> Walked:
    """Wrong or missing input: the same step once more, until the tries are used up."""
    place = replace(place, tries=place.tries + 1, hint=way)
    if place.tries < here.tries:
        return place, [_go(place, place.step)]
    return replace(place, tries=0, hint=""), [_go(place, ways(here)[way].to)]
