"""What was so at each entry of a call: its own state, the line in which it waited, and the agents of its queue. Pure.

While the call does not wait, only those who are in it are told of: who else was ready then says nothing about it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cti import facts
from cti.call import Call
from cti.desk import Desk
from cti.facts import AgentState
from cti.plan import Plan
from cti.table import CallState
from journal import Entry, Fact
from server.views import AgentThen, LineThen, MomentView, PlaceThen

WAITS = frozenset({CallState.QUEUED, CallState.OFFERED, CallState.CONNECTING})
OVER = frozenset({CallState.RELEASING, CallState.CLEARED})
SHOWN = 12  # of the line; the call itself is always shown
MOST_AGENTS = 40  # that are named; all are counted
JOINS = (
    *(facts.OfferCancelled, facts.OfferUnanswered, facts.OfferFailed),
    *(facts.Requeued, facts.ForwardFailed, facts.CallbackResumed),
)
LEAVES = (
    *(facts.OfferConfirmed, facts.PassedToAgent, facts.PassedToRoute, facts.PassedToNumber),
    *(facts.QueueLeft, facts.Releasing, facts.Cleared, facts.CallbackTaken, facts.CallbackRested),
)
ORDER = {AgentState.READY: 0, AgentState.OFFERED: 1, AgentState.TALKING: 2}


@dataclass(frozen=True, slots=True)
class Span:
    """The entries and times between which a call waited. queues: in which, one after the other."""

    first: int
    last: int
    since: float
    until: float
    queues: tuple[str, ...]

    @property
    def bounds(self) -> tuple[float, float, int]:
        return self.since, self.until, self.last


@dataclass(frozen=True, slots=True)
class Place:
    queue: str
    since: float
    priority: int = 0
    rings: bool = False
    waits: bool = True


def calls_of(entries: Sequence[Entry]) -> list[Call]:
    """The call after each of its entries."""
    desk, found = Desk(Plan()), list[Call]()
    for entry in entries:
        desk.evolve(entry.fact, entry.at)
        known = next(iter(desk.calls.values()), None)
        found.append(known or replace(found[-1] if found else Call("", "", ""), state=CallState.CLEARED))
    return found


def span_of(entries: Sequence[Entry], calls: Sequence[Call]) -> Span | None:
    """None for a call that never waited. The entry with which the wait ends belongs to it."""
    waits = [number for number, call in enumerate(calls) if call.state in WAITS]
    if not waits:
        return None
    first, last = entries[waits[0]], entries[min(waits[-1] + 1, len(entries) - 1)]
    queues = dict.fromkeys(calls[number].queue for number in waits if calls[number].queue)
    return Span(first.number, last.number, first.at, last.at, tuple(queues))


class Around:
    """Who waits and what the agents do, as of the entries that were read."""

    def __init__(self, line: Iterable[Entry], agents: Iterable[Entry]) -> None:
        both = {entry.number: entry for entry in (*line, *agents)}
        self._entries = iter(sorted(both.values(), key=lambda entry: entry.number))
        self._next = next(self._entries, None)
        self.places: dict[str, Place] = {}
        self.agents: dict[str, tuple[AgentState, float]] = {}

    def go_on_to(self, number: int) -> None:
        while (entry := self._next) and entry.number <= number:
            self._note(entry.fact, entry.at)
            self._next = next(self._entries, None)

    def _note(self, fact: Fact, at: float) -> None:
        if isinstance(fact, facts.AgentStateChanged):
            self.agents[fact.agent] = fact.state, at
        if isinstance(fact, facts.CallFact):
            if place := place_after(self.places.get(fact.call), fact, at):
                self.places[fact.call] = place
            else:
                self.places.pop(fact.call, None)

    def in_line(self, queue: str) -> list[tuple[str, Place]]:
        found = [(call, place) for call, place in self.places.items() if place.queue == queue and place.waits]
        return sorted(found, key=lambda each: (-each[1].priority, each[1].since, each[0]))


def place_after(place: Place | None, fact: facts.CallFact, at: float) -> Place | None:
    """Where a call stands after the fact; its time goes with it wherever it waits next."""
    match fact:
        case facts.Queued(queue=queue, priority=priority):
            return Place(queue, min(place.since if place else at, fact.since or at), priority)
        case facts.CallbackQueued(queue=queue, since=since, priority=priority):
            return Place(queue, since, priority)
        case facts.PassedToQueue(queue=queue) | facts.Overflowed(queue=queue):
            return Place(queue, place.since if place else at, place.priority if place else 0)
        case facts.Cleared():
            return None
    if place is None:
        return None
    if isinstance(fact, facts.Offered):
        return replace(place, rings=True, waits=True)
    if isinstance(fact, JOINS):
        return replace(place, rings=False, waits=True)
    return replace(place, rings=False, waits=False) if isinstance(fact, LEAVES) else place


def steps(
    entries: Sequence[Entry], calls: Sequence[Call], around: Around, plan: Plan, span: Span | None
) -> Iterator[MomentView]:
    for entry, call in zip(entries, calls, strict=True):
        around.go_on_to(entry.number)
        waits = span is not None and span.first <= entry.number <= span.last
        yield MomentView(
            number=entry.number,
            state=call.state,
            queue=call.queue,
            parties=[] if call.state in OVER else list(call.parties),
            waited_since=call.queued_at,
            line=_line(around.in_line(call.queue), call.id) if waits and call.state in WAITS else None,
            agents=_agents(around.agents, _people(plan, call) if waits and call.queue else frozenset()),
            counts=_counts(around.agents, _people(plan, call)) if waits and call.queue else {},
        )


def _people(plan: Plan, call: Call) -> frozenset[str]:
    queue = plan.queues.get(call.queue)
    return (queue.members if queue else frozenset()) | frozenset(call.parties)


def _line(waiting: Sequence[tuple[str, Place]], call: str) -> LineThen:
    """The first of them, and the call itself wherever it stands."""
    told = [
        PlaceThen(number + 1, id, place.since, place.priority, place.rings)
        for number, (id, place) in enumerate(waiting)
        if number < SHOWN or id == call
    ]
    position = next((each.position for each in told if each.call == call), 0)
    return LineThen(len(waiting), position, told)


def _agents(known: dict[str, tuple[AgentState, float]], people: frozenset[str]) -> list[AgentThen]:
    """Those who were logged in: who was ready first, who had been ready the longest before all others."""
    here = [AgentThen(id, *known[id]) for id in people if id in known and known[id][0] is not AgentState.OFF]
    here.sort(key=lambda each: (ORDER.get(each.state, len(ORDER)), each.since, each.id))
    return here[:MOST_AGENTS]


def _counts(known: dict[str, tuple[AgentState, float]], people: frozenset[str]) -> dict[str, int]:
    states = [known[id][0] if id in known else AgentState.OFF for id in people]
    return {state.value: states.count(state) for state in AgentState if state in states}
