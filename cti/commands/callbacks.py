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
    lost: bool = False


@dataclass(frozen=True, slots=True)
class RestCallback(PromiseCommand):
    """Offer it to nobody for a while, wherever it rings. until, why: as in `CallbackRested`; for hours that are over it
    is refused while the queue is open after all."""

    until: float
    why: str


@dataclass(frozen=True, slots=True)
class ResumeCallback(PromiseCommand):
    pass


@dataclass(frozen=True, slots=True)
class LeaveCallback(PromiseCommand):
    """It is not called from the queue any more. why: one of `cti.promised.Left`."""

    why: str
