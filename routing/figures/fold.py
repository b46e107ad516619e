"""Figures as they follow from facts, one entry after the other. What it knows can be written down and taken up again.

Rule: an answer counts once, for the queue in which the caller waited then; a caller who goes on to another queue
before an answer takes the wait along, one who is handed over after a talk begins a new one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from cti import facts
from cti.facts import AgentState
from cti.plan import Plan
from journal import Entry, Fact
from routing.figures import visits
from routing.figures.day import Sums
from routing.figures.staff import Staff
from routing.figures.tally import Tally
from routing.figures.visits import Served, Visit

HOLDS = (facts.Held, facts.ConsultAsked, facts.TurnedToTarget)
GOES_ON = (facts.Retrieved, facts.TurnedToCaller, facts.ConferenceBegun, facts.Transferred)
RESTS = (facts.Requeued, facts.PassedToAgent)  # the visit goes on
ENDS = (facts.PassedToRoute, facts.PassedToNumber, facts.Dismissed)
PLANNED = (facts.MembersChanged, facts.QueueOpened, facts.QueueRemoved)
NEW_TALK = frozenset({AgentState.DIALLING, AgentState.OFFERED, AgentState.TALKING})
KINDS: tuple[type[Fact], ...] = (
    *HOLDS,
    *GOES_ON,
    *RESTS,
    *ENDS,
    *PLANNED,
    facts.Queued,
    facts.PassedToQueue,
    facts.QueueLeft,
    facts.Overflowed,
    facts.CallbackRequested,
    facts.ForwardFailed,
    facts.Established,
    facts.Cleared,
    facts.AgentStateChanged,
)


@dataclass
class Figures:
    """day_of: epoch seconds → a day that can be compared, in the time zone of the organisation; short: seconds within
    which who gives up is counted among the short ones."""

    plan: Plan
    day_of: Callable[[float], str]
    calls: dict[str, Visit] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)  # since when, of callers between two queues
    after: dict[str, Served] = field(default_factory=dict)  # whose call each agent had last
    wrapping: dict[str, float] = field(default_factory=dict)  # since when agents work after a call
    at: float = 0.0  # of the newest entry
    short: float = visits.SHORT

    def __post_init__(self) -> None:
        self.sums = Sums(self.day_of)
        self.staff = Staff(self.plan)
        self._waiting: dict[str, dict[str, float]] = {}

    def note(self, entry: Entry) -> str:
        """Take the entry in; gives the queue whose figures it changed, "" for none."""
        self.at = entry.at
        self.sums.begin(entry.at)
        match entry.fact:
            case facts.AgentStateChanged(agent=agent, state=state):
                self._agent(agent, state, entry.at)
            case facts.CallFact(call=call) if isinstance(entry.fact, KINDS):
                before = self.queue_of(call)
                self._call(call, entry.fact, entry.at)
                return self.queue_of(call) or before
            case fact if isinstance(fact, PLANNED):
                self.staff.moved(entry.at, self.sums)
        return ""

    # --- what is asked -----------------------------------------------------------------------------------------------

    def tally(self, queue: str) -> Tally:
        """Of today."""
        return self.sums.today.get(f"queue:{queue}") or Tally()

    def occupancy(self, queue: str) -> float | None:
        """Of its members, today, up to the newest entry."""
        tally = self.staff.now(queue, self.at)
        tally.add(self.tally(queue))
        return tally.occupancy

    def waiting(self, queue: str) -> int:
        return len(self._waiting.get(queue, ()))

    def longest_since(self, queue: str) -> float:
        """Since when the first of the queue waits; 0.0 when nobody does."""
        return min(self._waiting.get(queue, {}).values(), default=0.0)

    def queue_of(self, call: str) -> str:
        """The queue of a call that waits or talks; "" when there is none."""
        visit = self.calls.get(call)
        return visit.queue if visit else ""

    def put_back(self, call: str, visit: Visit) -> None:
        """A caller of whom it is known already how far they are."""
        self.calls[call] = visit
        if not visit.talk:
            self._waits(call, visit)

    # --- calls -------------------------------------------------------------------------------------------------------

    def _call(self, call: str, fact: Fact, at: float) -> None:
        visit = self.calls.get(call)
        match fact:
            case facts.Queued(queue=queue) | facts.PassedToQueue(queue=queue) | facts.Overflowed(queue=queue):
                self._join(call, queue, at)
            case facts.Established(agent=agent):
                self.after.pop(agent, None)
                if visit:
                    self._answered(call, visit, agent, at)
            case facts.Cleared():
                self._gone(call, at)
                self.waits.pop(call, None)
            case facts.QueueLeft() | facts.CallbackRequested() | facts.PassedToRoute() if visit and not visit.served:
                self._elsewhere(call, visit)
            case facts.ForwardFailed() if visit:
                self._waits(call, visit)
            case _ if visit:
                self._talk(call, visit, fact, at)

    def _talk(self, call: str, visit: Visit, fact: Fact, at: float) -> None:
        if isinstance(fact, HOLDS):
            visits.held(self.sums, visit, at)
        elif isinstance(fact, GOES_ON):
            visits.unheld(self.sums, visit, at)
        if isinstance(fact, facts.Transferred):
            self._pause(visit, at)
            visit.agent, visit.talk = fact.target, at
        elif isinstance(fact, RESTS):
            self._pause(visit, at)
            self._waits(call, visit)
        elif isinstance(fact, ENDS):
            self._gone(call, at)

    def _join(self, call: str, queue: str, at: float) -> None:
        visit = self.calls.get(call)
        if visit and visit.queue == queue and not visit.served:
            self._waits(call, visit)
            return
        since = self.waits.pop(call, at)
        if visit and not visit.served:  # passed on before anybody answered
            since = visit.since
            self._elsewhere(call, visit)
            self.waits.pop(call, None)
        else:
            self._gone(call, at)
        visit = Visit(queue, at, since)
        visits.joins(self.sums, visit)
        self.put_back(call, visit)

    def _answered(self, call: str, visit: Visit, agent: str, at: float) -> None:
        self._waiting.get(visit.queue, {}).pop(call, None)
        if not visit.served:
            queue = self.plan.queues.get(visit.queue)
            visits.answered(self.sums, visit, at, queue.service_level_seconds if queue else 0.0)
            visit.served = True
        visit.agent, visit.talk = agent, at
        for tally in self.sums.tallies(f"agent:{agent}", visit.joined):
            tally.answered += 1

    def _elsewhere(self, call: str, visit: Visit) -> None:
        del self.calls[call]
        self._waiting.get(visit.queue, {}).pop(call, None)
        self.waits[call] = visit.since
        visits.leaves(self.sums, visit)

    def _gone(self, call: str, at: float) -> None:
        """The caller waits or talks here no longer."""
        if (visit := self.calls.pop(call, None)) is None:
            return
        self._waiting.get(visit.queue, {}).pop(call, None)
        if visit.served:
            self._pause(visit, at)
            visits.over(self.sums, visit)
        else:
            visits.gives_up(self.sums, visit, at, self.short)

    def _pause(self, visit: Visit, at: float) -> None:
        if visit.talk:
            visits.rests(self.sums, visit, at)
            self.after[visit.agent] = Served(visit.queue, visit.joined)
            for tally in self.sums.tallies(f"agent:{visit.agent}", visit.joined):
                tally.handled += 1

    def _waits(self, call: str, visit: Visit) -> None:
        """At the old place."""
        self._waiting.setdefault(visit.queue, {})[call] = visit.since

    # --- agents ------------------------------------------------------------------------------------------------------

    def _agent(self, agent: str, state: AgentState, at: float) -> None:
        began = self.wrapping.pop(agent, at)
        was = self.staff.becomes(agent, state, at, self.sums)
        if was is AgentState.AFTER_CALL and (served := self.after.get(agent)):
            of_agent = self.sums.tallies(f"agent:{agent}", served.joined)
            for tally in (*visits.tallies(self.sums, served), *of_agent):
                tally.after += at - began
        if state in NEW_TALK or was is AgentState.AFTER_CALL:
            self.after.pop(agent, None)
        if state is AgentState.AFTER_CALL:
            self.wrapping[agent] = at
