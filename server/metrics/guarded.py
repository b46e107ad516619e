"""What the guard at the door of SIP has counted, see `server.guarding`."""

from collections.abc import Iterator

from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from server.guarding import Guard
from telemetry.counted import read


class Guarded(Collector):
    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def collect(self) -> Iterator[Metric]:
        yield read("cordboard_sip_denied_total", {(kind,): count for kind, count in self._guard.counts().items()})
        yield read("cordboard_sip_blocked", len(self._guard.blocked()))
