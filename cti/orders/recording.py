"""The recording of a call: both sides on channels of their own, the caller left, whoever the caller hears right."""

from dataclasses import dataclass

from cti.orders.base import CallOrder


@dataclass(frozen=True, slots=True)
class RecordingOrder(CallOrder):
    """recording: an id of letters, digits, `.`, `_` and `-`."""

    recording: str


@dataclass(frozen=True, slots=True)
class StartRecording(RecordingOrder):
    """Harmless when it runs."""


@dataclass(frozen=True, slots=True)
class HushRecording(RecordingOrder):
    """on: write silence on both sides, as long as it lasts."""

    on: bool


@dataclass(frozen=True, slots=True)
class StopRecording(RecordingOrder):
    """Harmless when none runs."""
