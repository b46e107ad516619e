"""Figures of queues and agents, as pages and programs read them; definitions: docs/figures.md."""

from dataclasses import dataclass, field
from typing import Literal

from cti.queueing import Strategy
from server.times import Time


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Counts: offered to occupancy as in docs/figures.md; wait, talk, hold, after and longest are seconds; the others
    are shares from 0 to 1, or null where there is nothing to tell of."""

    offered: int
    answered: int
    abandoned: int
    short: int
    left: int
    within: int
    service_level: float | None
    level_of_answered: float | None
    abandon_rate: float | None
    asa: float | None
    aht: float | None
    occupancy: float | None
    longest: float
    talk: float
    hold: float
    after: float


@dataclass(frozen=True, slots=True)
class SpanView:
    """A half hour or a day. at: when it begins."""

    at: Time
    figures: FiguresView


@dataclass(frozen=True, slots=True)
class FiguresOf:
    """A queue or an agent: all of the time that was asked for, and by spans."""

    id: str
    name: str
    whole: FiguresView
    spans: list[SpanView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """first, last: days, as 2026-11-28. all: the queues together. agents: those who work in them."""

    first: str
    last: str
    by: str
    all: FiguresOf
    queues: list[FiguresOf]
    agents: list[FiguresOf]


@dataclass(frozen=True, slots=True)
class SimulationStart:
    """What a question about a queue begins with; see `routing.simulation.asking.Asked`. rings, limits: how many of the
    queue's are kept."""

    queue: str
    day: str
    calls: list[float]
    agents: list[int]
    talk: float
    after: float
    patience: float
    within: float
    runs: int
    strategy: Strategy
    rings: int
    limits: int


@dataclass(frozen=True, slots=True)
class SimulationView:
    """done, of: days; report: as `cti simulate --json` writes it, empty until all are done."""

    id: int
    state: Literal["running", "done", "stopped", "failed"]
    done: int
    of: int
    report: dict[str, object] = field(default_factory=dict)
