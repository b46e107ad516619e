"""What a slice of sound tells: pure. Times in ms, processor time in ms for a second of one call."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Arrivals = Sequence[tuple[int, int]]  # number and delay in ns, in the order of arrival


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of all calls."""

    delays: list[float]
    jitter: float
    lost: int
    sent: int


@dataclass(frozen=True, slots=True)
class Slice:
    """One system for a few seconds. used: by process; load: the machine's, at the end."""

    used: dict[str, float]
    to_caller: Way
    to_agent: Way
    load: float

    @property
    def cost(self) -> float:
        return sum(self.used.values())


def way(heard: Sequence[tuple[Arrivals, int, int]]) -> Way:
    """For each call what arrived, and the first and last number that count."""
    kept = [[delay / 1e6 for number, delay in arrivals if first <= number <= last] for arrivals, first, last in heard]
    sent = sum(last - first + 1 for _, first, last in heard)
    delays = [delay for call in kept for delay in call]
    jitters = [jitter(call) for call in kept if call]
    return Way(delays, statistics.median(jitters) if jitters else 0.0, sent - len(delays), sent)


def jitter(delays: Sequence[float]) -> float:
    """RFC 3550 §6.4.1."""
    value = 0.0
    for before, after in pairwise(delays):
        value += (abs(after - before) - value) / 16
    return value


def quantile(values: Sequence[float], share: float) -> float:
    """NaN where nothing was heard."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


@dataclass(frozen=True, slots=True)
class Row:
    """A system at a number of calls: medians over its slices. ratio: of processor time, to the system of reference, as
    the median over pairs of slices that followed each other."""

    system: str
    calls: int
    used: dict[str, float]
    cost: float
    ratio: float
    to_caller: tuple[float, float]
    to_agent: tuple[float, float]
    jitter: float
    lost: int
    sent: int


def row(system: str, calls: int, slices: Sequence[Slice], reference: Sequence[Slice]) -> Row:
    used = {name: statistics.median(each.used[name] for each in slices) for name in slices[0].used}
    pairs = [own.cost / other.cost for own, other in zip(slices, reference, strict=True)]
    ways = [way for each in slices for way in (each.to_caller, each.to_agent)]
    return Row(
        system,
        calls,
        used,
        statistics.median(each.cost for each in slices),
        statistics.median(pairs),
        _delay([each.to_caller for each in slices]),
        _delay([each.to_agent for each in slices]),
        statistics.median(each.jitter for each in ways),
        sum(each.lost for each in ways),
        sum(each.sent for each in ways),
    )


def _delay(ways: Sequence[Way]) -> tuple[float, float]:
    """p50 and p99 of each slice, and of those the medians: one bad moment of the machine counts once."""
    p50, p99 = ([quantile(each.delays, share) for each in ways] for share in (0.5, 0.99))
    return statistics.median(p50), statistics.median(p99)
