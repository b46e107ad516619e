"""The house watched: metrics and what feeds them, put together in one place; `server.build` opens it.

watch = open_watch(settings, parts, webhooks, health, gaps)
watch.listen(core, asterisk, quality)
watch.loops()                     # run beside the others
"""

import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any, Protocol

from asterisk.nodes import Switches
from config.settings import Settings
from journal import Entry
from server.api.watched import area_of
from server.canary import Canary, flights_of
from server.core import Core
from server.doctor import Finding
from server.live import LiveHub
from server.metrics import Metrics, Slowly, Sources
from server.metrics.slowly import watch_the_loop
from server.present import Seeing
from server.quality import TalkQuality
from server.records import Records
from server.retention import Retention
from server.staff.post import Post
from server.status import Sources as StatusSources
from server.status import StatusRoom
from server.status.finding import of_asterisk, of_the_house
from server.status.machines import Carried
from telemetry import lines


@dataclass(frozen=True)
class Watched:
    """Whose present is told."""

    core: Core
    seeing: Seeing
    live: LiveHub
    asterisk: Switches
    post: Post


class Tracing(Protocol):
    """`server.tracing.exporting`, which is read in only when there is a collector."""

    def learn(self, living: Sequence[Entry]) -> None: ...

    def told(self, entries: Sequence[Entry]) -> None: ...

    def requested(self, method: str, path: str, seconds: float, status: int) -> None: ...

    def served(self, method: str, path: str, status: int, seconds: float, request: str, call: str = "") -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Watch:
    metrics: Metrics
    retention: Retention
    canary: Canary
    status: StatusRoom
    tracing: Tracing | None = None

    def learn(self, living: Sequence[Entry]) -> None:
        """What the calls that go on have been through, after a restart."""
        self.metrics.learn(living)
        if self.tracing:
            self.tracing.learn(living)

    def close(self) -> None:
        if self.tracing:
            self.tracing.close()

    def listen(self, core: Core, asterisk: Switches, quality: TalkQuality) -> None:
        """From now on they tell what they do."""
        core.writer.watch, core.writer.lagged = self.metrics.wrote, self._lagged
        core.engine.watch = self.metrics.turned
        asterisk.watch(self._requested, self.metrics.acted)
        quality.sampled = self._sampled

    def told(self, entries: Sequence[Entry]) -> None:
        self.metrics.told(entries)
        if self.tracing:
            self.tracing.told(entries)

    def served(self, method: str, path: str, status: int, seconds: float, call: str = "") -> None:
        """A request to our own web server. path: of the operation, with {names}; call: that it is about."""
        self.metrics.served(area_of(path), status, seconds)
        if self.tracing and path.startswith("/api/"):
            self.tracing.served(method, path, status, seconds, lines.request(), call)

    def loops(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        watch = partial(watch_the_loop, self.metrics.late)
        return [self.retention.run, self.canary.run, self.metrics.slowly.run, self.status.run, watch]

    def _lagged(self, seconds: float) -> None:
        self.metrics.lagged(seconds)
        self.status.lag.take(seconds)

    def _sampled(self, side: str, trip: float, jitter: float, loss: float) -> None:
        self.metrics.sampled(side, trip, jitter, loss)
        self.status.loss.take(loss / 100)

    def _requested(self, method: str, path: str, seconds: float, status: int) -> None:
        self.metrics.requested(path.lstrip("/").partition("/")[0], seconds, status)
        self.status.requests.take(seconds)
        if self.tracing:
            self.tracing.requested(method, path, seconds, status)


def open_watch(
    settings: Settings,
    of: Watched,
    records: Records,
    retention: Retention,
    health: Callable[[], Awaitable[Mapping[str, str]]],
    gaps: Callable[[], int],
    places: Sequence[tuple[str, tuple[str, str]]],
    taken_over: bool,
    carried: Callable[[], Mapping[str, Carried]],
) -> Watch:
    """health: of the parts; gaps: number of prompts that cannot be spoken; places: address and login of each ARI;
    taken_over: from a server that left in order; carried: by each of
    several machines."""
    sources = Sources(of.core, of.seeing, of.live, of.asterisk.health, time.time)
    metrics = Metrics(sources, Slowly(settings.data, health, records.webhooks.count_given_up, gaps))
    canary = Canary(settings.canary, flights_of(settings))
    for each in (retention, canary):
        each.count_in(metrics.registry)
        metrics.slowly.more.append(each.figures)

    async def find() -> Sequence[Finding]:
        known = replace(settings, data=settings.data.absolute())
        return [*await of_the_house(known), *await of_asterisk(known, *places)]

    told = StatusSources(
        *(health, gaps, of.asterisk.ami.registrations, find, canary, carried, lambda: of.post.trouble),
        refused=lambda: of.asterisk.health().refused,
    )
    status = StatusRoom(settings, told, time.time, taken_over=taken_over)
    return Watch(metrics, retention, canary, status, _tracing(settings.traces) if settings.traces else None)


def _tracing(url: str) -> Tracing:
    tracing: Tracing = import_module("server.tracing.exporting").Tracing(url)
    return tracing
