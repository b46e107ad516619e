"""A day that might be: who calls when, how long it takes, who is there. Plain values; times of day are seconds."""

from dataclasses import dataclass, replace
from enum import StrEnum

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
class Load:
    """A queue and who calls it. within: seconds of its service level; after: of work after the talk."""

    queue: str
    rates: tuple[Rate, ...] = ()
    bursts: tuple[Burst, ...] = ()
    talk: Length = Length(Kind.EXPONENTIAL, 180.0)
    after: Length = AT_ONCE
    patience: Length = ENDLESS
    within: float = 20.0
    priority: int = 0
    ring_all: bool = False

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
class Shift:
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Team:
    """Agents who are there at the same times for the same queues. breaks begin when the talk of then is over.

    answers: how long they let it ring.
    """

    name: str
    agents: int
    queues: frozenset[str]
    shifts: tuple[Shift, ...]
    breaks: tuple[Shift, ...] = ()
    answers: Length = AT_ONCE


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
    """What is different: teams more (one of the same name is replaced), teams that are not there, and factors for the
    number of calls and for the time each takes."""

    teams: tuple[Team, ...] = ()
    without: frozenset[str] = frozenset()
    calls: float = 1.0
    handling: float = 1.0

    def of(self, scenario: Scenario, name: str) -> Scenario:
        gone = self.without | {team.name for team in self.teams}
        stay = tuple(team for team in scenario.teams if team.name not in gone)
        loads = tuple(load.times(self.calls, self.handling) for load in scenario.loads)
        return replace(scenario, name=name, loads=loads, teams=(*stay, *self.teams))
