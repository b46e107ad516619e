"""How a service protects its agents from abusive callers. Plain values.

A policy is a row of steps: up to two warnings and a notice, each said to the caller, then the termination. After it
come the recovery break of the agent and, for callers who do it again and again, a restriction for a while.
"""

from dataclasses import dataclass
from enum import StrEnum

COUNTRY, TRUNK_PREFIX = "+82", "0"
EMERGENCY = ("110", "111", "112", "113", "117", "118", "119", "911", "999")
LATER = "*"  # at the end of a number: whatever comes behind


class Step(StrEnum):
    WARNING_1 = "warning1"
    WARNING_2 = "warning2"
    NOTICE = "notice"  # says that the call will be ended
    TERMINATION = "termination"


ORDER = tuple(Step)


class Answer(StrEnum):
    """What a restricted caller meets."""

    GREETING = "greeting"  # another greeting, then the usual route
    QUEUE = "queue"  # another greeting, then straight into a queue
    REFUSAL = "refusal"  # a polite refusal, then the line closes


@dataclass(frozen=True, slots=True)
class ConductStep:
    """prompt: what the caller hears; after: seconds since the step before was heard after which this one comes by
    itself, 0 = only when the agent says so."""

    step: Step
    prompt: str
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Conduct:
    """The policy of one service. steps: in order, the termination is the last.

    incidents: how many terminations within `window_days` lead to a restriction of the number, 0 = never;
    restricted_days: how long; answer, prompt, queue: what restricted callers meet; never: numbers that are never
    restricted besides those of emergency services, a `*` at the end stands for any digits;
    recovery_seconds: how long the agent is left in peace after a termination.
    """

    service: str
    steps: tuple[ConductStep, ...] = (ConductStep(Step.TERMINATION, "system.dismissal"),)
    incidents: int = 0
    window_days: int = 30
    restricted_days: int = 7
    answer: Answer = Answer.REFUSAL
    prompt: str = "conduct.refusal"
    queue: str = ""
    never: tuple[str, ...] = ()
    recovery_seconds: float = 0.0

    @property
    def announcement(self) -> str:
        """The prompt of the termination."""
        return self.steps[-1].prompt

    def after(self, heard: tuple[Step, ...]) -> ConductStep:
        """The step that comes next."""
        last = ORDER.index(heard[-1]) if heard else -1
        return next((each for each in self.steps if ORDER.index(each.step) > last), self.steps[-1])

    def may_be_restricted(self, caller: str) -> bool:
        """Never those who withhold their number, emergency services and the numbers with priority."""
        number = customer(caller)
        return bool(number) and not any(_fits(number, each) for each in (*EMERGENCY, *self.never))


def customer(caller: str) -> str:
    """The number by which a caller is known again, however the network wrote it. "" when withheld."""
    return TRUNK_PREFIX + caller.removeprefix(COUNTRY) if caller.startswith(COUNTRY) else caller


def _fits(number: str, known: str) -> bool:
    if known.endswith(LATER):
        return number.startswith(customer(known.removesuffix(LATER)))
    return number == customer(known)
