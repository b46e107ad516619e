"""What callers say into a route."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class RecordMessage(CallOrder):
    """Beep, then record the caller alone. Its end comes as `MessageEnded`; a caller who hangs up ends it too.

    recording: as in `RecordingOrder`; most, silence: seconds; end: the key that ends it, "" for none.
    """

    recording: str
    most: float
    silence: float
    end: str


@dataclass(frozen=True, slots=True)
class EndMessage(CallOrder):
    recording: str
