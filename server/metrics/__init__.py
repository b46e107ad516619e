"""Figures for Prometheus, see `telemetry.families`. The present is read off when somebody asks; times are counted as
they pass, and what has to be looked for on disk or in the database is looked for now and then.

    metrics = Metrics(sources)
    metrics.watch(...)             # told by the parts as things happen
    metrics.text()                 # GET /metrics
"""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, generate_latest

from journal import Entry
from server.metrics.outcomes import Outcomes
from server.metrics.present import PresentFigures, Sources
from server.metrics.slowly import Slowly
from telemetry.counted import counter, histogram

__all__ = ["Metrics", "Slowly", "Sources"]
UNREACHABLE = "unreachable"


class Metrics:
    def __init__(self, sources: Sources, slowly: Slowly) -> None:
        registry = self.registry = CollectorRegistry()
        self.slowly, self._outcomes = slowly, Outcomes()
        registry.register(PresentFigures(sources))
        registry.register(slowly)
        self._ended, self._arrived = (
            counter(f"cordboard_calls_{name}_total", registry) for name in ("ended", "arrived")
        )
        self._lag, self._turn, self._late, self._commit = (
            histogram(f"cordboard_{name}_seconds", registry)
            for name in ("engine_lag", "engine_turn", "loop_lateness", "journal_commit")
        )
        self._ari, self._ami = (
            histogram(f"cordboard_{name}_seconds", registry) for name in ("ari_request", "ami_action")
        )
        self._ari_failed = counter("cordboard_ari_failures_total", registry)
        self._ami_failed = counter("cordboard_ami_failures_total", registry)
        self._trip, self._jitter = (
            histogram(f"cordboard_talk_{name}_seconds", registry) for name in ("round_trip", "jitter")
        )
        self._loss = histogram("cordboard_talk_loss_ratio", registry)
        self._http = histogram("cordboard_http_request_seconds", registry)
        self.late, self.turned, self.lagged = self._late.observe, self._turn.observe, self._lag.observe

    def text(self) -> bytes:
        return generate_latest(self.registry)

    # --- what the parts tell ------------------------------------------------------------------------------------------

    def learn(self, living: Sequence[Entry]) -> None:
        """What the calls that go on have been through, after a restart. Nothing is counted."""
        for entry in living:
            self._outcomes.take(entry.fact)

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if self._outcomes.is_arrival(entry.fact):
                self._arrived.inc()
            if ended := self._outcomes.take(entry.fact):
                self._ended.labels(ended.direction, ended.outcome).inc()

    def wrote(self, seconds: float, entries: int) -> None:
        """One transaction of the journal."""
        if entries:
            self._commit.observe(seconds)

    def requested(self, resource: str, seconds: float, status: int) -> None:
        """Of ARI. resource: such as `channels`; status: of HTTP, 0 when there was no answer."""
        self._ari.labels(resource).observe(seconds)
        if not 200 <= status < 300:
            self._ari_failed.labels(resource, f"{status // 100}xx" if status else UNREACHABLE).inc()

    def acted(self, seconds: float, well: bool) -> None:
        """At the manager interface."""
        self._ami.observe(seconds)
        if not well:
            self._ami_failed.inc()

    def sampled(self, side: str, trip: float, jitter: float, loss: float) -> None:
        """How a talk sounds. trip, jitter: ms; loss: percent."""
        if trip > 0:
            self._trip.labels(side).observe(trip / 1000)
        self._jitter.labels(side).observe(jitter / 1000)
        self._loss.labels(side).observe(loss / 100)

    def served(self, area: str, status: int, seconds: float) -> None:
        """By HTTP."""
        self._http.labels(area, f"{status // 100}xx").observe(seconds)
