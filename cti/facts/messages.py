"""What a caller says into a route instead of to a person: a voice message, or the answer to a question.

A message is a recording like that of a talk: the same ids, the same archive.
"""

from dataclasses import dataclass
from enum import StrEnum

from cti.facts.base import CallFact
from cti.facts.recording import ArchiveFact, NoRoom


class MessageEnd(StrEnum):
    """Why nothing more is recorded of a message."""

    OVER = "over"  # a key, silence, or as long as it may be
    HUNG_UP = "hung up"
    AWAY = "away"  # the server was away, and the dialplan took the caller over
    FAILED = "failed"  # the switch could not record


@dataclass(frozen=True, slots=True)
class MessageStarted(CallFact):
    """After the beep. recording: its id; queue: whose agents get it, "" for one that goes with the call.

    most: seconds that it may be long; silence: seconds without a voice after which it ends; end: the key that ends it,
    "" for none; days: after which it is deleted.
    """

    recording: str
    queue: str
    service: str
    days: int
    most: float
    silence: float
    end: str = "#"


@dataclass(frozen=True, slots=True)
class MessageRefused(CallFact):
    """Nothing can be recorded now; the caller goes another way."""

    why_not: NoRoom


@dataclass(frozen=True, slots=True)
class MessageEnded(ArchiveFact):
    """seconds: its length, 0 where nobody has said anything."""

    seconds: float
    why: MessageEnd


@dataclass(frozen=True, slots=True)
class VoicemailLeft(ArchiveFact):
    """Somebody has said something for the agents of this queue. It may come after the end of the call, so it says what
    is known of the contact: caller: "" when withheld; path, code: the IVR path; talked: an agent has talked with the
    caller in this call."""

    queue: str
    seconds: float
    service: str = ""
    caller: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    talked: bool = False
