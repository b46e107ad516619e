"""Warnings, incidents and restrictions, for those who look back."""

from dataclasses import dataclass

from cti.conduct import Answer, Step
from server.times import Time


@dataclass(frozen=True, slots=True)
class StepView:
    """by: `agent:ID` or `policy`; withdrawn: the agent took it back."""

    step: Step
    agent: str
    by: str
    at: Time
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class IncidentView:
    """caller: the customer's number, "" when withheld, and when the customer was erased; ended_at: when the call was
    terminated; ticket: 0 for none; reviewed_by: the supervisor who has looked at it, "" for nobody."""

    id: int
    call: str
    ticket: int
    service: str
    queue: str
    caller: str
    agent: str
    category: str
    note: str
    opened_at: Time
    ended_at: Time
    reviewed_by: str
    recovery_seconds: float
    steps: list[StepView]
    erased: bool = False


@dataclass(frozen=True, slots=True)
class RestrictionView:
    """met: how many calls met it; lifted_at, lifted_by, lifted_why: when a supervisor ended it before its time."""

    id: int
    service: str
    number: str
    incident: int
    incidents: int
    since: Time
    until: Time
    answer: Answer
    prompt: str
    queue: str
    met: int
    lifted_at: Time
    lifted_by: str
    lifted_why: str


@dataclass(frozen=True, slots=True)
class CustomerConduct:
    """What is known of a number in the services of the person who asks. until: of the restriction that holds now."""

    incidents: int
    last_at: Time
    until: Time


@dataclass(frozen=True, slots=True)
class ServiceIncidents:
    """A month of one service. reached: how many incidents went as far as each step, `withdrawn` where none counts."""

    service: str
    incidents: int
    reached: dict[str, int]
    recovery_seconds: float


@dataclass(frozen=True, slots=True)
class AgentIncidents:
    agent: str
    incidents: int
    recovery_seconds: float
