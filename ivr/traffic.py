"""How many callers take which way of which route, by day, and where they stand now: a fold over the journal. Pure.

A caller who waits stands at the queue's step until somebody answers, so the designer sees on the drawing who is where.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from cti import facts
from journal import Entry, Fact

KINDS: tuple[type[Fact], ...] = (
    facts.RouteEntered,
    facts.StepEntered,
    facts.WayTaken,
    facts.Established,
    facts.Releasing,
    facts.Cleared,
)
LEFT = (facts.Established, facts.Releasing, facts.Unallocated, facts.PassedToAgent, facts.PassedToNumber)


@dataclass(frozen=True, slots=True)
class Taken:
    """A way of a route on a day (`YYYY-MM-DD` in the time zone of the organisation)."""

    day: str
    route: str
    step: str
    way: str


@dataclass(slots=True)
class _Caller:
    route: str
    step: str = ""


@dataclass
class Traffic:
    """day_of: epoch seconds → day. counts: since the last `take`."""

    day_of: Callable[[float], str]
    counts: Counter[Taken] = field(default_factory=Counter)
    _callers: dict[str, _Caller] = field(default_factory=dict)

    def note(self, entry: Entry, *, count: bool = True) -> None:
        """count: False for what has been counted before; it only tells where the callers are."""
        match entry.fact:
            case facts.RouteEntered(call=call, route=route):
                self._callers[call] = _Caller(route)
            case facts.StepEntered(call=call, step=step) if call in self._callers:
                self._callers[call].step = step
            case facts.WayTaken(call=call, step=step, way=way) if count and call in self._callers:
                self.counts[Taken(self.day_of(entry.at), self._callers[call].route, step, way)] += 1
            case facts.Cleared(call=call):
                self._callers.pop(call, None)
            case facts.CallFact(call=call) if isinstance(entry.fact, LEFT) and call in self._callers:
                self._callers[call].step = ""

    def take(self) -> Counter[Taken]:
        """What was counted since the last time; it is not counted again."""
        taken, self.counts = self.counts, Counter()
        return taken

    def give_back(self, taken: Counter[Taken]) -> None:
        """What could not be kept is counted with what comes next."""
        self.counts.update(taken)

    def now(self, route: str) -> dict[str, int]:
        """Callers at each step of the route."""
        return dict(Counter(each.step for each in self._callers.values() if each.route == route and each.step))

    def counted(self, route: str, day: str) -> Counter[tuple[str, str]]:
        """(step, way) → how often, of what was counted since the last `take`."""
        found: Counter[tuple[str, str]] = Counter()
        for each, count in self.counts.items():
            if (each.route, each.day) == (route, day):
                found[each.step, each.way] += count
        return found
