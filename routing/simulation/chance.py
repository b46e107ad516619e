"""Lengths and arrivals by chance. The chance itself comes in as a source of numbers, so that a seed repeats a day."""

import math
from collections.abc import Callable, Iterator

from routing.simulation.scenario import Burst, Kind, Length, Load, Rate

Draw = Callable[[], float]  # evenly from 0 (included) to 1 (not)
HOUR = 3600.0


def length(of: Length, draw: Draw) -> float:
    """Seconds; infinite for what never ends."""
    match of.kind:
        case Kind.ENDLESS:
            return math.inf
        case Kind.EXPONENTIAL:
            return -of.mean * math.log1p(-draw())
        case Kind.LOGNORMAL if of.mean > 0 and of.deviation > 0:
            spread = math.log1p((of.deviation / of.mean) ** 2)
            return of.mean * math.exp(math.sqrt(spread) * _normal(draw) - spread / 2)
    return of.mean


def arrivals(load: Load, draw: Draw) -> list[float]:
    """When the calls of a day come, in order."""
    times = [at for rate in load.rates for at in _poisson(rate, draw)]
    times += [at for burst in load.bursts for at in _burst(burst, draw)]
    return sorted(times)


def _poisson(rate: Rate, draw: Draw) -> Iterator[float]:
    if rate.per_hour <= 0:
        return
    at = rate.begins
    while True:
        at -= HOUR / rate.per_hour * math.log1p(-draw())
        if at >= rate.ends:
            return
        yield at


def _burst(burst: Burst, draw: Draw) -> Iterator[float]:
    return (burst.at + draw() * burst.within for _ in range(burst.calls))


def _normal(draw: Draw) -> float:
    """By Box and Muller (1958)."""
    return math.sqrt(-2 * math.log1p(-draw())) * math.cos(2 * math.pi * draw())
