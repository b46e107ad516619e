"""The gateway's metrics, see `telemetry.families`: packets, loss and jitter of all legs together, never of one person.

A leg's counters end with its page; so what they grew by is added up every few seconds, and nothing is counted twice.
"""

import hmac
import ipaddress
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from telemetry.counted import TEXT, counter, histogram, read

COUNTED = ("received", "sent", "lost")


@dataclass(frozen=True, slots=True)
class Leg:
    """of: what it belongs to, so that another page counts anew; kind: page, extension or switch; jitter in ms."""

    of: object
    kind: str
    received: int
    sent: int
    lost: int
    jitter: float


def counted(legs: Iterable[Leg]) -> dict[str, int]:
    """Packets by now: `received_switch`, `lost_page` …"""
    return {f"{what}_{leg.kind}": int(getattr(leg, what)) for leg in legs for what in COUNTED}


def since(before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int]:
    """What came in between; what began anew meanwhile is counted from there."""
    return {name: count - before.get(name, 0) if count >= before.get(name, 0) else count for name, count in now.items()}


@dataclass(eq=False)
class Figures(Collector):
    """lines, phones: how many there were at the last look."""

    lines: int = 0
    phones: int = 0
    _before: dict[int, Leg] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self._packets = {name: counter(f"cordboard_gateway_packets_{name}_total", self.registry) for name in COUNTED}
        self._jitter = histogram("cordboard_gateway_jitter_seconds", self.registry)
        self._late = histogram("cordboard_gateway_loop_lateness_seconds", self.registry)

    def look(self, legs: Iterable[Leg], lines: int, phones: int) -> None:
        """Every few seconds. The objects of `of` are held until the next look, so none is mistaken for another."""
        self.lines, self.phones = lines, phones
        before, self._before = self._before, {id(leg.of): leg for leg in legs}
        for key, leg in self._before.items():
            self._add(leg, before.get(key))

    def _add(self, leg: Leg, before: Leg | None) -> None:
        grown = {name: getattr(leg, name) - (getattr(before, name) if before else 0) for name in COUNTED}
        for name, count in grown.items():
            self._packets[name].labels(leg.kind).inc(max(0, count))  # what came late is not lost any more
        if grown["received"] > 0:
            self._jitter.labels(leg.kind).observe(leg.jitter / 1000)

    def late(self, seconds: float) -> None:
        self._late.observe(max(0.0, seconds))

    def collect(self) -> Iterable[Metric]:
        yield read("cordboard_gateway_lines", self.lines)
        yield read("cordboard_gateway_phones", self.phones)

    def text(self) -> bytes:
        return generate_latest(self.registry)

    def door(self, token: str) -> "Door":
        return Door(self, token)


@dataclass(frozen=True)
class Door:
    """`GET /metrics`: with a token whoever shows it, without one whoever asks from this machine."""

    figures: Figures
    token: str

    async def answer(self, request: web.Request) -> web.Response:
        if not self._may_read(request):
            return web.json_response({"detail": "metrics are for this machine only; set metrics_token"}, status=403)
        return web.Response(body=self.figures.text(), headers={"Content-Type": TEXT})

    def _may_read(self, request: web.Request) -> bool:
        if self.token:
            shown = request.headers.get("Authorization", "").encode("utf-8", "replace")
            return hmac.compare_digest(shown, f"Bearer {self.token}".encode())
        return ipaddress.ip_address(request.remote or "0.0.0.0").is_loopback


class Lateness:
    """How late a loop comes that rests between its turns. clock: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._due = clock, clock()

    def rests(self, seconds: float) -> float:
        """The same seconds."""
        self._due = self._clock() + seconds
        return seconds

    def come(self) -> float:
        return self._clock() - self._due
