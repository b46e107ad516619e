"""Lines that we call out on the trunk: a call of an agent to a customer, or somebody outside who is asked about a call.

Each belongs to a call. line: the id of its channel, "" for the call itself, whose only outside party was dialled.
"""

from dataclasses import dataclass
from enum import StrEnum

from cti.facts.base import AgentState, CallFact

DIAL_SECONDS = 45.0  # that it may ring at somebody who is called, where nobody has said otherwise


class OutEnd(StrEnum):
    """How a line that we called out ended. All but the last: nobody had answered."""

    BUSY = "busy"
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    UNALLOCATED = "unallocated"  # nobody has this number
    CONGESTION = "congestion"  # the networks between us have no room
    FAILED = "failed"  # could not be called: no trunk, no common codec, an order that was not carried out
    GIVEN_UP = "given up"  # we hung up first
    NORMAL = "normal"  # somebody had answered


@dataclass(frozen=True, slots=True)
class Dialled(CallFact):
    """An agent calls a number. caller_id: the number that is shown, "" leaves it to the provider.

    service, queue: in whose name; queue is "" where the agent serves none of the service. callback: the promise that
    is kept by it, ticket: the one it was dialled from; 0 for none. former: the agent's state, which comes back when
    nobody answers. seconds: that it may ring. node: as in `Arrived`.
    """

    agent: str
    number: str
    caller_id: str
    service: str
    queue: str = ""
    callback: int = 0
    ticket: int = 0
    former: AgentState = AgentState.IDLE
    former_reason: str = ""
    seconds: float = DIAL_SECONDS
    node: str = ""


@dataclass(frozen=True, slots=True)
class OutFact(CallFact):
    line: str


@dataclass(frozen=True, slots=True)
class OutRinging(OutFact):
    """It rings at the far end (180)."""


@dataclass(frozen=True, slots=True)
class OutMedia(OutFact):
    """The far end can be heard before it answers (183): a tone, music or an announcement of the network."""


@dataclass(frozen=True, slots=True)
class OutAnswered(OutFact):
    pass


@dataclass(frozen=True, slots=True)
class OutEnded(OutFact):
    """The line is gone. Never told of the call itself, which is `Cleared`, with one of these words as its cause.

    by: `system` where we hung up, else `far end`.
    """

    end: OutEnd
    by: str = "far end"
