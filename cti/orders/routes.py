"""What is asked outside for a route."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class LookUp(CallOrder):
    """The answer is the fact `LookupAnswered`, at the latest after `tries` times `wait` seconds.

    what: `customer`, or the name of a connection; send: parameters; into: variable → JSON pointer (RFC 6901) in the
    answer; wait: seconds for each of `tries`.
    """

    step: str
    visit: int
    what: str
    send: dict[str, str]
    into: dict[str, str]
    wait: float
    tries: int
