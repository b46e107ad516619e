"""The time of agents: there is who is ready or busy; busy is who dials, is rung, talks or works after a talk.

Of a queue it is the time of its members, whole for each of their queues: occupancy tells how busy those are who serve
it, with whatever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cti.facts import AgentState
from cti.plan import Plan
from routing.figures.day import Sums, slot_of
from routing.figures.tally import SLOT, Tally

A = AgentState
BUSY = frozenset({A.DIALLING, A.OFFERED, A.TALKING, A.AFTER_CALL})
THERE = BUSY | {A.READY}


@dataclass
class Staff:
    """states: of each agent, and up to when its time is counted."""

    plan: Plan
    states: dict[str, tuple[AgentState, float]] = field(default_factory=dict)
    _queues: dict[str, tuple[str, ...]] | None = None

    def becomes(self, agent: str, state: AgentState, at: float, sums: Sums) -> AgentState:
        """Gives the state before."""
        was, _ = self.states.get(agent, (A.OFF, at))
        self._spend(agent, at, sums)
        self.states[agent] = (state, at)
        return was

    def settle(self, at: float, sums: Sums) -> None:
        """Count everybody up to now."""
        for agent in self.states:
            self._spend(agent, at, sums)

    def moved(self, at: float, sums: Sums) -> None:
        """Members change: what was before counts for the queues of before."""
        self.settle(at, sums)
        self._queues = None

    def now(self, agents: Iterable[str], at: float) -> Tally:
        """What is not counted yet of these, so that a live figure does not stand still."""
        tally = Tally()
        for agent in agents:
            state, since = self.states.get(agent, (A.OFF, at))
            tally.there += (at - since) * (state in THERE)
            tally.busy += (at - since) * (state in BUSY)
        return tally

    def _spend(self, agent: str, at: float, sums: Sums) -> None:
        if agent not in self.states:
            return
        state, since = self.states[agent]
        self.states[agent] = (state, max(since, at))
        if state in THERE:
            for begin, seconds in parts(since, at):
                for of in (f"agent:{agent}", *self._queues_of(agent)):
                    _count(sums.tallies(of, begin), seconds, state)

    def _queues_of(self, agent: str) -> tuple[str, ...]:
        if self._queues is None:
            self._queues = _by_member(self.plan)
        return self._queues.get(agent, ())


def parts(since: float, until: float) -> Iterator[tuple[float, float]]:
    """By half hours: when each part begins, and its seconds."""
    while since < until:
        end = min(until, slot_of(since) + SLOT)
        yield since, end - since
        since = end


def _count(tallies: Iterable[Tally], seconds: float, state: AgentState) -> None:
    for tally in tallies:
        tally.there += seconds
        tally.busy += seconds * (state in BUSY)


def _by_member(plan: Plan) -> dict[str, tuple[str, ...]]:
    queues: dict[str, list[str]] = {}
    for queue in plan.queues.values():
        for member in queue.members:
            queues.setdefault(member, []).append(f"queue:{queue.id}")
    return {member: tuple(found) for member, found in queues.items()}
