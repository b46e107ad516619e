"""Gives tickets and callbacks their numbers, and says no to a second ticket of one contact or a double promise.

A model as the engine wants it (`server.engine.Model`). What it knows of a contact outlives the call: the last entry
of a ticket is written when the call is over already.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cti import facts as cti
from cti.refused import Refused
from journal import Command, Fact, Order
from ticketing import commands, facts
from ticketing.promises import Promise, Promises

REMEMBERED = 1_000  # contacts whose ticket is known: the dialplan may tell of one again after a crash


class Book:
    def __init__(
        self,
        next_ticket: int = 1,
        next_callback: int = 1,
        promises: Mapping[int, Promise] = MappingProxyType({}),
        ticketed: Iterable[str] = (),
    ) -> None:
        """next_ticket, next_callback: the first numbers that were never given; promises: open callbacks by number,
        of calls that are over (those of living calls come with the replay of the log); ticketed: the contacts of the
        newest tickets, oldest first."""
        self.next_ticket = next_ticket
        self.open: dict[str, int] = {}  # the ticket of each contact that is going on
        self._ticketed = dict.fromkeys(ticketed)
        self._promises = Promises(next_callback, promises)

    @property
    def promises(self) -> dict[int, Promise]:
        """The callbacks that are not closed, by number."""
        return self._promises.open

    @property
    def next_callback(self) -> int:
        return self._promises.next

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
            case commands.PromiseCommand():
                return self._promises.decide(command), []
        raise Refused(f"nobody knows how to {type(command).__name__}")

    def evolve(self, fact: Fact, at: float) -> list[Fact]:
        match fact:
            case facts.TicketOpened(call=call, ticket=ticket, kind=kind):
                self.next_ticket = max(self.next_ticket, ticket + 1)
                self._remember(call)
                if kind not in facts.WITHOUT_TALK:
                    self.open[call] = ticket
            case facts.TalkEnded(call=call):
                self.open.pop(call, None)
            case facts.PromiseFact() | cti.CallbackQueued() | cti.Cleared():
                self._promises.evolve(fact)
        return []

    def knows(self, fact: Fact) -> bool:
        """Always: tickets and callbacks may change long after their call."""
        return True

    def _ticket(self, call: str) -> int:
        if call not in self.open:
            raise Refused("this contact has no open ticket", "no_ticket")
        return self.open[call]

    def _opened(self, asked: commands.OpenTicket) -> Fact:
        if asked.call in self._ticketed:
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
            self._callback_of(asked),
            asked.after,
        )

    def _callback_of(self, asked: commands.OpenTicket) -> int:
        """Who asked to be called is owed the promise that was made in this contact."""
        made = self._promises.made_in(asked.call) if asked.kind is facts.TicketKind.CALLBACK else 0
        return made or asked.callback

    def _remember(self, call: str) -> None:
        self._ticketed[call] = None
        while len(self._ticketed) > REMEMBERED:
            del self._ticketed[next(iter(self._ticketed))]
