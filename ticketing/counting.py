"""What became of tickets, counted: how many came, how they stand, how long it took (STA-02 to STA-06, STA-09). Pure.

Rule: a ticket counts once, in the span of the day on which it came in or on which it was solved, as it stands now.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

from ticketing.facts import TicketKind
from ticketing.life import TicketState

BAND = 10_800.0  # seconds: bands of 3 hours up to a day, and one for all that took longer (STA-05)
BANDS = 9
AGAIN = 7 * 86_400.0  # seconds within which somebody who comes again had the matter before


class CountedOn(StrEnum):
    RECEIVED = "received"
    SOLVED = "solved"


class CountedBy(StrEnum):
    """What stands in a row."""

    RECEIPT = "receipt"
    PROCESSING = "processing"
    CHANNEL = "channel"
    KIND = "kind"
    AGENT = "agent"
    GROUP = "group"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Counted:
    """A ticket as it is counted. rows: in which row it stands, for each of what there are rows of, "" in that of those
    without; solved_at: 0.0 while it is not; again: the same number had a ticket of the service in the days before;
    talk: seconds, hold included."""

    rows: dict[CountedBy, str]
    opened_at: float
    solved_at: float
    state: TicketState
    kind: TicketKind
    again: bool
    talk: float = 0.0


@dataclass(slots=True)
class Counts:
    """asked: somebody came to us, so all but the calls that we made; open: in hand, or with an issue service; took:
    seconds from receipt to the last solution, of all that are solved or completed; within: of these, by bands."""

    received: int = 0
    asked: int = 0
    again: int = 0
    unassigned: int = 0
    open: int = 0
    held: int = 0
    solved: int = 0
    completed: int = 0
    talk: float = 0.0
    took: float = 0.0
    within: list[int] = field(default_factory=lambda: [0] * BANDS)

    def add(self, ticket: Counted) -> None:
        self.received += 1
        self.talk += ticket.talk
        if ticket.kind is not TicketKind.OUTBOUND:
            self.asked += 1
            self.again += ticket.again
        match ticket.state:
            case TicketState.UNASSIGNED:
                self.unassigned += 1
            case TicketState.HELD:
                self.held += 1
            case TicketState.SOLVED:
                self.solved += 1
            case TicketState.COMPLETED:
                self.completed += 1
            case _:
                self.open += 1
        if ticket.solved_at:
            took = max(0.0, ticket.solved_at - ticket.opened_at)
            self.took += took
            self.within[band(took)] += 1

    @property
    def average(self) -> float | None:
        """Seconds from receipt to solution; None where nothing is solved."""
        return self.took / solved if (solved := sum(self.within)) else None

    @property
    def again_rate(self) -> float | None:
        """Of those who came to us, how many came again; None where nobody came."""
        return self.again / self.asked if self.asked else None


def band(took: float) -> int:
    """The edge belongs to the lower one: what took 3 hours was done within 3 hours."""
    return min(BANDS - 1, max(0, ceil(took / BAND) - 1))
