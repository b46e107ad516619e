"""What must be so of promised calls, told by somebody who only stands outside: knows what callers, agents and
administrators did, and watches the lines that the switch opens. The house is not asked for its opinion.
"""

from dataclasses import dataclass, field

from cti import orders

ATTEMPTS, SPACING = 2, 120.0
SPANS = ((480, 495), (497, 510), (530, 1440))  # minutes since midnight in which the queue is open; stories begin at 480


@dataclass
class Wish:
    """A caller who asked to be called. since: of the first wait; dials: by the queue; free: from when on the next one
    may be; over: the queue must not call for it any more."""

    number: str
    since: float
    dials: int = 0
    free: float = 0.0
    over: bool = False


@dataclass
class Model:
    """waits: since when each living caller has a place; lines: those to customers now, channel → number; yes: agent and
    number of a promised call that is being confirmed just now; hand: the number that is dialled by hand just now."""

    wishes: dict[str, Wish] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)  # (who waits, agent) of offers that were not taken
    forbidden: set[str] = field(default_factory=set)
    shut: bool = False  # by hand
    yes: tuple[str, str] = ("", "")
    hand: str = ""
    attempts: int = 0  # of the queue, of all promises

    def is_open(self, now: float) -> bool:
        minute = now % 86_400 / 60
        return not self.shut and any(start <= minute < end for start, end in SPANS)

    def dialled(self, order: orders.CallOut, now: float, busy: bool, calls_us: bool) -> None:
        """A line to a customer is opened. busy: the agent has a line already; calls_us: the customer has."""
        number, wish = order.number, self.wishes[order.number]
        assert number not in self.lines.values(), "two lines for one promise"
        assert not busy, "more lines than agents"
        self.lines[order.line or order.call] = number
        if self.hand == number:
            wish.over = True
            return
        assert self.yes == (order.agent, number), "dialled without the yes of this agent"
        assert not calls_us, "a customer who is on the line already"
        assert self.is_open(now), "outside the hours"
        assert number not in self.forbidden, "a number that must not be called"
        assert not wish.over, "a promise that is over"
        assert now >= wish.free, "too soon after the last attempt"
        wish.dials += 1
        self.attempts += 1
        assert wish.dials <= ATTEMPTS, "too often"

    def ended(self, channel: str, now: float) -> None:
        """A line to a customer is closed."""
        wish = self.wishes[self.lines.pop(channel)]
        wish.free = now + SPACING
        wish.over = wish.over or wish.dials >= ATTEMPTS

    def hung_up(self, number: str, now: float) -> None:
        """A customer ends a call of their own: from the next moment on they may be called."""
        if wish := self.wishes.get(number):
            wish.free = max(wish.free, now)

    def may_wait(self, number: str, now: float) -> bool:
        """Would an agent be offered this promise now. At the very moment of a change both is right."""
        wish = self.wishes[number]
        is_open = self.is_open(now) and self.is_open(now - 1)
        return is_open and not wish.over and now > wish.free and number not in self.lines.values()
