"""A caller who is sent to a number outside, and talks with somebody there without an agent."""

from dataclasses import dataclass

from cti.facts.base import CallFact
from cti.facts.outbound import DIAL_SECONDS, OutEnd


@dataclass(frozen=True, slots=True)
class ForwardFact(CallFact):
    """agent: who sent the caller, "" for a route; line: as in `OutFact`."""

    agent: str
    line: str


@dataclass(frozen=True, slots=True)
class PassedToNumber(ForwardFact):
    """Without a consultation: it rings outside while the caller hears music; the agent is out.

    caller_id: the number that is shown, "" leaves it to the provider; seconds: that it may ring.
    """

    number: str
    seconds: float = DIAL_SECONDS
    caller_id: str = ""


@dataclass(frozen=True, slots=True)
class SentOut(ForwardFact):
    """The route calls this number for the caller, who hears that it rings. caller_id, seconds: as above."""

    number: str
    seconds: float
    caller_id: str = ""


@dataclass(frozen=True, slots=True)
class SentBack(ForwardFact):
    """Nobody outside took the call, or it may not be called at all: the caller goes on in the route.

    line: "" where nobody was called; why: then what forbids it, as a sentence in English.
    """

    end: OutEnd
    why: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded(ForwardFact):
    """Caller and the one outside hear each other. The call ends when either of them hangs up."""


@dataclass(frozen=True, slots=True)
class ForwardFailed(ForwardFact):
    """Nobody outside took the call: it goes back to the agent who is ready again, or waits at its old place."""

    end: OutEnd
