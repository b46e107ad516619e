"""Figures for Prometheus. Read off the present when somebody asks; only times of writing are counted as they pass."""

from collections import Counter
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from server.core import Core
from server.live import LiveHub
from server.present import Seeing

BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """more: name → value of each part that counts for itself, such as the ARI client."""

    def __init__(self, core: Core, seeing: Seeing, live: LiveHub, more: Callable[[], dict[str, float]]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Present(core, seeing, live, more))
        self._writes = Histogram(
            "cordboard_write_seconds", "One transaction of the journal", registry=self._registry, buckets=BUCKETS
        )
        core.writer.watch = self._wrote

    def text(self) -> bytes:
        return generate_latest(self._registry)

    def _wrote(self, seconds: float, entries: int) -> None:
        if entries:
            self._writes.observe(seconds)


class _Present(Collector):
    def __init__(self, core: Core, seeing: Seeing, live: LiveHub, more: Callable[[], dict[str, float]]) -> None:
        self._core, self._seeing, self._live, self._more = core, seeing, live, more

    def collect(self) -> Iterator[Metric]:
        desk = self._seeing.desk
        yield _by("cordboard_calls", "Calls by state", "state", Counter(call.state for call in desk.calls.values()))
        yield _by("cordboard_agents", "Agents by state", "state", Counter(one.state for one in desk.agents.values()))
        waiting = {queue.id: queue.waiting for queue in self._seeing.queues()}
        yield _by("cordboard_waiting", "Callers that wait, by queue", "queue", waiting)
        yield _one("cordboard_entries", "Number of the newest entry of the journal", self._core.engine.number)
        yield _one("cordboard_live_sockets", "Pages that follow live", self._live.viewers)
        yield _one("cordboard_journal_failing", "1 while the journal cannot be written", self._core.writer.failing)
        for name, value in self._more().items():
            yield _one(f"cordboard_{name}", name.replace("_", " "), value)


def _by(name: str, about: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([str(key)], value)
    return family


def _one(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=float(value))
