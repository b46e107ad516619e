"""What one agent did between two times, from the changes of their state (ME-01 to ME-03). Pure.

Definitions: docs/performance.md. Calls belong to the service that was called or in whose name it was called; states
belong to the agent, who is logged in once for all services.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cti import facts
from cti.facts import AgentState
from journal import Fact

A = AgentState
HANDS_OVER: tuple[type[Fact], ...] = (
    *(facts.Transferred, facts.PassedToAgent, facts.PassedToQueue, facts.PassedToRoute, facts.PassedToNumber),
)
COUNTED = ("inbound", "outbound", "consulted", "transfers")
OF_CALLS = frozenset({A.TALKING, A.AFTER_CALL})


@dataclass(frozen=True, slots=True)
class Change:
    """at: epoch seconds; by: the fact that brought it about, None for a choice."""

    at: float
    state: AgentState
    reason: str = ""
    by: Fact | None = None

    @property
    def call(self) -> str:
        return getattr(self.by, "call", "")


@dataclass(frozen=True, slots=True)
class Talk:
    service: str
    outbound: bool


def performance(
    changes: Sequence[Change], talks: Mapping[str, Talk], begin: float, end: float, service: str
) -> Counter[str]:
    """Figure → how many, or seconds. changes: in order, beginning with the one in force at `begin`; talks: by call.

    Calls count on the day on which they began, their seconds when they passed.
    """
    figures: Counter[str] = Counter()
    for change, until in stretches(changes, end):
        name = figure(change, talks, service)
        if name and (seconds := min(until, end) - max(change.at, begin)) > 0:
            figures[f"{name}_seconds"] += seconds  # type: ignore[assignment]  # a Counter adds seconds as well
        if begin <= change.at < end:
            figures.update(counts(change, name, talks, service))
    return figures


def stretches(changes: Sequence[Change], end: float) -> Iterable[tuple[Change, float]]:
    """Each with the time until which it held."""
    for change, following in pairwise(changes):
        yield change, following.at
    if changes:
        yield changes[-1], end


def figure(change: Change, talks: Mapping[str, Talk], service: str) -> str:
    """The figure to which its time belongs, "" for none: not logged in, or a call of another service."""
    if change.state is A.OFF:
        return ""
    if change.state not in OF_CALLS:
        return f"{change.state}:{change.reason}" if change.reason else change.state.value
    talk = talks.get(change.call)
    if talk is None or talk.service != service:
        return ""
    return _talking(change, talk) if change.state is A.TALKING else "after"


def counts(change: Change, name: str, talks: Mapping[str, Talk], service: str) -> list[str]:
    """A hand-over is seen by what the agent does then."""
    if change.state is A.TALKING:
        return [name] if name in COUNTED else []
    talk = talks.get(change.call)
    surveyed = isinstance(change.by, facts.PassedToRoute) and change.by.survey
    mine = talk is not None and talk.service == service
    return ["transfers"] if mine and isinstance(change.by, HANDS_OVER) and not surveyed and _leaves(change) else []


def _leaves(change: Change) -> bool:
    """And not whom it is handed to."""
    return change.state is A.AFTER_CALL


def _talking(change: Change, talk: Talk) -> str:
    if isinstance(change.by, facts.ConsultEstablished):
        return "consulted"
    return "outbound" if talk.outbound else "inbound"
