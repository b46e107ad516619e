"""The message that a caller leaves in a route: begun, and over.

Rule: nothing that was said is lost. Whatever ends the call or the server's hold on it ends the message, and what there
is of it is kept; a message for the agents of a queue counts as left as soon as somebody has said something.
"""

from dataclasses import dataclass

from cti import facts
from journal import Fact
from journal.copies import replace


@dataclass(frozen=True, slots=True)
class Message:
    """id: of the last one of this call, parts: how many there were; since: epoch seconds; most, silence: seconds.

    queue: whose agents get it, "" for one that goes with the call.
    """

    id: str = ""
    parts: int = 0
    queue: str = ""
    since: float = 0.0
    most: float = 0.0
    running: bool = False
    silence: float = 0.0
    end: str = ""


NONE = Message()


def evolve(message: Message, fact: Fact, at: float) -> Message:
    match fact:
        case facts.MessageStarted(recording=id, queue=queue, most=most, silence=silence, end=end):
            return Message(id, message.parts + 1, queue, at, most, running=True, silence=silence, end=end)
        case facts.MessageEnded(recording=id) if id == message.id:
            return replace(message, running=False)
    return message
