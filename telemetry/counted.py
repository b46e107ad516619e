"""Metrics of the table as `prometheus_client` keeps and writes them. What is not in the table cannot be made."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from telemetry.families import FAMILIES

TEXT = "text/plain; version=0.0.4; charset=utf-8"
Values = Mapping[tuple[str, ...], float] | Mapping[tuple[str], float] | Mapping[tuple[str, str], float]


def histogram(name: str, registry: CollectorRegistry) -> Histogram:
    family = FAMILIES[name]
    return Histogram(name, family.about, family.labels, registry=registry, buckets=family.buckets)


def counter(name: str, registry: CollectorRegistry) -> Counter:
    family = FAMILIES[name]
    return Counter(name, family.about, family.labels, registry=registry)


def read(name: str, values: Values | float) -> Metric:
    """What is read off when somebody asks. values: label values → value, or the value of one without labels."""
    family = FAMILIES[name]
    kind = CounterMetricFamily if family.kind == "counter" else GaugeMetricFamily
    metric: Metric = kind(name.removesuffix("_total"), family.about, labels=family.labels)
    for labels, value in values.items() if isinstance(values, Mapping) else [((), values)]:
        metric.add_metric(labels, float(value))  # type: ignore[attr-defined]  # both kinds have it, their base has not
    return metric
