"""What follows when a message of a caller is over, whatever ended it."""

from cti import facts
from cti.call import Call
from cti.facts import MessageEnd
from journal import Fact

LEAST = 0.5  # s; what is shorter is the noise of a receiver


def cut_off(call: Call, fact: Fact, at: float) -> list[Fact]:
    """What a fact about the call means for a message that is being left. call: as it was before."""
    message = call.message
    if not message.running:
        return []
    seconds = min(at - message.since, message.most)
    match fact:
        case facts.Cleared():
            ended = facts.MessageEnded(call.id, message.id, seconds, MessageEnd.HUNG_UP)
            return [ended, *left(call, ended)]
        case facts.Returned():
            return [facts.MessageEnded(call.id, message.id, seconds, MessageEnd.AWAY)]
        case facts.OrderFailed(order="RecordMessage"):
            return [facts.MessageEnded(call.id, message.id, 0.0, MessageEnd.FAILED)]
    return []


def left(call: Call, ended: facts.MessageEnded) -> list[Fact]:
    """Somebody has said something for the agents of a queue."""
    message = call.message
    if not message.queue or ended.seconds < LEAST:
        return []
    about = call.service, call.caller, call.path, call.code, bool(call.talks.first)
    return [facts.VoicemailLeft(call.id, message.id, message.queue, ended.seconds, *about)]
