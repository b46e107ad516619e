"""What came of a scenario: one run after the other, then all of them with how far chance alone could move a figure.

Definitions (docs/simulation.md): `offered` are the calls that came into the queue; `left` are those that the queue sent
on, to another queue or elsewhere; `waited` are those that did not find an agent at once; service level and `abandoned`
count among those who were answered or gave up; `asa` is the mean wait of the answered ones, since they came into the
first queue. Of all queues together each call is counted once, and has `left` when nobody of the house got it.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist, fmean, pstdev, stdev

SLOT = 1800.0  # s: figures of the day are told by half hours


@dataclass(slots=True)
class Tally:
    """Of one queue in one run. talk, after: seconds; longest: of all waits."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    left: int = 0
    within: int = 0
    waited: int = 0
    wait: float = 0.0  # of the answered
    patience: float = 0.0  # waits of those who gave up
    talk: float = 0.0
    after: float = 0.0
    longest: float = 0.0

    def add(self, other: "Tally") -> None:
        for name in SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)

    @property
    def ended(self) -> int:
        """Those who were answered or gave up here."""
        return self.answered + self.abandoned


SUMMED = ("offered", "answered", "abandoned", "left", "within", "waited", "wait", "patience", "talk", "after")


@dataclass(slots=True)
class Work:
    """Seconds of one agent. staffed: there, breaks not counted; busy: with callers or on what follows."""

    staffed: float = 0.0
    busy: float = 0.0


@dataclass(slots=True)
class Run:
    """queues: by id; slots: by half hour since midnight, each call once; agents: by id."""

    queues: dict[str, Tally] = field(default_factory=dict)
    slots: dict[int, Tally] = field(default_factory=dict)
    agents: dict[str, Work] = field(default_factory=dict)

    def queue(self, id: str) -> Tally:
        return self.queues.setdefault(id, Tally())

    def slot(self, at: float) -> Tally:
        return self.slots.setdefault(int(at // SLOT), Tally())

    @property
    def whole(self) -> Tally:
        return added(self.slots.values())

    @property
    def staffed(self) -> float:
        return math.fsum(work.staffed for work in self.agents.values())

    @property
    def busy(self) -> float:
        return math.fsum(work.busy for work in self.agents.values())

    @property
    def spread(self) -> float:
        """Standard deviation of the occupancy among agents: 0 where all work alike."""
        shares = [_share(work.busy, work.staffed) for work in self.agents.values() if work.staffed]
        return pstdev(shares) if shares else 0.0


def added(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


FIGURES: Mapping[str, Callable[[Tally], float]] = {
    "offered": lambda one: one.offered,
    "answered": lambda one: one.answered,
    "abandoned": lambda one: _share(one.abandoned, one.ended),
    "left": lambda one: _share(one.left, one.offered),
    "service level": lambda one: _share(one.within, one.ended),
    "waited": lambda one: _share(one.waited, one.offered),
    "asa": lambda one: one.wait / one.answered if one.answered else 0.0,
    "aht": lambda one: (one.talk + one.after) / one.answered if one.answered else 0.0,
    "longest wait": lambda one: one.longest,
}
SHARES = frozenset({"abandoned", "left", "service level", "waited", "occupancy", "spread"})


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over the runs, and how far it may be off: half the width of the confidence interval."""

    mean: float
    off: float

    def holds(self, value: float) -> bool:
        return abs(value - self.mean) <= self.off


def estimate(values: Sequence[float], confidence: float = 0.95) -> Estimate:
    """Student's t interval of the mean; infinite for less than two runs."""
    if len(values) < 2:
        return Estimate(fmean(values) if values else 0.0, math.inf)
    return Estimate(fmean(values), quantile_t(confidence, len(values) - 1) * stdev(values) / math.sqrt(len(values)))


def figures(tallies: Sequence[Tally], confidence: float = 0.95) -> dict[str, Estimate]:
    """All figures of one queue (or of all together), a tally for each run."""
    return {name: estimate([figure(tally) for tally in tallies], confidence) for name, figure in FIGURES.items()}


def occupancy(runs: Sequence[Run], confidence: float = 0.95) -> Estimate:
    """Share of the agents' time that is spent with callers or on what follows."""
    return estimate([_share(run.busy, run.staffed) for run in runs], confidence)


def spread(runs: Sequence[Run], confidence: float = 0.95) -> Estimate:
    """How unevenly agents are busy."""
    return estimate([run.spread for run in runs], confidence)


def quantile_t(confidence: float, freedom: int) -> float:
    """Two-sided quantile of Student's t: exact for 1 and 2 degrees of freedom, else by the series of Cornish and
    Fisher, which is less than 1 % off at 3 and 99 %, and less than 0.1 % from 9 on."""
    p = (1 + confidence) / 2
    if freedom == 1:
        return math.tan(math.pi * (p - 0.5))
    if freedom == 2:
        return (2 * p - 1) * math.sqrt(2 / (4 * p * (1 - p)))
    z, n = NormalDist().inv_cdf(p), float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / n**power for power, term in enumerate(terms, 1))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
