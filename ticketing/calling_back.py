"""Promised calls that keep their place in the queue (`CallingBack` of a queue).

Who chose to be called back waits on, without a line: since the same time, with the same priority and skills. Whoever
confirms calls the customer (`cti.promised`); each call counts as an attempt. Nobody answers: it rests, and waits again
at its old place, until the attempts are used up. Then, and whenever it leaves the queue otherwise, the callback stays
open for people; it is closed when the customer talks. Nothing is called while the queue's calendar is closed.
A fold over facts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cti import facts as cti
from cti.commands import LeaveCallback, QueueCallback, RestCallback, ResumeCallback
from cti.numbers import is_callable
from cti.plan import Plan
from cti.promised import id_of
from cti.queueing import CallingBack as Rules
from journal import Agenda, Command, Fact
from ticketing import commands
from ticketing.facts import CallbackAsked, CallbackClosed, CallbackReason

CLOSED, KEPT, BY_HAND, USED_UP, DONE = "closed", "kept", "by hand", "attempts used up", "closed by hand"
Hours = Callable[[str, float], tuple[bool, float]]  # calendar, epoch s → is it open, and when that changes (0: never)


@dataclass(frozen=True, slots=True)
class Waited:
    """How a caller who is still on the line has waited, and what they were promised. since: epoch seconds."""

    since: float
    priority: int
    skills: dict[str, int]
    promise: CallbackAsked | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One that is in a queue. dialled: the call to the customer of now, attempts: of such so far."""

    call: str
    callback: int
    queue: str
    attempts: int = 0
    dialled: str = ""


def always_open(calendar: str, at: float) -> tuple[bool, float]:
    """Where there are no calendars."""
    return True, 0.0


class CallingBack:
    def __init__(self, plan: Plan, agenda: Agenda, hours: Hours = always_open) -> None:
        self._plan, self._agenda, self._hours = plan, agenda, hours
        self.callers: dict[str, Waited] = {}
        self.promises: dict[str, Promise] = {}
        self.dialled: dict[str, str] = {}  # the call to a customer → the promise that it keeps

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case cti.Queued(call=call, priority=priority, skills=skills):
                caller = self.callers.get(call)
                self.callers[call] = Waited(caller.since if caller else now, priority, skills)
            case CallbackAsked(reason=CallbackReason.ASKED):
                self._promised(fact, now)
            case CallbackClosed(callback=callback) if known := self.promises.get(id_of(callback)):
                return [LeaveCallback(known.call, KEPT if known.dialled else DONE)]
            case cti.Dialled(callback=callback, call=call) if known := self.promises.get(id_of(callback)):
                return [] if known.dialled == call else [LeaveCallback(known.call, BY_HAND)]
            case cti.Established(call=call) if kept := self.dialled.pop(call, ""):
                return [commands.CloseCallback(self.promises[kept].callback)]
            case cti.Cleared():
                return self._over(fact, now)
            case cti.CallbackQueued(call=call, callback=callback, queue=queue):
                begun = self.promises[call] = Promise(call, callback, queue)
                return self._waits(begun, now)
            case cti.CallFact(call=call) if known := self.promises.get(call):
                return self._goes_on(known, fact, now)
        return []

    def _promised(self, fact: CallbackAsked, now: float) -> None:
        """It waits from when its caller has hung up: nobody is called who still listens to us."""
        queue = self._plan.queues.get(fact.queue)
        if queue and queue.calling_back.on and is_callable(fact.caller):
            waited = self.callers.get(fact.call) or Waited(now, 0, {})
            self.callers[fact.call] = replace(waited, promise=fact)

    def _over(self, fact: cti.Cleared, now: float) -> list[Command]:
        if (waited := self.callers.pop(fact.call, None)) and waited.promise:
            return [_queued(waited, waited.promise, now)]
        if promise := self.promises.pop(fact.call, None):
            self._agenda.cancel(f"promise:{fact.call}")
            self.dialled.pop(promise.dialled, None)
        if promise := self.promises.get(self.dialled.pop(fact.call, "")):
            return self._unanswered(promise, fact.cause, now)
        return []

    def _goes_on(self, promise: Promise, fact: cti.CallFact, now: float) -> list[Command]:
        call = promise.call
        match fact:
            case cti.CallbackTaken(agent=agent, dialled=dialled):
                self._agenda.cancel(f"promise:{call}")
                self.promises[call] = replace(promise, attempts=promise.attempts + 1, dialled=dialled)
                self.dialled[dialled] = call
                return [commands.TryCallback(promise.callback, agent)]
            case cti.CallbackRested(until=until):
                self._agenda.set(f"promise:{call}", until, ResumeCallback(call))
            case cti.CallbackResumed() | cti.OfferCancelled() | cti.OfferUnanswered() | cti.OfferFailed():
                return self._waits(promise, now)
        return []

    def _waits(self, promise: Promise, now: float) -> list[Command]:
        """As long as the queue is open."""
        calendar = self._plan.calendar_of(promise.queue)
        is_open, until = self._hours(calendar, now)
        rest = RestCallback(promise.call, until, CLOSED)
        if not is_open:
            return [rest if until else LeaveCallback(promise.call, CLOSED)]
        if until:
            opens = self._hours(calendar, until)[1]
            self._agenda.set(f"promise:{promise.call}", until, replace(rest, until=opens or until))
        return []

    def _unanswered(self, promise: Promise, cause: str, now: float) -> list[Command]:
        queue = self._plan.queues.get(promise.queue)
        rules = queue.calling_back if queue else Rules()
        if not rules.on or promise.attempts >= rules.attempts:
            return [LeaveCallback(promise.call, USED_UP)]
        return [RestCallback(promise.call, now + rules.spacing, cause)]


def _queued(waited: Waited, asked: CallbackAsked, now: float) -> Command:
    what = asked.caller, asked.queue, asked.service, asked.callback, waited.since, now
    return QueueCallback(id_of(asked.callback), *what, waited.priority, waited.skills)
