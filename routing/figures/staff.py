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


@dataclass(slots=True)
class Running:
    """Time that is not counted yet, of all members of a queue together. there, busy: how many are so now; before: the
    sum of the moments up to which theirs is counted, in s after `Staff.origin`."""

    there: int = 0
    busy: int = 0
    before_there: float = 0.0
    before_busy: float = 0.0

    def add(self, state: AgentState, since: float, sign: int) -> None:
        if state in THERE:
            self.there += sign
            self.before_there = (self.before_there + sign * since) if self.there else 0.0
        if state in BUSY:
            self.busy += sign
            self.before_busy = (self.before_busy + sign * since) if self.busy else 0.0


@dataclass
class Staff:
    """states: of each agent, and up to when its time is counted. origin: epoch seconds; sums of times since 1970 would
    leave out the milliseconds."""

    plan: Plan
    states: dict[str, tuple[AgentState, float]] = field(default_factory=dict)
    origin: float = 0.0
    _queues: dict[str, tuple[str, ...]] | None = None
    _running: dict[str, Running] = field(default_factory=dict)  # by queue, as `_queues` has them

    def becomes(self, agent: str, state: AgentState, at: float, sums: Sums) -> AgentState:
        """Gives the state before."""
        was, _ = self.states.get(agent, (A.OFF, at))
        self._spend(agent, at, sums)
        self._put(agent, state, at)
        return was

    def settle(self, at: float, sums: Sums) -> None:
        """Count everybody up to now."""
        for agent in self.states:
            self._spend(agent, at, sums)

    def moved(self, at: float, sums: Sums) -> None:
        """Members change: what was before counts for the queues of before."""
        self.settle(at, sums)
        self._queues = None

    def now(self, queue: str, at: float) -> Tally:
        """What is not counted yet of its members, so that a live figure does not stand still."""
        self._queues_of("")
        tally, running, at = Tally(), self._running.get(f"queue:{queue}", Running()), at - self.origin
        tally.there = max(0.0, round(running.there * at - running.before_there, 6))
        tally.busy = max(0.0, round(running.busy * at - running.before_busy, 6))
        return tally

    def put_back(self, agent: str, state: AgentState, since: float) -> None:
        """Of whom it is known already."""
        self._put(agent, state, since)

    def _put(self, agent: str, state: AgentState, at: float) -> None:
        if not self.states:
            self.origin = at
        queues = self._queues_of(agent)
        if agent in self.states:
            self._run(queues, *self.states[agent], -1)
        self.states[agent] = (state, at)
        self._run(queues, state, at, 1)

    def _run(self, queues: Iterable[str], state: AgentState, since: float, sign: int) -> None:
        for queue in queues:
            self._running[queue].add(state, since - self.origin, sign)

    def _spend(self, agent: str, at: float, sums: Sums) -> None:
        if agent not in self.states:
            return
        state, since = self.states[agent]
        if at > since:
            self._put(agent, state, at)
        if state in THERE:
            for begin, seconds in parts(since, at):
                for of in (f"agent:{agent}", *self._queues_of(agent)):
                    _count(sums.tallies(of, begin), seconds, state)

    def _queues_of(self, agent: str) -> tuple[str, ...]:
        if self._queues is None:
            self._queues = _by_member(self.plan)
            self._running = {queue: Running() for queues in self._queues.values() for queue in queues}
            self.origin = max((since for _, since in self.states.values()), default=0.0)
            for known, (state, since) in self.states.items():
                self._run(self._queues.get(known, ()), state, since, 1)
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
