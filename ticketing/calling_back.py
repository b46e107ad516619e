"""Promised calls that keep their place in the queue (`CallingBack` of a queue).

Who chose to be called back waits on, without a line: since the same time, with the same priority and skills. Whoever
confirms calls the customer (`cti.promised`); each call counts as an attempt. Nobody answers: it rests, and waits again
at its old place, until the attempts are used up. Then, and whenever it leaves the queue otherwise, the callback stays
open for people; it is closed when the customer talks. Who calls again has the place, and the promise rests until that
call is over. Nothing is called while the queue's calendar is closed. A fold over facts.
Who waited at an Asterisk that was lost is called the same way, also by queues that call nobody back otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cti import facts as cti
from cti.commands import LeaveCallback, QueueCallback, RestCallback, ResumeCallback
from cti.numbers import is_callable
from cti.plan import Plan
from cti.promised import CLOSED, Left, id_of
from cti.queueing import CallingBack as Rules
from journal import Agenda, Command, Fact
from ticketing import commands
from ticketing.facts import CallbackAsked, CallbackClosed, CallbackReason

Hours = Callable[[str, float], tuple[bool, float]]  # calendar, epoch s → is it open, and when that changes (0: never)
AGAIN = (cti.CallbackResumed, cti.OfferCancelled, cti.OfferUnanswered, cti.OfferFailed)
LOOKS = 10  # changes of a calendar that are looked at


@dataclass(frozen=True, slots=True)
class Promise:
    """One that is in a queue. dialled: the call to the customer of now, attempts: of such so far; free: epoch seconds
    before which it rests; rests: it does, until then or until the customer's own call is over; lost: as in
    `CallbackQueued`."""

    call: str
    callback: int
    queue: str
    attempts: int = 0
    dialled: str = ""
    free: float = 0.0
    rests: bool = False
    lost: bool = False


def always_open(calendar: str, at: float) -> tuple[bool, float]:
    """Where there are no calendars."""
    return True, 0.0


class CallingBack:
    def __init__(self, plan: Plan, agenda: Agenda, hours: Hours = always_open) -> None:
        self._plan, self._agenda, self._hours = plan, agenda, hours
        self.listening: dict[str, CallbackAsked | None] = {}  # callers who asked, and have not hung up yet
        self.promises: dict[str, Promise] = {}
        self.again: dict[str, str] = {}  # the call of a customer who calls again → the promise
        self.dialled: dict[str, str] = {}  # the call to a customer → the promise that it keeps

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case cti.CallbackRequested(call=call):
                self.listening.setdefault(call)
            case CallbackAsked(reason=CallbackReason.ASKED | CallbackReason.LOST):
                return self._asked(fact, now)
            case CallbackClosed():
                return self._closed(fact)
            case cti.Queued(call=call, promise=promise) if known := self.promises.get(promise):
                self.again[call] = promise
                return [] if known.dialled else [RestCallback(promise, 0.0, Left.CAME_BACK)]
            case cti.Dialled(callback=callback, call=call) if known := self.promises.get(id_of(callback)):
                return [] if known.dialled == call else [LeaveCallback(known.call, Left.BY_HAND)]
            case cti.Established(call=call):
                return [*self._kept(self.dialled.pop(call, ""), Left.KEPT), *self._kept(self.again.pop(call, ""))]
            case cti.QueueChanged(queue=queue):
                mine = [each for each in self.promises.values() if each.queue == queue and not each.dialled]
                return [then for each in mine for then in self._changed(each, now)]
            case cti.Cleared():
                return self._over(fact, now)
            case cti.CallbackQueued(call=call, callback=callback, queue=queue, lost=lost):
                begun = self.promises[call] = Promise(call, callback, queue, lost=lost)
                return self._waits(begun, now)
            case cti.CallFact(call=call) if known := self.promises.get(call):
                return self._goes_on(known, fact, now)
        return []

    def _asked(self, asked: CallbackAsked, now: float) -> list[Command]:
        """It waits from when its caller has hung up: nobody is called who still listens to us."""
        wanted = self._rules(asked.queue).on or asked.reason is CallbackReason.LOST
        if not wanted or not is_callable(asked.caller):
            return []
        if asked.call not in self.listening:
            return [_queued(asked, now)]
        self.listening[asked.call] = asked
        return self._kept(self.again.pop(asked.call, ""))

    def _kept(self, call: str, how: Left = Left.CAME_BACK) -> list[Command]:
        known = self.promises.get(call)
        return [LeaveCallback(call, how), commands.CloseCallback(known.callback)] if known else []

    def _closed(self, fact: CallbackClosed) -> list[Command]:
        if (asked := self.listening.get(fact.call)) and asked.callback == fact.callback:
            self.listening[fact.call] = None
        known = self.promises.get(id_of(fact.callback))
        return [LeaveCallback(known.call, Left.DONE)] if known else []

    def _over(self, fact: cti.Cleared, now: float) -> list[Command]:
        if asked := self.listening.pop(fact.call, None):
            return [_queued(asked, now)]
        if promise := self.promises.get(self.again.pop(fact.call, "")):
            return self._alone(promise, now)
        if promise := self.promises.pop(fact.call, None):
            self._agenda.cancel(f"promise:{fact.call}")
            self.dialled.pop(promise.dialled, None)
            self.again = {call: held for call, held in self.again.items() if held != promise.call}
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
                self.dialled.pop(promise.dialled, None)
                self.promises[call] = replace(promise, dialled="", free=max(promise.free, until), rests=True)
                self._agenda.cancel(f"promise:{call}")
                if until and call not in self.again.values():
                    self._agenda.set(f"promise:{call}", until, ResumeCallback(call))
            case _ if isinstance(fact, AGAIN):
                waits = self.promises[call] = replace(promise, rests=False)
                return self._waits(waits, now)
        return []

    def _waits(self, promise: Promise, now: float) -> list[Command]:
        """As long as the queue is open, calls back at all, and there are attempts left."""
        call, rules = promise.call, self._rules_of(promise)
        if not rules.on or promise.attempts >= rules.attempts:
            return [LeaveCallback(call, Left.USED_UP if rules.on else Left.OFF)]
        closes, opens = self._closing(self._plan.calendar_of(promise.queue), now)
        if 0 < closes <= now:
            return [RestCallback(call, opens, CLOSED) if opens else LeaveCallback(call, Left.CLOSED)]
        if closes:
            self._agenda.set(f"promise:{call}", closes, RestCallback(call, opens or closes, CLOSED))
        else:
            self._agenda.cancel(f"promise:{call}")
        return []

    def _closing(self, calendar: str, now: float) -> tuple[float, float]:
        """When it closes (now, where it is closed), and when it opens again; 0.0: nobody knows."""
        at = now
        for _ in range(LOOKS):
            is_open, until = self._hours(calendar, at)
            if not is_open:
                return at, until
            if not until:
                break
            at = until
        return 0.0, 0.0

    def _changed(self, promise: Promise, now: float) -> list[Command]:
        """The queue has other rules. Who rests looks at them when the rest is over."""
        if not self._rules_of(promise).on:
            return [LeaveCallback(promise.call, Left.OFF)]
        return [] if promise.rests else self._waits(promise, now)

    def _unanswered(self, promise: Promise, cause: str, now: float) -> list[Command]:
        rules = self._rules_of(promise)
        if not rules.on or promise.attempts >= rules.attempts:
            return [LeaveCallback(promise.call, Left.USED_UP if rules.on else Left.OFF)]
        return [RestCallback(promise.call, now + rules.spacing, cause)]

    def _alone(self, promise: Promise, now: float) -> list[Command]:
        """Its customer has called again, and has not talked to anybody."""
        if promise.dialled:
            return []
        if promise.free > now:
            return [RestCallback(promise.call, promise.free, Left.CAME_BACK)]
        return [ResumeCallback(promise.call)]

    def _rules_of(self, promise: Promise) -> Rules:
        rules = self._rules(promise.queue)
        return replace(rules, on=True) if promise.lost else rules

    def _rules(self, queue: str) -> Rules:
        known = self._plan.queues.get(queue)
        return known.calling_back if known else Rules()


def _queued(asked: CallbackAsked, now: float) -> Command:
    what = asked.caller, asked.queue, asked.service, asked.callback, asked.queued_at or now, now
    lost = asked.reason is CallbackReason.LOST
    return QueueCallback(id_of(asked.callback), *what, asked.priority, asked.skills, lost)
