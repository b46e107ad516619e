"""Callers who wait in a queue, and when the route takes them out again.

What may happen while they wait: their time is over, the last agent of the queue logs out, or the one agent for whom
they wait does not come. Rule: nobody is taken away from an agent at whom it rings; then it is looked at again when the
offer has failed. How many wait, and how long it may take, is judged at the door (`ivr.interpreter.doors`).
A fold over facts but for what it asks.
"""

from dataclasses import dataclass

from cti import commands, facts
from cti.facts import AgentState
from ivr.choices import Figures
from ivr.flow import Crowd, Overflow, Step, ToAgent, ToQueue
from journal import Agenda, Command, Fact
from journal.copies import replace


@dataclass(frozen=True, slots=True)
class Waiter:
    """since: epoch seconds; missed: why the one agent did not come, "" as long as that one may."""

    call: str
    step: ToQueue | ToAgent
    since: float
    missed: str = ""


class Leaving:
    def __init__(self, agenda: Agenda, figures: Figures) -> None:
        self._agenda, self._figures = agenda, figures
        self.waiters: dict[str, Waiter] = {}

    def begin(self, call: str, step: Step | None, now: float) -> bool:
        """A caller begins to wait. False when this step never takes anybody out again."""
        if not takes_out(step) or not isinstance(step, ToQueue | ToAgent):
            return False
        self.waiters[call] = waiter = Waiter(call, step, now)
        self._set(waiter)
        return True

    def end(self, call: str) -> None:
        self.waiters.pop(call, None)
        self._agenda.cancel(f"overflow:{call}")

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.AgentStateChanged(state=AgentState.OFF):
                return [leave for each in self.waiters.values() if (leave := self._now(each, now))]
            case facts.CallFact(call=call) if waiter := self.waiters.get(call):
                return self._waits(waiter, fact, now)
        return []

    def _waits(self, waiter: Waiter, fact: facts.CallFact, now: float) -> list[Command]:
        match fact:
            case facts.QueueWidened(why=why):
                waiter = self.waiters[waiter.call] = replace(waiter, missed=why)
            case facts.Requeued():
                waiter = self.waiters[waiter.call] = replace(waiter, since=now)
                self._set(waiter)
            case facts.OfferCancelled() | facts.OfferUnanswered() | facts.OfferFailed():
                pass
            case _:
                return []
        leave = self._now(waiter, now)
        return [leave] if leave else []

    def _set(self, waiter: Waiter) -> None:
        """One line on the agenda, for the first time that is over."""
        limits = [(over.limit, number) for number, over in _overflow(waiter) if over.when is Crowd.AFTER]
        if limits:
            seconds, number = min(limits)
            leave = commands.LeaveQueue(waiter.call, number, f"has waited {seconds:.0f} s")
            self._agenda.set(f"overflow:{waiter.call}", waiter.since + seconds, leave)

    def _now(self, waiter: Waiter, now: float) -> Command | None:
        if isinstance(waiter.step, ToAgent):
            return commands.LeaveQueue(waiter.call, 0, waiter.missed) if waiter.missed else None
        for number, over in _overflow(waiter):
            if over.when is Crowd.AFTER and now >= waiter.since + over.limit:
                return commands.LeaveQueue(waiter.call, number, f"has waited {now - waiter.since:.0f} s")
            if over.when is Crowd.NOBODY and not self._figures("agents", waiter.step.queue):
                return commands.LeaveQueue(waiter.call, number, f"nobody of queue {waiter.step.queue} is logged in")
        return None


def takes_out(step: Step | None) -> bool:
    """May this step take a caller out of the queue again."""
    match step:
        case ToQueue(overflow=overflow):
            return any(over.when in (Crowd.AFTER, Crowd.NOBODY) for over in overflow)
        case ToAgent(otherwise=otherwise):
            return bool(otherwise)
    return False


def _overflow(waiter: Waiter) -> list[tuple[int, Overflow]]:
    return list(enumerate(waiter.step.overflow, 1)) if isinstance(waiter.step, ToQueue) else []
