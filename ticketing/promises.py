"""The callbacks that are not closed: who is to call whom, and when. Pure; one part of `ticketing.book`.

Rule: one promise for one number in one queue. Who calls again meanwhile is counted on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cti import facts as cti
from cti.promised import callback_of
from cti.refused import Refused
from journal import Fact
from journal.copies import replace
from ticketing import commands, facts

Key = tuple[str, ...]  # a contact, or a queue and a number


@dataclass(frozen=True, slots=True)
class Promise:
    """caller: the number to call, "" when withheld (a voice message waits); assignee: who is to call, "" for nobody;
    due_at: when the customer wants it (epoch seconds), 0: at any time; reminded: its time has come and was told."""

    call: str
    queue: str
    caller: str
    service: str = ""
    assignee: str = ""
    due_at: float = 0.0
    reminded: bool = False


class Promises:
    def __init__(self, next_number: int = 1, open: Mapping[int, Promise] = MappingProxyType({})) -> None:
        self.next = next_number
        self.open: dict[int, Promise] = {}
        self.queued: set[int] = set()  # those that wait in their queue, and are called by it
        self._by_key: dict[Key, int] = {}
        for callback, promise in open.items():
            self._know(callback, promise)

    def decide(self, command: commands.PromiseCommand) -> list[Fact]:
        """Raises `Refused`."""
        match command:
            case commands.AskCallback():
                return self._asked(command)
            case commands.AssignCallbacks():
                return self._assigned(command)
            case commands.UnassignCallbacks():
                return self._unassigned(command)
            case commands.TryCallback(callback=callback, agent=agent):
                return [facts.CallbackTried(self._of(callback).call, callback, agent)]
            case commands.TimeCallback(callback=callback, agent=agent, due_at=due_at):
                mine = self._mine(callback, agent)
                return [facts.CallbackTimed(mine.call, callback, mine.service, agent, due_at)]
            case commands.RemindOfCallback(callback=callback):
                known = self._of(callback)
                return [facts.CallbackFellDue(known.call, callback, known.service, known.assignee)]
            case commands.CloseCallback():
                return [self._closed(command)]
        raise Refused(f"nobody knows how to {type(command).__name__}")

    def made_in(self, call: str) -> int:
        """The open callback that was asked for in this contact, 0 for none."""
        return self._by_key.get((call,), 0)

    def evolve(self, fact: Fact) -> None:
        match fact:
            case cti.CallbackQueued(callback=callback):
                self.queued.add(callback)
            case cti.Cleared(call=call):
                self.queued.discard(callback_of(call))
            case facts.PromiseFact():
                self._evolve(fact)

    def _evolve(self, fact: facts.PromiseFact) -> None:
        """What is about a callback that is closed changes nothing."""
        known = self.open.get(fact.callback)
        match fact:
            case facts.CallbackAsked(callback=callback):
                self.next = max(self.next, callback + 1)
                self._know(callback, Promise(fact.call, fact.queue, fact.caller, fact.service))
            case facts.CallbackAskedAgain(call=call, callback=callback) if known:
                self._by_key[(call,)] = callback
            case facts.CallbackClosed(callback=callback) if known:
                del self.open[callback]
                self._by_key = {key: of for key, of in self._by_key.items() if of != callback}
            case _ if known:
                self.open[fact.callback] = changed(known, fact)

    def _know(self, callback: int, promise: Promise) -> None:
        self.open[callback] = promise
        for key in _keys(promise.call, promise.queue, promise.caller):
            self._by_key[key] = callback

    def _of(self, callback: int) -> Promise:
        if callback not in self.open:
            raise Refused("this callback is closed already", "callback_closed")
        return self.open[callback]

    def _mine(self, callback: int, person: str) -> Promise:
        """Nobody does anything with somebody else's, not even an administrator (CB-04)."""
        known = self._of(callback)
        must_be_theirs(known, person)
        return known

    def _asked(self, asked: commands.AskCallback) -> list[Fact]:
        keys = _keys(asked.call, asked.queue, asked.caller)
        older = sorted({self._by_key[key] for key in keys if key in self._by_key})
        if asked.unless in self.open:
            raise Refused("a callback to this number is promised already", "callback_promised")
        if older and not (asked.renews and self.queued.isdisjoint(older)):
            return [self._again(asked, older[0])]
        what = asked.service, asked.queue, asked.caller, asked.reason, asked.path, asked.code, asked.since
        place = asked.queued_at, asked.priority, asked.skills
        closed = [self._renewed(each) for each in older]
        return [*closed, facts.CallbackAsked(asked.call, self.next, *what, *place)]

    def _again(self, asked: commands.AskCallback, older: int) -> Fact:
        if (asked.call,) in self._by_key:
            raise Refused("a callback is promised in this call already", "callback_promised")
        return facts.CallbackAskedAgain(asked.call, older, asked.service, asked.reason)

    def _renewed(self, callback: int) -> Fact:
        known = self.open[callback]
        return facts.CallbackClosed(known.call, callback, known.service, result=facts.CallbackResult.NOT_WANTED)

    def _assigned(self, asked: commands.AssignCallbacks) -> list[Fact]:
        free = {id: agent for id, agent in asked.to.items() if id in self.open and not self.open[id].assignee}
        if not free:
            raise Refused("somebody has these callbacks already, or they are closed", "callback_assigned")
        return [
            facts.CallbackAssigned(self.open[id].call, id, self.open[id].service, agent, asked.by)
            for id, agent in free.items()
        ]

    def _unassigned(self, asked: commands.UnassignCallbacks) -> list[Fact]:
        had = [(id, self.open[id]) for id in asked.callbacks if id in self.open and self.open[id].assignee]
        if not had:
            raise Refused("nobody has these callbacks, or they are closed", "callback_unassigned")
        return [facts.CallbackUnassigned(one.call, id, one.service, one.assignee, asked.by) for id, one in had]

    def _closed(self, asked: commands.CloseCallback) -> Fact:
        known = self._mine(asked.callback, asked.by) if asked.by else self._of(asked.callback)
        how = asked.by, asked.result, asked.note
        return facts.CallbackClosed(known.call, asked.callback, known.service, *how)


def must_be_theirs(promise: Promise, person: str) -> None:
    if not promise.assignee:
        raise Refused("nobody is to call here yet; ask for it to be assigned to you", "callback_of_nobody")
    if promise.assignee != person:
        raise Refused("this callback belongs to somebody else; ask for it to be assigned to you", "callback_of_another")


def changed(known: Promise, fact: facts.PromiseFact) -> Promise:
    match fact:
        case facts.CallbackAssigned(agent=agent):
            return replace(known, assignee=agent)
        case facts.CallbackUnassigned():
            return replace(known, assignee="")
        case facts.CallbackTimed(due_at=due_at):
            return replace(known, due_at=due_at, reminded=False)
        case facts.CallbackFellDue():
            return replace(known, reminded=True)
    return known


def _keys(call: str, queue: str, caller: str) -> list[Key]:
    return [(call,), (queue, caller)] if caller else [(call,)]
