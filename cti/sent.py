"""Where a caller was sent outside: what has to be known to call there after all, if nobody was called yet."""

from dataclasses import dataclass

from cti import facts
from journal import Fact


@dataclass(frozen=True, slots=True)
class Sent:
    """number, shown: as in `orders.CallOut`; seconds: that it may ring; at: epoch seconds, 0 = never."""

    number: str = ""
    shown: str = ""
    seconds: float = 0.0
    at: float = 0.0


NOWHERE = Sent()


def evolve(before: Sent, fact: Fact, at: float) -> Sent:
    if isinstance(fact, facts.PassedToNumber | facts.SentOut):
        return Sent(fact.number, fact.caller_id, fact.seconds, at)
    return before
