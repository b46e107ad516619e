"""Figures of today per queue, and who waits where: a fold over the journal, kept in memory.

Pure. Rebuilt at the start from today's entries; a new day begins when an entry of a later day comes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cti import facts
from cti.plan import Plan
from journal import Entry, Fact

KINDS: tuple[type[Fact], ...] = (
    facts.Queued,
    facts.Requeued,
    facts.ForwardFailed,
    facts.PassedToAgent,
    facts.PassedToQueue,
    facts.QueueLeft,
    facts.Overflowed,
    facts.PassedToRoute,
    facts.Diverted,
    facts.CallbackRequested,
    facts.VoicemailLeft,
    facts.Forwarded,
    facts.Established,
    facts.Cleared,
)


@dataclass(slots=True)
class Tally:
    """answered, abandoned: calls of today; within: answered within the service-level time of the queue."""

    answered: int = 0
    abandoned: int = 0
    within: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    queue: str
    since: float
    served: bool = False


@dataclass
class Figures:
    """day_of: epoch seconds → a day that can be compared, in the time zone of the organisation."""

    plan: Plan
    day_of: Callable[[float], str]
    day: str = ""
    tallies: dict[str, Tally] = field(default_factory=dict)
    _calls: dict[str, Wait] = field(default_factory=dict)
    _waiting: dict[str, dict[str, float]] = field(default_factory=dict)

    def note(self, entry: Entry) -> str:
        """Take the entry in; gives the queue whose figures it changed, "" for none."""
        if (day := self.day_of(entry.at)) != self.day:
            self.day, self.tallies = day, {}
        match entry.fact:
            case facts.Queued(call=call, queue=queue):
                before = self._calls.get(call) or Wait(queue, entry.at)
                self._calls[call] = replace(before, queue=queue)
                self._back(call, self._calls[call])
                return queue
            case facts.Overflowed(call=call, queue=queue, left=left) if call in self._calls:
                self._waiting.get(left, {}).pop(call, None)
                self._calls[call] = replace(self._calls[call], queue=queue)
                self._back(call, self._calls[call])
                return queue
            case facts.PassedToQueue(call=call, queue=queue) if call in self._calls:
                wait = self._calls[call] = replace(self._calls[call], queue=queue)
                self._back(call, wait)
                return queue
            case facts.Requeued(call=call) | facts.PassedToAgent(call=call) | facts.ForwardFailed(call=call) if (
                call in self._calls
            ):
                wait = self._calls[call]
                self._back(call, wait)
                return wait.queue
            case (
                facts.QueueLeft(call=call, queue=queue)
                | facts.Diverted(call=call, queue=queue)
                | facts.PassedToRoute(call=call, queue=queue)
            ):
                self._waiting.get(queue, {}).pop(call, None)
                return queue
            case facts.CallbackRequested(call=call) | facts.VoicemailLeft(call=call) | facts.Forwarded(call=call):
                return self._served_otherwise(call)
            case facts.Established(call=call) if call in self._calls:
                return self._established(call, entry.at)
            case facts.Cleared(call=call) if call in self._calls:
                return self._cleared(call)
        return ""

    def _served_otherwise(self, call: str) -> str:
        """Who is promised a call, has left a message or talks to somebody outside has not given up."""
        if wait := self._calls.get(call):
            self._calls[call] = replace(wait, served=True)
        return wait.queue if wait else ""

    def tally(self, queue: str) -> Tally:
        return self.tallies.get(queue) or Tally()

    def waiting(self, queue: str) -> int:
        return len(self._waiting.get(queue, ()))

    def longest_since(self, queue: str) -> float:
        """Since when the first of the queue waits; 0.0 when nobody does."""
        return next(iter(self._waiting.get(queue, {}).values()), 0.0)

    def queue_of(self, call: str) -> str:
        """The queue of a call that waits or talks; "" when there is none."""
        wait = self._calls.get(call)
        return wait.queue if wait else ""

    def _back(self, call: str, wait: Wait) -> None:
        """At the old place, not at the end."""
        line = self._waiting.setdefault(wait.queue, {})
        line[call] = wait.since
        self._waiting[wait.queue] = dict(sorted(line.items(), key=lambda each: each[1]))

    def _established(self, call: str, at: float) -> str:
        wait = self._calls[call]
        self._waiting.get(wait.queue, {}).pop(call, None)
        if not wait.served:
            self._calls[call] = Wait(wait.queue, wait.since, served=True)
            tally = self.tallies.setdefault(wait.queue, Tally())
            tally.answered += 1
            queue = self.plan.queues.get(wait.queue)
            tally.within += queue is not None and at - wait.since <= queue.service_level_seconds
        return wait.queue

    def _cleared(self, call: str) -> str:
        wait = self._calls.pop(call)
        self._waiting.get(wait.queue, {}).pop(call, None)
        if not wait.served:
            self.tallies.setdefault(wait.queue, Tally()).abandoned += 1
        return wait.queue
