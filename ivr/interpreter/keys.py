"""The caller presses keys."""

from cti import commands
from ivr import pattern
from ivr.flow import NEXT, WRONG_INPUT, Callback, Collect, Flow, Goodbye, Language, Menu, Say, Survey
from ivr.interpreter.messages import MESSAGES
from ivr.interpreter.messages import pressed as message_pressed
from ivr.interpreter.place import ANOTHER, TYPED, Place, Walked, go, take
from ivr.interpreter.waits import ASKS, can_be_cut
from journal import Command
from journal.copies import replace

SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15  # digits; ITU-T E.164 allows 15
END = "#"
CONFIRM = {"1": NEXT, "2": ANOTHER}  # of a number that is read back


def pressed(flow: Flow, place: Place, now: float) -> Walked:
    """A key ends the prompt that is playing, unless it has to be heard; then it waits for the next step."""
    here = flow.steps[place.step]
    if isinstance(here, Goodbye) or (place.playing and not can_be_cut(here)):
        return place, []
    if isinstance(here, MESSAGES):
        return message_pressed(here, replace(place, typed=""), now)
    if not isinstance(here, (Say, *ASKS)):
        return place, []
    stop: list[Command] = [commands.StopPrompt(place.call, place.playback)] if place.playing else []
    place = replace(place, playing=False)
    if isinstance(here, Say):
        return (place, [*stop, go(flow, place, here.then)]) if here.barge_in else (place, [])
    place, then = use_typed(flow, place, now)
    return place, stop + then


def use_typed(flow: Flow, place: Place, now: float) -> Walked:
    here = flow.steps[place.step]
    match here:
        case Menu(keys=keys) | Language(keys=keys):
            return _choose(flow, place, {key: key for key in keys})
        case Survey(least=least, most=most):
            return _choose(flow, place, {str(answer): NEXT for answer in range(least, most + 1)})
        case Callback() if not place.asking:
            return _choose(flow, place, CONFIRM)
        case Callback(wait=wait):
            return _gather(flow, place, now + wait, LONGEST_NUMBER, END)
        case Collect() if place.entered:
            return _choose(flow, place, CONFIRM)
        case Collect(most=most, wait=wait, end=end):
            return _gather(flow, place, now + wait, most, end)
    return place, []


def _choose(flow: Flow, place: Place, choices: dict[str, str]) -> Walked:
    """The first key decides; what was typed after a wrong key is forgotten."""
    key, rest = place.typed[0], place.typed[1:]
    way = choices.get(key, WRONG_INPUT)
    place = replace(place, typed="" if way == WRONG_INPUT else rest)
    here = flow.steps[place.step]
    if way == NEXT and isinstance(here, Survey):
        answer = commands.AnswerSurvey(place.call, here.question, int(key))
        return place, [answer, take(flow, place, NEXT, f"{here.label} {key}" if here.label else "")]
    if way == NEXT and isinstance(here, Collect):
        return _accept(flow, here, place, place.entered)
    return place, [take(flow, place, way)]


def _gather(flow: Flow, place: Place, until: float, most: int, end_key: str) -> Walked:
    digits, end, rest = place.typed.partition(end_key) if end_key else (place.typed, "", "")
    if len(digits) >= most:
        digits, rest = place.typed[:most], place.typed[most:].removeprefix(end_key)
    elif not end:
        return replace(place, until=until), []
    return gathered(flow, replace(place, typed=rest), digits)


def gathered(flow: Flow, place: Place, digits: str) -> Walked:
    """These are all."""
    here = flow.steps[place.step]
    if isinstance(here, Callback) and _is_number(digits, SHORTEST_NUMBER):
        return replace(place, number=digits), [take(flow, place, TYPED)]
    if isinstance(here, Collect) and _is_right(here, digits):
        if here.read_back:
            return replace(place, entered=digits), [take(flow, place, TYPED)]
        return _accept(flow, here, place, digits)
    return replace(place, typed=""), [take(flow, place, WRONG_INPUT)]


def _is_number(digits: str, least: int) -> bool:
    return len(digits) >= least and digits.isascii() and digits.isdecimal()


def _is_right(here: Collect, digits: str) -> bool:
    if not _is_number(digits, here.least):
        return False
    return (not here.pattern or pattern.fits(here.pattern, digits)) and pattern.passes(here.check, digits)


def _accept(flow: Flow, here: Collect, place: Place, digits: str) -> Walked:
    """Private digits are kept for the route alone: the path says no more than that they were typed."""
    label = here.label if here.private else f"{here.label} {digits}"
    if here.into:
        place = replace(place, known=place.known.with_plain({here.into: digits}))
    return place, [take(flow, place, NEXT, label if here.label else "")]
