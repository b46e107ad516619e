"""Callers whom their queue sends on by its own limits, and when.

At the door, for who comes when nobody is ready: too many wait, it would take too long, nobody is logged in, the queue
is closed. Later: the time is over, the last agent logs out, the rest of the wait has grown too long for a while (agents
have left, or callers with a head start have come). Rules: nobody is taken away from an agent at whom it rings;
then it is looked at again when the offer has failed. A queue sends a caller on once only: who comes back to it, by
whatever way, waits there, so that nobody goes in a circle. What the route says comes first.

A fold over facts but for what it asks. Two policies: `Doors` comes before the one that offers, so that a closed queue
offers nothing; `Policy` after it, so that who can be served is served.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from cti import commands, facts
from cti.facts import AgentState
from cti.plan import Plan, Queue
from cti.queueing import Limits, Overflow, To, When
from journal import Agenda, Command, Fact

Figures = Callable[[str, str], float]  # figure, queue → its value, as `routing.present`
IsOpen = Callable[[str, float], bool]  # calendar, epoch seconds
Rest = Callable[[str], Iterable[tuple[str, float]]]  # queue → who waits there from the last on, and how long they will
CLOSED = Overflow(When.CLOSED, To.GOODBYE)  # of a queue that does not say where its callers go
COMES = (facts.Queued, facts.PassedToQueue, facts.Overflowed)
FAILED = (facts.OfferCancelled, facts.OfferUnanswered, facts.OfferFailed)
GROWN = 30.0  # s for which a wait must have been too long before somebody who waits already is sent on for it
GONE = (facts.QueueLeft, facts.PassedToRoute, facts.Releasing, facts.Cleared)


@dataclass(frozen=True, slots=True)
class Waiter:
    """since: epoch seconds of coming into this queue."""

    call: str
    queue: str
    since: float


def always_open(calendar: str, now: float) -> bool:
    return True


def nobody_knows(queue: str) -> Iterable[tuple[str, float]]:
    return ()


class Doors:
    """Closed queues, and what the caller who comes now has to expect."""

    reads = (*COMES, facts.PassedToRoute, facts.Cleared)

    def __init__(self, plan: Plan, figures: Figures, is_open: IsOpen = always_open) -> None:
        self._plan, self._figures, self._is_open = plan, figures, is_open
        self.left: dict[str, set[str]] = {}  # the queues that have sent each call on
        self.expected = 0.0  # s, of who came last

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Overflowed(call=call, left=left):
                self.left.setdefault(call, set()).add(left)
            case facts.PassedToRoute(call=call, queue=queue, why=why) if why:
                self.left.setdefault(call, set()).add(queue)
            case facts.Cleared(call=call):
                self.left.pop(call, None)
        if isinstance(fact, facts.Queued | facts.PassedToQueue | facts.Overflowed):
            return self._comes(fact.call, fact.queue, now)
        return []

    def has_left(self, call: str, queue: str) -> bool:
        return queue in self.left.get(call, ())

    def _comes(self, call: str, queue: str, now: float) -> list[Command]:
        limits = known.limits if (known := self._plan.queues.get(queue)) else Limits()
        if any(over.when is When.EXPECTED for over in limits.overflows):  # it looks at all members
            self.expected = self._figures("estimated wait", queue)
        if not limits.calendar or self.has_left(call, queue) or self._is_open(limits.calendar, now):
            return []
        rules = (over for over in limits.overflows if over.when is When.CLOSED)
        return [_command(call, next(rules, CLOSED))]


class Policy:
    def __init__(self, plan: Plan, agenda: Agenda, figures: Figures, doors: Doors, rest: Rest = nobody_knows) -> None:
        self._plan, self._agenda, self._figures, self.doors, self._rest = plan, agenda, figures, doors, rest
        self.waiters: dict[str, Waiter] = {}
        self._grown: dict[str, set[str]] = {}  # whose wait is too long by now, in each queue that limits it
        self._in: dict[str, dict[str, None]] = {}  # the calls of each queue, in the order of their coming

    def react(self, fact: Fact, now: float) -> list[Command]:
        sent = self._sends(fact, now)
        if self._grown and isinstance(fact, facts.AgentStateChanged | facts.CallFact):
            self._look_again(fact, now)
        return sent

    def _sends(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Queued() | facts.PassedToQueue() | facts.Overflowed():
                return self._comes(fact.call, fact.queue, now)
            case facts.AgentStateChanged(agent=agent, state=AgentState.OFF):
                return self._logged_out(agent, now)
            case facts.QueueChanged(queue=queue):
                return self._changed(queue, now)
            case facts.CallFact(call=call) if call in self.waiters:
                return self._goes_on(fact, now)
        return []

    def _comes(self, call: str, queue: str, now: float) -> list[Command]:
        self._end(call)
        waiter = self.waiters[call] = Waiter(call, queue, now)
        self._in.setdefault(queue, {})[call] = None
        self._set(waiter)
        if any(over.when is When.EXPECTED for over in self._overflows(waiter)):
            self._grown.setdefault(queue, set())
        return self._sent(waiter, now, at_the_door=True)

    def _goes_on(self, fact: facts.CallFact, now: float) -> list[Command]:
        waiter = self.waiters[fact.call]
        if isinstance(fact, facts.Requeued):
            return self._comes(waiter.call, waiter.queue, now)
        if isinstance(fact, FAILED):
            return self._sent(waiter, now)
        if isinstance(fact, GONE):
            self._end(fact.call)
        return []

    def _logged_out(self, agent: str, now: float) -> list[Command]:
        """Whose last agent it was, has nobody to wait for."""
        queues = (queue for queue in self._plan.queues.values() if agent in queue.members and self._in.get(queue.id))
        return [each for queue in queues for each in self._all_of(queue, now) if not self._figures("agents", queue.id)]

    def _changed(self, id: str, now: float) -> list[Command]:
        for call in self._in.get(id, ()):
            self._set(self.waiters[call])
        queue = self._plan.queues.get(id)
        return self._all_of(queue, now) if queue else []

    def _all_of(self, queue: Queue, now: float) -> list[Command]:
        if not queue.limits.overflows:
            return []
        return [each for call in self._in.get(queue.id, ()) for each in self._sent(self.waiters[call], now)]

    def _set(self, waiter: Waiter) -> None:
        """One line on the agenda, for the first time that is over."""
        times = [over for over in self._overflows(waiter) if over.when is When.WAIT]
        if not times:
            self._agenda.cancel(f"limit:{waiter.call}")
            return
        over = min(times, key=lambda each: each.amount)
        self._agenda.set(f"limit:{waiter.call}", waiter.since + over.amount, _command(waiter.call, over))

    def _sent(self, waiter: Waiter, now: float, at_the_door: bool = False) -> list[Command]:
        """By the first overflow that applies."""
        met = (over for over in self._overflows(waiter) if self._applies(over, waiter, now, at_the_door))
        return [_command(waiter.call, over) for over in met][:1]

    def _applies(self, over: Overflow, waiter: Waiter, now: float, at_the_door: bool) -> bool:
        match over.when:
            case When.WAIT:
                return now >= waiter.since + over.amount
            case When.NOBODY:
                return not self._figures("agents", waiter.queue)
            case When.LENGTH:
                return at_the_door and self._figures("waiting", waiter.queue) > over.amount
            case When.EXPECTED:
                return at_the_door and self.doors.expected > over.amount
        return False

    def _look_again(self, fact: facts.AgentStateChanged | facts.CallFact, now: float) -> None:
        """Somebody has come, or rings no more, or an agent works or does not: in their queues the waits are others."""
        if isinstance(fact, facts.AgentStateChanged):
            queues = [
                known for id in self._grown if (known := self._plan.queues.get(id)) and fact.agent in known.members
            ]
        else:
            waiter = self.waiters.get(fact.call) if isinstance(fact, (*COMES, *FAILED)) else None
            queues = [self._plan.queues[waiter.queue]] if waiter and waiter.queue in self._plan.queues else []
        for queue in queues:
            if queue.id in self._grown:
                self._note_grown(queue, now)

    def _note_grown(self, queue: Queue, now: float) -> None:
        """The last ones first: who stands before somebody whose wait is short enough waits less."""
        least = min((over.amount for over in queue.limits.overflows if over.when is When.EXPECTED), default=0.0)
        long = takewhile(lambda each: least and each[1] > least, self._rest(queue.id))
        over = {call: found for call, seconds in long if (found := self._too_long(call, seconds))}
        before = self._grown[queue.id]
        for call in sorted(over.keys() - before):
            self._agenda.set(f"grown:{call}", now + GROWN, _command(call, over[call]))
        for call in sorted(before - over.keys()):
            self._agenda.cancel(f"grown:{call}")
        self._grown[queue.id] = set(over)

    def _too_long(self, call: str, seconds: float) -> Overflow | None:
        waiter = self.waiters.get(call)
        met = self._overflows(waiter) if waiter else ()
        return next((over for over in met if over.when is When.EXPECTED and seconds > over.amount), None)

    def _overflows(self, waiter: Waiter) -> tuple[Overflow, ...]:
        known = self._plan.queues.get(waiter.queue)
        return known.limits.overflows if known and not self.doors.has_left(waiter.call, waiter.queue) else ()

    def _end(self, call: str) -> None:
        if waiter := self.waiters.pop(call, None):
            self._in[waiter.queue].pop(call, None)
            self._agenda.cancel(f"limit:{call}")
            self._agenda.cancel(f"grown:{call}")
            self._grown.get(waiter.queue, set()).discard(call)


def _command(call: str, over: Overflow) -> Command:
    return commands.Overflow(call, over.when, over.to, over.target)
