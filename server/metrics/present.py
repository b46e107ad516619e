"""What is so now, read off the desk and the parts when Prometheus asks. Costs nothing in between."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from asterisk.centre import Health
from routing.figures import Tally
from server.core import Core
from server.live import LiveHub
from server.present import Seeing
from server.version import VERSION
from server.views import QueueView
from telemetry.counted import Values, read


@dataclass(frozen=True)
class Sources:
    """clock: epoch seconds; asterisk: its health."""

    core: Core
    seeing: Seeing
    live: LiveHub
    asterisk: Callable[[], Health]
    clock: Callable[[], float]


class PresentFigures(Collector):
    def __init__(self, sources: Sources) -> None:
        self._of = sources

    def collect(self) -> Iterator[Metric]:
        of, desk = self._of, self._of.seeing.desk
        yield read("cordboard_build_info", {(VERSION,): 1})
        yield read("cordboard_calls", _counted(str(call.state) for call in desk.calls.values()))
        yield read("cordboard_agents", _counted(str(one.state) for one in desk.agents.values()))
        yield read("cordboard_desks_connected", of.live.viewers)
        yield read("cordboard_journal_entry_number", of.core.engine.number)
        yield read("cordboard_journal_failing", of.core.writer.failing)
        yield from _queues(of.seeing.queues(), of.clock())
        yield from _tallies({queue: of.seeing.figures.tally(queue) for queue in of.seeing.plan.queues})
        yield from _asterisk(of.asterisk())


def _counted(states: Iterator[str]) -> Values:
    return {(state,): count for state, count in Counter(states).items()}


def _queues(queues: list[QueueView], now: float) -> Iterator[Metric]:
    oldest = {(each.id,): max(0.0, now - each.longest_since) if each.longest_since else 0.0 for each in queues}
    levels = {(each.id,): each.service_level for each in queues if each.service_level is not None}
    agents = {(each.id, "ready"): float(each.agents_ready) for each in queues}
    agents |= {(each.id, "on_duty"): float(each.agents_on_duty) for each in queues}
    yield read("cordboard_queue_waiting", {(each.id,): each.waiting for each in queues})
    yield read("cordboard_queue_oldest_wait_seconds", oldest)
    yield read("cordboard_queue_service_level_ratio", levels)
    yield read("cordboard_queue_agents", agents)


def _tallies(tallies: Mapping[str, Tally]) -> Iterator[Metric]:
    """They begin anew at midnight, as counters may, and go on over a restart."""
    for name, of in (
        ("offered", "offered"),
        ("answered", "answered"),
        ("answered_in_time", "within"),
        ("abandoned", "abandoned"),
        ("wait_seconds", "wait"),
    ):
        yield read(f"cordboard_queue_{name}_total", {(id,): getattr(tally, of) for id, tally in tallies.items()})


def _asterisk(health: Health) -> Iterator[Metric]:
    yield read("cordboard_ari_connects_total", health.connects)
    yield read("cordboard_ari_events_total", health.events)
    yield read("cordboard_ari_events_unknown_total", sum(health.unknown_events.values()))
    yield read("cordboard_ari_events_malformed_total", health.malformed_events)
    yield read("cordboard_audit_mended_total", health.mended)
    yield read("cordboard_facts_impossible_total", health.impossible_facts)
    yield read("cordboard_calls_refused_total", health.refused)
    yield read("cordboard_security_events_total", {(kind,): n for kind, n in health.security_events.items()})
