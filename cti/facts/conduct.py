"""What happens around callers who abuse agents: warnings, incidents, restrictions, recovery, changes of the policy.

Every change that a person makes says by whom: these facts are the audit trail.
"""

from dataclasses import dataclass

from cti.conduct import Answer, Conduct, Step
from cti.facts.base import CallFact
from journal import Fact


@dataclass(frozen=True, slots=True)
class Warned(CallFact):
    """The caller begins to hear a warning. by: `agent:ID` or `policy`; playback, prompt: as it plays."""

    agent: str
    step: Step
    reason: str
    by: str
    playback: str
    prompt: str


@dataclass(frozen=True, slots=True)
class WarningWithdrawn(CallFact):
    """The agent took the last warning back."""

    agent: str
    step: Step


@dataclass(frozen=True, slots=True)
class RestrictionMet(CallFact):
    """A restricted number calls. until: epoch seconds; prompt, queue: what the caller meets."""

    restriction: int
    service: str
    answer: Answer
    prompt: str
    queue: str
    until: float


@dataclass(frozen=True, slots=True)
class IncidentFact(Fact):
    """incident: a number that people read to each other, 1 and up. It may change long after its call."""

    call: str
    incident: int

    @property
    def subject(self) -> str:
        return f"call:{self.call}"


@dataclass(frozen=True, slots=True)
class IncidentOpened(IncidentFact):
    """The first warning or the termination of a call. caller: the customer's number, "" when withheld."""

    service: str
    queue: str
    caller: str
    agent: str
    category: str


@dataclass(frozen=True, slots=True)
class IncidentStep(IncidentFact):
    """by: `agent:ID` or `policy`."""

    agent: str
    step: Step
    by: str


@dataclass(frozen=True, slots=True)
class IncidentStepWithdrawn(IncidentFact):
    agent: str
    step: Step


@dataclass(frozen=True, slots=True)
class IncidentNoted(IncidentFact):
    """What a person wrote about it. note: personal, seen by those who may see the incident."""

    category: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class IncidentReviewed(IncidentFact):
    """A supervisor has looked at it."""

    by: str


@dataclass(frozen=True, slots=True)
class RestrictionFact(Fact):
    """number: the customer's."""

    restriction: int
    service: str
    number: str

    @property
    def subject(self) -> str:
        return f"restriction:{self.restriction}"


@dataclass(frozen=True, slots=True)
class RestrictionSet(RestrictionFact):
    """incident: the last of `incidents` within the time of the policy. until: epoch seconds."""

    incident: int
    incidents: int
    until: float
    answer: Answer
    prompt: str
    queue: str


@dataclass(frozen=True, slots=True)
class RestrictionLifted(RestrictionFact):
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecoveryFact(Fact):
    agent: str
    call: str
    incident: int

    @property
    def subject(self) -> str:
        return f"recovery:{self.agent}"


@dataclass(frozen=True, slots=True)
class RecoveryBegan(RecoveryFact):
    """The agent is left in peace until then (epoch seconds), or until the agent ends it."""

    until: float


@dataclass(frozen=True, slots=True)
class RecoveryEnded(RecoveryFact):
    """early: the agent chose something else before the time was over."""

    early: bool


@dataclass(frozen=True, slots=True)
class ConductChanged(Fact):
    """Somebody changed the policy of a service. by: the person."""

    service: str
    conduct: Conduct
    by: str

    @property
    def subject(self) -> str:
        return f"conduct:{self.service}"
