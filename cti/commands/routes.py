"""What a route asks, outside and of the caller."""

from dataclasses import dataclass

from cti.commands.base import CallCommand


@dataclass(frozen=True, slots=True)
class AskLookup(CallCommand):
    """what, send: as in `LookupAsked`; into, wait, tries: as in the order `LookUp`."""

    step: str
    visit: int
    what: str
    send: dict[str, str]
    into: dict[str, str]
    wait: float
    tries: int


@dataclass(frozen=True, slots=True)
class AnswerSurvey(CallCommand):
    question: str
    answer: int
