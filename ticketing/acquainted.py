"""Which agent a caller knows: who talked with this number last, and whose ticket of it is open.

A fold over facts that remembers the newest ticket of each number and service, of so many numbers (`MOST`) that memory
stays small; people close tickets outside the journal, so `closed` is told by whoever writes that.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from cti.queueing import Prefer
from journal import Command, Fact
from journal.copies import replace
from ticketing.facts import TicketOpened, TicketPassed

MOST = 50_000  # numbers; about 20 MB


@dataclass(frozen=True, slots=True)
class Known:
    """agent: who had the ticket last; is_open: nobody has closed it yet."""

    ticket: int
    service: str
    caller: str
    agent: str
    is_open: bool = True


class Acquaintances:
    reads = (TicketOpened, TicketPassed)

    def __init__(self, known: Iterable[Known] = (), most: int = MOST) -> None:
        """known: of tickets that there are already, oldest first."""
        self._most = most
        self._of: OrderedDict[tuple[str, str], Known] = OrderedDict()
        self._numbers: dict[int, tuple[str, str]] = {}  # ticket → whose newest one it is
        for each in known:
            self._learn(each)

    def react(self, fact: Fact, now: float) -> list[Command]:
        """A policy that only watches."""
        match fact:
            case TicketOpened(ticket=ticket, service=service, caller=caller, agent=agent) if agent and caller:
                self._learn(Known(ticket, service, caller, agent))
            case TicketPassed(ticket=ticket, agent=agent) if ticket in self._numbers:
                key = self._numbers[ticket]
                self._of[key] = replace(self._of[key], agent=agent)
        return []

    def closed(self, ticket: int, is_open: bool) -> None:
        """Somebody has closed this ticket, or opened it again."""
        if key := self._numbers.get(ticket):
            self._of[key] = replace(self._of[key], is_open=is_open)

    def given(self, ticket: int, agent: str) -> None:
        """Somebody has this ticket now because people decided so."""
        if key := self._numbers.get(ticket):
            self._of[key] = replace(self._of[key], agent=agent)

    def forget(self, service: str, caller: str) -> None:
        """This caller was erased."""
        if known := self._of.pop((service, caller), None):
            self._numbers.pop(known.ticket, None)

    def agent(self, prefer: Prefer, service: str, caller: str) -> str:
        """An empty name for a number that nobody knows."""
        known = self._of.get((service, caller))
        if known is None or (prefer is Prefer.TICKET_OWNER and not known.is_open):
            return ""
        return "" if prefer is Prefer.NOBODY else known.agent

    def __len__(self) -> int:
        return len(self._of)

    def _learn(self, known: Known) -> None:
        key = known.service, known.caller
        if before := self._of.pop(key, None):
            self._numbers.pop(before.ticket, None)
        self._of[key], self._numbers[known.ticket] = known, key
        if len(self._of) > self._most:
            _, oldest = self._of.popitem(last=False)
            self._numbers.pop(oldest.ticket, None)
