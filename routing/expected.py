"""How long somebody who comes now would wait in a queue: a fold over facts, and an estimate.

Those who wait are served one after the other by the agents who work there, each for as long as callers of that queue
keep an agent. An agent who serves several queues in which somebody waits has only a share of the time for each. Who
gives up makes room for those behind. What the queues have shown so far (`routing.pace`) is all that outlives a
restart: `learn` reads it again from the log of the last day. Errors are measured by `bench.waits`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cti import facts
from cti.facts import AgentState
from cti.plan import Plan
from journal import Command, Entry, Fact
from routing.pace import UNKNOWN, Pace, after_handling, after_waiting, wait

NEVER = 86_400.0  # s: what is said where nobody works
A = AgentState
WORKING = frozenset({A.READY, A.OFFERED, A.TALKING, A.AFTER_CALL})
BUSY = frozenset({A.OFFERED, A.TALKING, A.AFTER_CALL})
KINDS: tuple[type[Fact], ...] = (
    facts.AgentStateChanged,
    facts.Queued,
    facts.PassedToQueue,
    facts.QueueLeft,
    facts.Overflowed,
    facts.PassedToRoute,
    facts.Requeued,
    facts.Established,
    facts.Cleared,
)


@dataclass(slots=True)
class _Caller:
    """since: epoch seconds of the present wait, 0 = somebody talks to them, or they are in a route; promised: whose
    patience says nothing, because they wait without a line."""

    queue: str
    since: float
    promised: bool = False


@dataclass(slots=True)
class _Busy:
    """queue: of the first caller of this time, "" as long as nobody was talked to."""

    since: float
    queue: str = ""


class Expected:
    reads = (*KINDS, facts.CallbackQueued, facts.CallbackTaken, facts.CallbackRested, facts.CallbackResumed)

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._states: dict[str, AgentState] = {}
        self._callers: dict[str, _Caller] = {}
        self._busy: dict[str, _Busy] = {}
        self.waiting: Counter[str] = Counter()  # by queue, those at whom it rings too
        self.paces: dict[str, Pace] = {}

    def learn(self, entries: Iterable[Entry]) -> None:
        """Of these (of `KINDS`, oldest first), how the queues move; not who waits or works now."""
        past = Expected(self._plan)
        for entry in entries:
            past.react(entry.fact, entry.at)
        self.paces = past.paces

    def react(self, fact: Fact, now: float) -> list[Command]:
        """A policy that only watches; it comes before those that look at its figures."""
        match fact:
            case facts.AgentStateChanged(agent=agent, state=state):
                self._state(agent, state, now)
            case (
                facts.Queued(call=call, queue=queue)
                | facts.PassedToQueue(call=call, queue=queue)
                | facts.Overflowed(call=call, queue=queue)
            ):
                self._waits_no_more(call, now)
                self._waits(call, queue, now)
            case facts.CallbackQueued(call=call, queue=queue):
                self._waits(call, queue, now, promised=True)
            case facts.CallbackTaken(call=call) | facts.CallbackRested(call=call):
                self._waits_no_more(call, now)
            case facts.CallbackResumed(call=call) if known := self._callers.get(call):
                self._waits(call, known.queue, now, promised=True)
            case facts.Requeued(call=call) if known := self._callers.get(call):
                self._waits(call, known.queue, now)
            case facts.Established(call=call, agent=agent) if known := self._callers.get(call):
                self._talks(agent, known.queue)
                self._waits_no_more(call, now)
            case facts.QueueLeft(call=call) | facts.PassedToRoute(call=call):
                self._waits_no_more(call, now)
            case facts.Cleared(call=call, by=by):
                self._waits_no_more(call, now, gave_up=by == "caller")
                self._callers.pop(call, None)
        return []

    def agents(self, queue: str) -> int:
        """How many of the queue are logged in, whatever they do now."""
        return sum(self._states.get(agent, A.OFF) is not A.OFF for agent in self._members(queue))

    def wait(self, queue: str, ahead: int) -> float:
        """Seconds. ahead: those who are served before."""
        there = [agent for agent in self._members(queue) if self._states.get(agent) in WORKING]
        if not there:
            return NEVER
        demand = self._demand(queue, ahead + 1)
        pace = self.paces.get(queue, UNKNOWN)
        served = (ahead + 1) * sum(1 / self._wanted_of(agent, demand) for agent in there)
        return wait(ahead + 1, served, pace.leaving)

    def _demand(self, queue: str, waiting: int) -> Mapping[str, float]:
        """Seconds of work that wait in this queue, and in others that share agents with it."""
        mine = self._members(queue)
        counts = {other: n for other, n in self.waiting.items() if n > 0 and not mine.isdisjoint(self._members(other))}
        return {other: n * self._handling(other) for other, n in (counts | {queue: waiting}).items()}

    def _wanted_of(self, agent: str, demand: Mapping[str, float]) -> float:
        return sum(seconds for queue, seconds in demand.items() if agent in self._members(queue))

    def _handling(self, queue: str) -> float:
        """At least a moment: an estimate divides by it."""
        return max(1e-3, self.paces.get(queue, UNKNOWN).handling)

    def _members(self, queue: str) -> frozenset[str]:
        known = self._plan.queues.get(queue)
        return known.members if known else frozenset()

    # --- what happens ----------------------------------------------------------------------------------------------

    def _waits(self, call: str, queue: str, now: float, promised: bool = False) -> None:
        self._callers[call] = _Caller(queue, now, promised)
        self.waiting[queue] += 1

    def _waits_no_more(self, call: str, now: float, gave_up: bool = False) -> None:
        known = self._callers.get(call)
        if known is None or not known.since:
            return
        self.waiting[known.queue] -= 1
        if self.waiting[known.queue] <= 0:
            del self.waiting[known.queue]
        if not known.promised:
            pace = self.paces.get(known.queue, UNKNOWN)
            self.paces[known.queue] = after_waiting(pace, max(0.0, now - known.since), gave_up)
        known.since = 0.0

    def _state(self, agent: str, state: AgentState, now: float) -> None:
        """From the ring to the end of the work after the talk: so long a caller keeps an agent."""
        self._states[agent] = state
        if state in BUSY:
            self._busy.setdefault(agent, _Busy(now))
        elif (spent := self._busy.pop(agent, None)) and spent.queue:
            pace = self.paces.get(spent.queue, UNKNOWN)
            self.paces[spent.queue] = after_handling(pace, now - spent.since)

    def _talks(self, agent: str, queue: str) -> None:
        if (busy := self._busy.get(agent)) and not busy.queue:
            busy.queue = queue
