"""Metrics of the table, counted here and written by `prometheus_client`. What is not in the table cannot be made.

Each call is counted some sixty times, so counting is no more than adding to a number: everything that counts lives in
one loop, and nothing has to be locked.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from telemetry.families import FAMILIES, Family

TEXT = "text/plain; version=0.0.4; charset=utf-8"
Values = Mapping[tuple[str, ...], float] | Mapping[tuple[str], float] | Mapping[tuple[str, str], float]


class Spread:
    """How often it was at most so much, for each upper end, and all together."""

    __slots__ = ("_ends", "counts", "sum")

    def __init__(self, ends: tuple[float, ...]) -> None:
        self._ends, self.counts, self.sum = ends, [0] * (len(ends) + 1), 0.0

    def observe(self, amount: float) -> None:
        self.counts[bisect_left(self._ends, amount)] += 1
        self.sum += amount


class Sum:
    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0.0

    def inc(self, amount: float = 1.0) -> None:
        self.value += amount


class Histogram(Collector):
    def __init__(self, family: Family) -> None:
        self._family = family
        self._by: dict[tuple[str, ...], Spread] = {}
        self._names = [*map(floatToGoString, family.buckets), "+Inf"]
        if not family.labels:
            self.observe = self.labels().observe

    def labels(self, *values: str) -> Spread:
        if (known := self._by.get(values)) is None:
            known = self._by[values] = Spread(self._family.buckets)
        return known

    def collect(self) -> Iterator[Metric]:
        metric = HistogramMetricFamily(self._family.name, self._family.about, labels=self._family.labels)
        for values, spread in self._by.items():
            buckets = list(zip(self._names, map(float, accumulate(spread.counts)), strict=True))
            metric.add_metric(values, buckets, spread.sum)
        yield metric


class Counter(Collector):
    def __init__(self, family: Family) -> None:
        self._family = family
        self._by: dict[tuple[str, ...], Sum] = {}
        if not family.labels:
            self.inc = self.labels().inc

    def labels(self, *values: str) -> Sum:
        if (known := self._by.get(values)) is None:
            known = self._by[values] = Sum()
        return known

    def collect(self) -> Iterator[Metric]:
        yield read(self._family.name, {values: each.value for values, each in self._by.items()})


def histogram(name: str, registry: CollectorRegistry) -> Histogram:
    made = Histogram(FAMILIES[name])
    registry.register(made)
    return made


def counter(name: str, registry: CollectorRegistry) -> Counter:
    made = Counter(FAMILIES[name])
    registry.register(made)
    return made


def read(name: str, values: Values | float) -> Metric:
    """What is read off when somebody asks. values: label values → value, or the value of one without labels."""
    family = FAMILIES[name]
    kind = CounterMetricFamily if family.kind == "counter" else GaugeMetricFamily
    metric: Metric = kind(name.removesuffix("_total"), family.about, labels=family.labels)
    for labels, value in values.items() if isinstance(values, Mapping) else [((), values)]:
        metric.add_metric(labels, float(value))  # type: ignore[attr-defined]  # both kinds have it, their base has not
    return metric
