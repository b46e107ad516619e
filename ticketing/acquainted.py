"""Which agent a caller knows: who talked with this number last, and whose ticket of it is open.

A fold over facts that remembers the newest tickets, `MOST` of them, in memory that is taken once and never grows;
people close tickets outside the journal, so `closed` is told by whoever writes that. No number is kept, only what it
hashes to: two of them are taken for the same once in some hundred million million calls.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cti.queueing import Prefer
from journal import Command, Fact
from ticketing.facts import TicketOpened, TicketPassed

MOST = 50_000  # tickets; 2 MB
HASH = (1 << 64) - 1
NOBODY = 0  # the hash of whom was erased


@dataclass(frozen=True, slots=True)
class Known:
    """agent: who had the ticket last; is_open: nobody has closed it yet."""

    ticket: int
    service: str
    caller: str
    agent: str
    is_open: bool = True


class Acquaintances:
    """The tickets lie in a ring, by place 1, 2, 3 …, each with the place of the one before in its bucket of hashes. So
    who goes round a bucket comes to the newest first, and ends where the ring has forgotten."""

    reads = (TicketOpened, TicketPassed)

    def __init__(self, known: Iterable[Known] = (), most: int = MOST) -> None:
        """known: of tickets that there are already, oldest first."""
        self._most, self._newest = most, 0
        self._tickets, self._callers, self._before = (array("Q", bytes(8 * most)) for _ in range(3))
        self._agents, self._open = array("L", bytes(8 * most)), bytearray(most)
        self._buckets = array("Q", bytes(8 * most))
        self._names: list[str] = []
        self._number: dict[str, int] = {}  # of each name
        for each in known:
            self._learn(each)

    def react(self, fact: Fact, now: float) -> list[Command]:
        """A policy that only watches."""
        match fact:
            case TicketOpened(ticket=ticket, service=service, caller=caller, agent=agent) if agent and caller:
                self._learn(Known(ticket, service, caller, agent))
            case TicketPassed(ticket=ticket, agent=agent):
                self.given(ticket, agent)
        return []

    def closed(self, ticket: int, is_open: bool) -> None:
        """Somebody has closed this ticket, or opened it again."""
        if (at := self._place(ticket)) is not None:
            self._open[at] = is_open

    def given(self, ticket: int, agent: str) -> None:
        """Somebody has this ticket now."""
        if (at := self._place(ticket)) is not None:
            self._agents[at] = self._numbered(agent)

    def forget(self, service: str, caller: str) -> None:
        """This caller was erased."""
        for at in list(self._of(_hashed(service, caller))):
            self._callers[at] = NOBODY

    def agent(self, prefer: Prefer, service: str, caller: str) -> str:
        """An empty name for a number that nobody knows."""
        at = None if prefer is Prefer.NOBODY else next(self._of(_hashed(service, caller)), None)
        if at is None or (prefer is Prefer.TICKET_OWNER and not self._open[at]):
            return ""
        return self._names[self._agents[at]]

    def _learn(self, known: Known) -> None:
        """A start reads what it was told once more, from the journal: the ticket itself knows better."""
        if known.ticket <= self._tickets[self._newest % self._most]:
            return
        self._newest += 1
        at, caller = self._newest % self._most, _hashed(known.service, known.caller)
        self._tickets[at], self._callers[at], self._open[at] = known.ticket, caller, known.is_open
        self._agents[at] = self._numbered(known.agent)
        self._before[at] = self._buckets[caller % self._most]
        self._buckets[caller % self._most] = self._newest

    def _of(self, caller: int) -> Iterator[int]:
        """Where the tickets of this number lie, newest first."""
        place = self._buckets[caller % self._most]
        while place >= self._oldest:
            at = place % self._most
            if self._callers[at] == caller:
                yield at
            place = self._before[at]

    def _place(self, ticket: int) -> int | None:
        """Where it lies; they have come in the order of their numbers."""
        places = range(self._oldest, self._newest + 1)
        found = bisect_left(places, ticket, key=lambda place: self._tickets[place % self._most])
        if found == len(places) or self._tickets[places[found] % self._most] != ticket:
            return None
        return places[found] % self._most

    @property
    def _oldest(self) -> int:
        return max(1, self._newest - self._most + 1)

    def _numbered(self, agent: str) -> int:
        if agent not in self._number:
            self._number[agent] = len(self._names)
            self._names.append(agent)
        return self._number[agent]


def _hashed(service: str, caller: str) -> int:
    return hash((service, caller)) & HASH or 1
