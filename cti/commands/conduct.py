"""What is asked about callers who abuse agents."""

from dataclasses import dataclass

from cti.commands.base import AgentCallCommand, CallCommand
from cti.conduct import Answer, Conduct, Step
from journal import Command


@dataclass(frozen=True, slots=True)
class Warn(AgentCallCommand):
    """Say the next step to the caller. step: the one that is meant; by: "" for the agent, else the rule."""

    step: Step
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawWarning(AgentCallCommand):
    """Take the last warning back; one that is being said is stopped."""

    step: Step


@dataclass(frozen=True, slots=True)
class EndWarning(CallCommand):
    """The end of this warning was never reported, or it could not be said."""

    playback: str


@dataclass(frozen=True, slots=True)
class MeetRestriction(CallCommand):
    """The caller's number is restricted: let them meet this."""

    restriction: int
    service: str
    answer: Answer
    prompt: str
    queue: str
    until: float


@dataclass(frozen=True, slots=True)
class ConductCommand(Command):
    """Asked of the record of incidents (`cti.incidents`)."""


@dataclass(frozen=True, slots=True)
class RecordStep(ConductCommand):
    """A step was taken in a call; the first one opens the incident."""

    call: str
    service: str
    queue: str
    caller: str
    agent: str
    step: Step
    category: str
    by: str


@dataclass(frozen=True, slots=True)
class WithdrawStep(ConductCommand):
    call: str
    agent: str
    step: Step


@dataclass(frozen=True, slots=True)
class NoteIncident(ConductCommand):
    call: str
    incident: int
    category: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class ReviewIncident(ConductCommand):
    call: str
    incident: int
    by: str


@dataclass(frozen=True, slots=True)
class Restrict(ConductCommand):
    """until: epoch seconds."""

    service: str
    number: str
    incident: int
    incidents: int
    until: float
    answer: Answer
    prompt: str
    queue: str


@dataclass(frozen=True, slots=True)
class LiftRestriction(ConductCommand):
    service: str
    number: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recover(ConductCommand):
    """until: epoch seconds."""

    agent: str
    call: str
    incident: int
    until: float


@dataclass(frozen=True, slots=True)
class EndRecovery(ConductCommand):
    agent: str


@dataclass(frozen=True, slots=True)
class ChangeConduct(ConductCommand):
    conduct: Conduct
    by: str
