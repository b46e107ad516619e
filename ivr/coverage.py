"""How much of a route the tests have walked: ways taken of all ways that callers can take."""

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.flow import OPEN, Flow, Hours, Say, Set, Step, Subroute, ways
from ivr.hours import ALWAYS
from ivr.walk import Walk

Taken = tuple[str, str]  # step, way


@dataclass(frozen=True, slots=True)
class Coverage:
    """all, taken: ways of steps at which a caller or the clock chooses."""

    all: frozenset[Taken]
    taken: frozenset[Taken]

    @property
    def percent(self) -> float:
        """100 for a route without a choice."""
        return 100.0 * len(self.taken) / len(self.all) if self.all else 100.0

    @property
    def missing(self) -> list[Taken]:
        return sorted(self.all - self.taken)


def covered(flow: Flow, walks: Iterable[Walk]) -> Coverage:
    """Of `flow`, by these walks through it."""
    choices = {(name, way) for name, step in flow.steps.items() for way in _choices(step)}
    taken = {way for walk in walks for way in walk.ways}
    return Coverage(frozenset(choices), frozenset(choices & taken))


def _choices(step: Step) -> frozenset[str]:
    """Announcements and variables lead on whatever happens, and hours that are always open are never closed."""
    match step:
        case Say() | Set() | Subroute():
            return frozenset()
        case Hours(week=week, calendar="") if week == ALWAYS:
            return frozenset({OPEN})
    return frozenset(ways(step))
