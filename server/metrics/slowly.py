"""What cannot be read off at once: sizes on disk, the state of the parts, counts in the database. Looked for now and
then, told whenever Prometheus asks."""

import asyncio
import logging
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from server.archive.last import last_backup
from telemetry.counted import Values, read

logger = logging.getLogger(__name__)
EVERY = 30.0  # s
SIZES_EVERY = 600.0  # s: every file is looked at
LATENESS_EVERY = 1.0  # s
WATCHED = ("asterisk", "ami", "sip", "database", "redis", "gateway", "node")
PLACES = {
    "database": ("cordboard.db", "cordboard.db-wal"),
    **{name: (name,) for name in ("recordings", "attachments", "sounds", "log", "asterisk")},
}  # in the data folder


@dataclass(eq=False)
class Slowly(Collector):
    """health: of the parts; given_up: events per webhook that never arrived; gaps: prompts that cannot be spoken."""

    data: Path
    health: Callable[[], Awaitable[Mapping[str, str]]]
    given_up: Callable[[], Awaitable[Mapping[str, int]]]
    gaps: Callable[[], int]
    more: list[Callable[[], Iterator[Metric]]] = field(default_factory=list)
    _parts: Values = field(default_factory=dict)
    _places: Values = field(default_factory=dict)
    _dead: float = 0.0
    _measured: float = float("-inf")

    async def run(self) -> None:
        while True:
            try:
                await self.look()
            except Exception:  # whatever is wrong with the disk or the database, the metrics of the rest go on
                logger.exception("sizes and counts could not be looked for")
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        told = await self.health()
        self._parts = {(part,): float(told[part] == "ok") for part in told if part.startswith(WATCHED)}
        self._dead = sum((await self.given_up()).values())
        if time.monotonic() - self._measured >= SIZES_EVERY:
            self._measured = time.monotonic()
            self._places = await asyncio.to_thread(sizes, self.data)

    def collect(self) -> Iterator[Metric]:
        yield read("cordboard_part_up", self._parts)
        yield read("cordboard_webhooks_given_up", self._dead)
        yield read("cordboard_storage_bytes", self._places)
        yield read("cordboard_storage_free_bytes", shutil.disk_usage(self.data).free if self.data.exists() else 0)
        yield read("cordboard_prompts_missing", self.gaps())
        yield read("cordboard_backup_timestamp_seconds", last_backup(self.data))
        for each in self.more:
            yield from each()


def sizes(data: Path) -> Values:
    """Bytes by place of the data folder. Reads every folder: seconds with a million files, so in a thread."""
    found = {place: [data / each for each in names if (data / each).exists()] for place, names in PLACES.items()}
    return {(place,): float(sum(size(each) for each in there)) for place, there in found.items() if there}


def size(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    whole = 0
    for folder, _, files in os.walk(place):
        for name in files:
            try:
                whole += os.lstat(os.path.join(folder, name)).st_size
            except OSError:
                continue  # removed meanwhile
    return whole


async def watch_the_loop(late: Callable[[float], None]) -> None:
    """Tells how much later than asked the loop wakes up, until cancelled."""
    while True:
        began = time.monotonic()
        await asyncio.sleep(LATENESS_EVERY)
        late(max(0.0, time.monotonic() - began - LATENESS_EVERY))
