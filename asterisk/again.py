"""What is said again when events flow again. A look tells who is where, not what they hear or what is recorded of them.

Orders can get lost in between: the server died when the fact was written and the switch had not heard of it. Saying
these twice is harmless: music that plays goes on, and silence stays silence.
"""

from collections.abc import Iterable, Iterator, Mapping

from cti import orders
from cti.agent import Agent
from cti.call import Call
from cti.consult import joined
from cti.phones import can_speak
from cti.recorder import is_hushed
from cti.recording import RUNNING
from cti.table import CallState
from journal import Order

S = CallState
# A prompt that was to be cut short may play on in these, and who hears it cannot hear anything else.
BEYOND_ROUTE = (S.QUEUED, S.OFFERED, S.CONNECTING, S.TALKING, S.HELD, S.FORWARDED, S.OUTSIDE)


def said_again(calls: Iterable[Call], agents: Mapping[str, Agent]) -> Iterator[Order]:
    """calls: those that Asterisk has, not the promised ones."""
    for call in calls:
        yield from _heard(call, agents)
        yield from _recorded(call)


def _heard(call: Call, agents: Mapping[str, Agent]) -> Iterator[Order]:
    if call.announced.prompt and call.state in BEYOND_ROUTE:
        yield orders.StopPrompt(call.id, call.announced.prompt)
    match call.state:
        case S.FORWARDED if call.is_sent_by_route:
            yield orders.RingBack(call.id, True)
        case S.OUTSIDE:
            yield orders.RingBack(call.id, False)
        case S.QUEUED | S.OFFERED | S.FORWARDED if not call.announced.playback:
            yield orders.StartMusic(call.id, call.queue)
        case S.TALKING | S.HELD:
            alone = not joined(call.consult) and (call.state is S.HELD or not _is_there(agents.get(call.agent)))
            yield orders.StartComfort(call.id) if alone else orders.StopComfort(call.id)


def _is_there(agent: Agent | None) -> bool:
    return agent is not None and can_speak(agent)


def _recorded(call: Call) -> Iterator[Order]:
    id, recording = call.id, call.recording
    if recording.state in RUNNING:
        yield orders.StartRecording(id, recording.id)
        yield orders.HushRecording(id, recording.id, is_hushed(call))
    elif recording.parts:
        yield orders.StopRecording(id, recording.id)
