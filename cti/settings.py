"""What people may set of a queue. Plain values; the rules for them are in `cti.queue`."""

from dataclasses import dataclass, field

from cti.plan import Recording
from cti.queueing import Announcing, CallingBack, Choosing, Limits


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """As the fields of the same names of `cti.plan.Queue`. Times are seconds."""

    ring_seconds: float
    auto_answer: bool
    ring_all: bool
    wrap_up_seconds: float
    service_level_seconds: float
    callback_on_abandon: bool
    music: str
    recording: Recording
    recording_announced: bool
    recording_days: int
    survey: str = ""
    choosing: Choosing = field(default_factory=Choosing)
    limits: Limits = field(default_factory=Limits)
    announcing: Announcing = field(default_factory=Announcing)
    calling_back: CallingBack = field(default_factory=CallingBack)
    callback_after: float = 0.0
