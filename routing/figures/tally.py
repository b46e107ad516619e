"""What is counted of a queue or an agent, and the figures that follow from it.

Rule: all but `longest` are sums, so half hours add up to days, and days to months. Sources of the definitions: ITU-T
E.800 (2008) for the service level, QueueMetrics' manual for short abandons and for what is counted when.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

SLOT = 1800.0  # s: half an hour


@dataclass(slots=True)
class Tally:
    """offered: callers who joined; answered; abandoned: gave up, `short` of them within the first seconds; left: went
    on elsewhere without an answer; within: answered within the time of the service level; handled: talks that are over.

    Seconds: wait of the answered, given_up of those who gave up, talk (without hold), hold, after (the work after the
    talk), busy and there of agents; longest: of all waits.
    """

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    short: int = 0
    left: int = 0
    within: int = 0
    handled: int = 0
    wait: float = 0.0
    given_up: float = 0.0
    talk: float = 0.0
    hold: float = 0.0
    after: float = 0.0
    busy: float = 0.0
    there: float = 0.0
    longest: float = 0.0

    def add(self, other: "Tally") -> None:
        for name in SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)

    @property
    def decided(self) -> int:
        """Callers of whom the queue made something or lost them; who hung up in the first seconds is not one."""
        return self.answered + self.abandoned - self.short

    @property
    def service_level(self) -> float | None:
        """Answered in time, of all who were answered or gave up."""
        return _ratio(self.within, self.decided)

    @property
    def level_of_answered(self) -> float | None:
        """Answered in time, of those who were answered."""
        return _ratio(self.within, self.answered)

    @property
    def abandon_rate(self) -> float | None:
        return _ratio(self.abandoned - self.short, self.decided)

    @property
    def asa(self) -> float | None:
        """Average speed of answer: seconds."""
        return _ratio(self.wait, self.answered)

    @property
    def aht(self) -> float | None:
        """Average handling time: seconds of talk, hold and the work after, for each call that is over."""
        return _ratio(self.talk + self.hold + self.after, self.handled)

    @property
    def occupancy(self) -> float | None:
        return _ratio(self.busy, self.there)


SUMS = tuple(field.name for field in fields(Tally) if field.name != "longest")


def added(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def _ratio(part: float, whole: float) -> float | None:
    """None where there is nothing yet."""
    return part / whole if whole else None
