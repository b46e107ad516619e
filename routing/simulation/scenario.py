"""A day that might be: who calls when, how long it takes, who is there. Plain values; times of day are seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cti.queueing import Announcing, Choosing, Limits

DAY = 86_400.0


class Kind(StrEnum):
    FIXED = "fixed"  # always the mean
    EXPONENTIAL = "exponential"  # what Erlang's formulas are about
    LOGNORMAL = "lognormal"  # what talks are like: few short ones, a long tail
    ENDLESS = "endless"  # callers who never give up


@dataclass(frozen=True, slots=True)
class Length:
    """How long something takes. mean, deviation: seconds; the deviation is for `lognormal` only."""

    kind: Kind = Kind.FIXED
    mean: float = 0.0
    deviation: float = 0.0

    def times(self, factor: float) -> "Length":
        return replace(self, mean=self.mean * factor, deviation=self.deviation * factor)


ENDLESS = Length(Kind.ENDLESS)
AT_ONCE = Length()


@dataclass(frozen=True, slots=True)
class Rate:
    """Calls an hour from one moment of the day to another, each by chance and for itself (Poisson)."""

    begins: float
    ends: float
    per_hour: float


@dataclass(frozen=True, slots=True)
class Burst:
    """A number of calls more, spread by chance over some seconds: a mailing, a film on television."""

    at: float
    calls: int
    within: float


@dataclass(frozen=True, slots=True)
class Callers:
    """Some of those who call a queue. share: how many, in proportion to the shares of the others; priority, skills:
    what their route asks for."""

    share: float = 1.0
    priority: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """As the fields of the same names of `cti.plan.Queue`."""

    ring_seconds: float = 20.0
    auto_answer: bool = False
    ring_all: bool = False
    wrap_up_seconds: float = 0.0
    choosing: Choosing = field(default_factory=Choosing)
    limits: Limits = field(default_factory=Limits)
    announcing: Announcing = field(default_factory=Announcing)


@dataclass(frozen=True, slots=True)
class Shift:
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Load:
    """A queue and who calls it. within: seconds of its service level; after: of work after the talk.

    regulars: the people who call, each again and again, 0: nobody calls twice; hours: when the calendar of the rules is
    open; presses: which share of the callers presses a key at the first announcement.
    """

    queue: str
    rates: tuple[Rate, ...] = ()
    bursts: tuple[Burst, ...] = ()
    talk: Length = Length(Kind.EXPONENTIAL, 180.0)
    after: Length = AT_ONCE
    patience: Length = ENDLESS
    within: float = 20.0
    callers: tuple[Callers, ...] = (Callers(),)
    regulars: int = 0
    rules: Rules = field(default_factory=Rules)
    hours: tuple[Shift, ...] = ()
    presses: Mapping[str, float] = field(default_factory=dict)

    def times(self, calls: float, handling: float) -> "Load":
        """With so many times the calls, each taking so many times as long."""
        return replace(
            self,
            rates=tuple(replace(rate, per_hour=rate.per_hour * calls) for rate in self.rates),
            bursts=tuple(replace(burst, calls=round(burst.calls * calls)) for burst in self.bursts),
            talk=self.talk.times(handling),
            after=self.after.times(handling),
        )


@dataclass(frozen=True, slots=True)
class Team:
    """Agents who are there at the same times for the same queues. breaks begin when the talk of then is over.

    answers: how long they let it ring; skills: how much of each skill they have; levels: in their queues, 1 where none
    is told; reserve: the queues in which they help out only.
    """

    name: str
    agents: int
    queues: frozenset[str]
    shifts: tuple[Shift, ...]
    breaks: tuple[Shift, ...] = ()
    answers: Length = AT_ONCE
    skills: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    reserve: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scenario:
    """begins, ends: between which calls come; those that are there at the end are still served. warm_up: seconds from
    the beginning whose calls are not counted."""

    name: str
    loads: tuple[Load, ...]
    teams: tuple[Team, ...]
    begins: float = 0.0
    ends: float = DAY
    warm_up: float = 0.0
    runs: int = 10
    seed: int = 1
    variants: tuple[tuple[str, "Variant"], ...] = ()

    def all(self) -> dict[str, "Scenario"]:
        """The scenario as it is, then each variant of it, by name."""
        plain = replace(self, variants=())
        return {self.name: plain, **{name: change.of(plain, name) for name, change in self.variants}}


@dataclass(frozen=True, slots=True)
class Variant:
    """What is different: teams more (one of the same name is replaced), teams that are not there, queues with other
    rules (each takes the place of the one of its name), factors for the number of calls and for the time each takes."""

    teams: tuple[Team, ...] = ()
    without: frozenset[str] = frozenset()
    calls: float = 1.0
    handling: float = 1.0
    loads: tuple[Load, ...] = ()

    def of(self, scenario: Scenario, name: str) -> Scenario:
        gone = self.without | {team.name for team in self.teams}
        stay = tuple(team for team in scenario.teams if team.name not in gone)
        others = {load.queue: load for load in self.loads}
        loads = tuple(others.get(load.queue, load).times(self.calls, self.handling) for load in scenario.loads)
        return replace(scenario, name=name, loads=loads, teams=(*stay, *self.teams))
