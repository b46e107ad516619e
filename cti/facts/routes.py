"""What a route asks, outside and of the caller."""

from dataclasses import dataclass
from enum import StrEnum

from cti.facts.base import CallFact


class Found(StrEnum):
    """What came of a lookup."""

    FOUND = "found"
    MISSING = "missing"  # there is no such thing
    FAILED = "failed"  # no answer in time, or one that cannot be used


@dataclass(frozen=True, slots=True)
class LookupAsked(CallFact):
    """what: `customer`, or the name of a connection that an admin has allowed; send: its parameters.

    visit: of the step that waits for the answer.
    """

    step: str
    visit: int
    what: str
    send: dict[str, str]


@dataclass(frozen=True, slots=True)
class LookupAnswered(CallFact):
    """values: by the variables that the step names, of a customer by field."""

    visit: int
    outcome: Found
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class SurveyAnswered(CallFact):
    """question: its id; answer: the key."""

    question: str
    answer: int
