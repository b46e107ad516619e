"""The house watched: metrics and what feeds them, put together in one place; `server.build` opens it.

watch = open_watch(settings, parts, webhooks, health, gaps)
watch.listen(core, asterisk, quality)
watch.loops()                     # run beside the others
"""

import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asterisk.centre import Asterisk
from config.settings import Settings
from journal import Entry
from server.api.watched import area_of
from server.core import Core
from server.live import LiveHub
from server.metrics import Metrics, Slowly, Sources
from server.metrics.slowly import watch_the_loop
from server.present import Seeing
from server.quality import TalkQuality
from storage.webhooks import Webhooks


@dataclass(frozen=True)
class Watched:
    """Whose present is told."""

    core: Core
    seeing: Seeing
    live: LiveHub
    asterisk: Asterisk


@dataclass(frozen=True)
class Watch:
    metrics: Metrics

    def listen(self, core: Core, asterisk: Asterisk, quality: TalkQuality) -> None:
        """From now on they tell what they do."""
        core.writer.watch, core.writer.lagged = self.metrics.wrote, self.metrics.lagged
        core.engine.watch = self.metrics.turned
        asterisk.watch(self._requested, self.metrics.acted)
        quality.sampled = self.metrics.sampled

    def told(self, entries: Sequence[Entry]) -> None:
        self.metrics.told(entries)

    def served(self, method: str, path: str, status: int, seconds: float) -> None:
        """A request to our own web server. path: of the operation, with {names}."""
        self.metrics.served(area_of(path), status, seconds)

    def loops(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        return [self.metrics.slowly.run, lambda: watch_the_loop(self.metrics.late)]

    def _requested(self, method: str, path: str, seconds: float, status: int) -> None:
        self.metrics.requested(path.lstrip("/").partition("/")[0], seconds, status)


def open_watch(
    settings: Settings,
    of: Watched,
    webhooks: Webhooks,
    health: Callable[[], Awaitable[Mapping[str, str]]],
    gaps: Callable[[], int],
) -> Watch:
    """health: of the parts; gaps: number of prompts without a sound."""
    sources = Sources(of.core, of.seeing, of.live, of.asterisk.health, time.time)
    return Watch(Metrics(sources, Slowly(settings.data, health, webhooks.count_given_up, gaps)))
