"""Calling out on the trunk."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class CallOut(CallOrder):
    """Call a number on the trunk. What comes of it: `OutRinging`, `OutMedia`, `OutAnswered`, `OutEnded`.

    line: the id of the new channel, chosen by who orders, new each time; "" for the call itself (then its end is
    `Cleared`). number: digits with an optional leading +. caller_id: the number that is shown, "" for the provider's
    choice. seconds: how long it may ring. agent: whose open line hears the far end from the first sound on, and a
    ringback tone while it rings without a sound of its own; "" for nobody. That is in the call's talk for the call
    itself, else in its consultation.
    """

    line: str
    number: str
    caller_id: str
    seconds: float
    agent: str = ""


@dataclass(frozen=True, slots=True)
class DropLine(CallOrder):
    """Hang up a line that was called out, answered or not."""

    line: str
