"""What is counted of a simulated day: visits by queue, calls by half hour, the time of agents. Definitions:
`routing.simulation.results`."""

from collections.abc import Mapping
from dataclasses import dataclass

from cti.facts import AgentState
from routing.simulation.results import Run, Tally, Work
from routing.simulation.scenario import Load

A = AgentState
THERE = frozenset({A.READY, A.OFFERED, A.TALKING, A.AFTER_CALL, A.NO_ANSWER, A.IDLE})
BUSY = frozenset({A.OFFERED, A.TALKING, A.AFTER_CALL})


@dataclass(slots=True)
class Caller:
    """load: of the queue that was called; queue: where the caller waits now; offered: when it first rang for this
    caller, None until then; gone: sent to somewhere outside of the queues."""

    load: Load
    number: str
    came: float
    queue: str = ""
    offered: float | None = None
    agent: str = ""
    answered: float = 0.0
    gone: bool = False

    @property
    def had_to_wait(self) -> bool:
        return self.offered is None or self.offered > self.came


class Counting:
    """begins: from when on calls and time count."""

    def __init__(self, loads: Mapping[str, Load], begins: float) -> None:
        self._loads, self._begins = loads, begins
        self.run = Run()

    def sent_on(self, caller: Caller) -> None:
        """A queue could not keep this caller."""
        if caller.came >= self._begins:
            tally = self.run.queue(caller.queue)
            tally.offered += 1
            tally.left += 1
            tally.waited += caller.had_to_wait

    def over(self, caller: Caller, now: float) -> None:
        """The call has ended."""
        if caller.gone:
            self.sent_on(caller)
        for tally in self._tallies(caller):
            self._count(caller, tally, now)

    def wrapped_up(self, caller: Caller, seconds: float) -> None:
        for tally in self._tallies(caller):
            tally.after += seconds

    def worked(self, agent: str, state: AgentState, since: float, until: float) -> None:
        """So long an agent was in this state."""
        work, spent = self.run.agents.setdefault(agent, Work()), max(0.0, until - max(since, self._begins))
        work.staffed += spent if state in THERE else 0.0
        work.busy += spent if state in BUSY else 0.0

    def _tallies(self, caller: Caller) -> tuple[Tally, ...]:
        """Of the last queue, unless it sent the caller on, and of the half hour in which the call came."""
        if caller.came < self._begins:
            return ()
        slot = self.run.slot(caller.came)
        return (slot,) if caller.gone else (self.run.queue(caller.queue), slot)

    def _count(self, caller: Caller, tally: Tally, now: float) -> None:
        waited = (caller.answered if caller.agent else now) - caller.came
        tally.offered += 1
        tally.waited += caller.had_to_wait
        if caller.gone:
            tally.left += 1
            return
        tally.longest = max(tally.longest, waited)
        if caller.agent:
            tally.answered += 1
            tally.within += waited <= self._loads[caller.queue].within
            tally.wait += waited
            tally.talk += now - caller.answered
        else:
            tally.abandoned += 1
            tally.patience += waited
