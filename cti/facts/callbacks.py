"""A promised call that waits in a queue in the place of its caller.

It is a call without a line, whose id begins with `callback-`; who confirms it calls the customer, which is a call of
its own. It lives until the promise is kept, given up, or left to people.
"""

from dataclasses import dataclass, field

from cti.facts.base import CallFact


@dataclass(frozen=True, slots=True)
class CallbackFact(CallFact):
    """call: the id of the promised call."""


@dataclass(frozen=True, slots=True)
class CallbackQueued(CallbackFact):
    """number: whom to call; callback: the promise; since: epoch seconds from which its caller has waited, its place;
    priority, skills: as in `Queued`; asked_at: epoch seconds of the promise; lost: the line broke while the caller
    waited, so it is called whatever the queue says of callbacks."""

    number: str
    queue: str
    service: str
    callback: int
    since: float
    asked_at: float
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)
    lost: bool = False


@dataclass(frozen=True, slots=True)
class CallbackTaken(CallbackFact):
    """The agent has confirmed, and the customer is called. dialled: the id of that call."""

    agent: str
    dialled: str


@dataclass(frozen=True, slots=True)
class CallbackRested(CallbackFact):
    """It is offered to nobody until then (epoch seconds; 0: until the customer's own call is over), and keeps its
    place. why: `closed`, `came back`, or why nobody answered."""

    until: float
    why: str


@dataclass(frozen=True, slots=True)
class CallbackResumed(CallbackFact):
    """It waits again, at the old place."""
