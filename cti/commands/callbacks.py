"""What is asked of promised calls that wait in a queue."""

from dataclasses import dataclass, field

from cti.commands.base import CallCommand


@dataclass(frozen=True, slots=True)
class PromiseCommand(CallCommand):
    pass


@dataclass(frozen=True, slots=True)
class QueueCallback(PromiseCommand):
    """call: an id that is new. Refused for a number that may not be called. All else as in `CallbackQueued`."""

    number: str
    queue: str
    service: str
    callback: int
    since: float
    asked_at: float
    priority: int = 0
    skills: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RestCallback(PromiseCommand):
    """Offer it to nobody for a while. Refused while it rings. until, why: as in `CallbackRested`."""

    until: float
    why: str


@dataclass(frozen=True, slots=True)
class ResumeCallback(PromiseCommand):
    pass


@dataclass(frozen=True, slots=True)
class LeaveCallback(PromiseCommand):
    """It is not called from the queue any more. why: `kept`, `by hand`, `attempts used up`, `closed by hand`."""

    why: str
