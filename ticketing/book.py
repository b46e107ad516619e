"""Gives tickets and callbacks their numbers, and says no to a second ticket of one contact or a double promise.

A model as the engine wants it (`server.engine.Model`). What it knows of a contact outlives the call: the last entry
of a ticket is written when the call is over already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cti import facts as cti
from cti.promised import callback_of
from cti.refused import Refused
from journal import Command, Fact, Order
from ticketing import commands, facts


@dataclass(frozen=True, slots=True)
class Promise:
    """An open callback. caller: the number to call, "" when withheld (a voice message waits)."""

    call: str
    queue: str
    caller: str


class Book:
    def __init__(
        self, next_ticket: int = 1, next_callback: int = 1, promises: Mapping[int, Promise] = MappingProxyType({})
    ) -> None:
        """next_ticket, next_callback: the first numbers that were never given; promises: open callbacks by number,
        of calls that are over (those of living calls come with the replay of the log)."""
        self.next_ticket, self.next_callback = next_ticket, next_callback
        self.open: dict[str, int] = {}  # the ticket of each contact that is going on
        self.promises: dict[int, Promise] = {}
        self.queued: set[int] = set()  # those that wait in their queue, and are called by it
        self._promised: dict[tuple[str, ...], int] = {}  # the open callback of each contact, and of each number
        for callback, promise in promises.items():
            self._promise(callback, promise)

    def takes(self, command: Command) -> bool:
        return isinstance(command, commands.BookCommand)

    def decide(self, command: Command) -> tuple[list[Fact], list[Order]]:
        """What happens at once; orders: none ever. Raises `Refused`."""
        match command:
            case commands.OpenTicket():
                return [self._opened(command)], []
            case commands.PassTicket(call=call, agent=agent):
                return [facts.TicketPassed(call, self._ticket(call), agent)], []
            case commands.FlagTicket(call=call, flag=flag, note=note):
                return [facts.TicketFlagged(call, self._ticket(call), flag, note)], []
            case commands.EndTalk(call=call, seconds=seconds, cause=cause, by=by):
                return [facts.TalkEnded(call, self._ticket(call), seconds, cause, by)], []
            case commands.AskCallback():
                return self._asked(command), []
            case commands.CloseCallback(callback=callback) if callback in self.promises:
                return [facts.CallbackClosed(self.promises[callback].call, callback)], []
            case commands.TryCallback(callback=callback, agent=agent) if callback in self.promises:
                return [facts.CallbackTried(self.promises[callback].call, callback, agent)], []
        raise Refused("this callback is closed already", "callback_closed")

    def evolve(self, fact: Fact, at: float) -> list[Fact]:
        match fact:
            case facts.TicketOpened(call=call, ticket=ticket, kind=kind):
                self.next_ticket = max(self.next_ticket, ticket + 1)
                if kind not in facts.WITHOUT_TALK:
                    self.open[call] = ticket
            case facts.TalkEnded(call=call):
                self.open.pop(call, None)
            case facts.CallbackAsked(call=call, callback=callback, queue=queue, caller=caller):
                self.next_callback = max(self.next_callback, callback + 1)
                self._promise(callback, Promise(call, queue, caller))
            case cti.CallbackQueued(callback=callback):
                self.queued.add(callback)
            case cti.Cleared(call=call):
                self.queued.discard(callback_of(call))
            case facts.CallbackClosed(callback=callback) if callback in self.promises:
                for key in _keys(self.promises.pop(callback)):
                    del self._promised[key]
        return []

    def knows(self, fact: Fact) -> bool:
        """Always: tickets and callbacks may change long after their call."""
        return True

    def _ticket(self, call: str) -> int:
        if call not in self.open:
            raise Refused("this contact has no open ticket", "no_ticket")
        return self.open[call]

    def _opened(self, asked: commands.OpenTicket) -> Fact:
        if asked.call in self.open:
            raise Refused("this contact has its ticket already", "has_ticket")
        return facts.TicketOpened(
            asked.call,
            self.next_ticket,
            asked.kind,
            asked.service,
            asked.queue,
            asked.caller,
            asked.agent,
            asked.path,
            asked.code,
            asked.callback,
            asked.after,
        )

    def _promise(self, callback: int, promise: Promise) -> None:
        self.promises[callback] = promise
        for key in _keys(promise):
            self._promised[key] = callback

    def _asked(self, asked: commands.AskCallback) -> list[Fact]:
        keys = _keys(Promise(asked.call, asked.queue, asked.caller))
        older = sorted({self._promised[key] for key in keys if key in self._promised})
        renewed = asked.renews and self.queued.isdisjoint(older)
        if asked.unless in self.promises or (older and not renewed):
            raise Refused("a callback to this number is promised already", "callback_promised")
        closed = [facts.CallbackClosed(self.promises[each].call, each) for each in older]
        what = asked.service, asked.queue, asked.caller, asked.reason, asked.path, asked.code, asked.since
        place = asked.queued_at, asked.priority, asked.skills
        return [*closed, facts.CallbackAsked(asked.call, self.next_callback, *what, *place)]


def _keys(promise: Promise) -> list[tuple[str, ...]]:
    contact = (promise.call,)
    return [contact, (promise.queue, promise.caller)] if promise.caller else [contact]
