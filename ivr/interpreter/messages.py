"""The steps at which a caller says something that is recorded: a prompt, a beep, the words.

Rule: whatever comes of the recording, the caller goes on. One that cannot be made is said to the caller.
"""

from cti import commands, facts
from cti.facts import MessageEnd
from cti.voicemail import LEAST
from ivr.flow import NEXT, NO_INPUT, Flow, Record, Voicemail
from ivr.interpreter.place import PROMPT_LIMIT, Place, Walked, take
from journal.copies import replace

MESSAGES = (Record, Voicemail)
NOT_RECORDED = "system.message.not-recorded"
REFUSED = "refused"  # instead of the id of a message
SPARE = 15.0  # s beyond the longest message: then its end was never reported


def begin(here: Record | Voicemail, place: Place, now: float) -> Walked:
    """The prompt is over, or a key has cut it."""
    queue, end = (here.queue, "#") if isinstance(here, Voicemail) else ("", here.end)
    record = commands.RecordMessage(place.call, queue, here.most, here.silence, end)
    return replace(place, playing=False, typed="", until=now + here.most + SPARE), [record]


def prompt_over(flow: Flow, here: Record | Voicemail, place: Place, now: float) -> Walked:
    if place.message == REFUSED:
        return place, [take(flow, place, NO_INPUT)]
    return begin(here, place, now)


def pressed(here: Record | Voicemail, place: Place, now: float) -> Walked:
    """A key skips the prompt; in a message the switch knows which key ends it."""
    if not place.playing or place.message:
        return place, []
    cut = commands.StopPrompt(place.call, place.playback)
    place, then = begin(here, place, now)
    return place, [cut, *then]


def timed_out(flow: Flow, place: Place) -> Walked:
    running = place.message if place.message != REFUSED else ""
    end = [commands.EndMessage(place.call, running)] if running else []
    return place, [*end, take(flow, place, NO_INPUT)]


def said(
    flow: Flow,
    place: Place,
    fact: facts.MessageStarted | facts.MessageRefused | facts.MessageEnded,
    now: float,
) -> Walked:
    here = flow.steps[place.step]
    if not isinstance(here, MESSAGES):
        return place, []
    match fact:
        case facts.MessageStarted(recording=recording):
            return replace(place, message=recording), []
        case facts.MessageRefused():
            return _not_recorded(place, now)
        case facts.MessageEnded(recording=recording) if recording != place.message:
            return place, []
        case facts.MessageEnded(why=MessageEnd.FAILED):
            return _not_recorded(place, now)
        case facts.MessageEnded(seconds=seconds) if seconds < LEAST:
            return replace(place, message=""), [take(flow, place, NO_INPUT)]
    into = here.into if isinstance(here, Record) else ""
    known = place.known.with_plain({into: place.message}) if into else place.known
    return replace(place, message="", known=known), [take(flow, place, NEXT)]


def _not_recorded(place: Place, now: float) -> Walked:
    place = replace(place, message=REFUSED, playing=True, until=now + PROMPT_LIMIT)
    return place, [commands.Play(place.call, place.playback, (NOT_RECORDED,))]
