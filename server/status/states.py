"""What state a part is in, judged from what it tells. Pure.

`down`: calls suffer now; `impaired`: something is missing, calls go on; `off`: it is not asked for. `why` is a word of
a table that the pages say in their language; `values` go into those sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from asterisk.listening import AT
from server.canary import Flight, named

State = Literal["works", "impaired", "down", "off"]
Part = Literal[
    "server", "spare", "asterisk", "ami", "sip", "gateway", "database", "redis", "trunk", "disk", "recordings",
    "prompts", "mail", "canary",
]  # fmt: skip
ORDER: tuple[State, ...] = ("off", "works", "impaired", "down")  # the worst last
LITTLE_ROOM = 2_000_000_000  # bytes
SLOW = 1.0  # s of lag of the engine that callers and agents notice
SETTLES = 60.0  # s after a start until a second server is missed


class Told(Protocol):
    """A part, or one of several machines."""

    @property
    def part(self) -> str: ...

    @property
    def state(self) -> State: ...

    @property
    def why(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PartState:
    """why: "" while there is nothing to say."""

    part: Part
    state: State
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registration:
    """At a provider. status: `Registered`, `Unregistered`, `Rejected` …, as Asterisk tells it."""

    status: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. health: of the parts as /api/health tells them; lag: s, None when nothing was done lately; free, least:
    bytes; spare: a second server waits, None where nobody keeps one; line: calls can go out; registration: None where
    none is asked for; gaps: prompts that cannot be spoken; minutes: between two canaries; route: they go through one;
    failing: names of the targets whose canary failed while that of others did not; mail: why the mail server took
    nothing at the last try, "" where it did, None where there is none; refused: callers of the last minutes who found
    all lines busy."""

    health: Mapping[str, str]
    lag: float | None
    free: int
    least: int
    spare: bool | None
    up_for: float
    line: bool
    registration: Registration | None
    gaps: int
    minutes: int
    flight: Flight | None
    route: bool = False
    failing: str = ""
    mail: str | None = None
    refused: int = 0


def judged(seen: Seen) -> list[PartState]:
    """All parts, in the order of the page."""
    return [
        _server(seen.lag),
        _spare(seen),
        _plain("asterisk", seen.health, "down"),
        _plain("ami", seen.health, "impaired"),
        _sip(seen),
        _plain("gateway", seen.health, "down"),
        _database(seen.health),
        _plain("redis", seen.health, "impaired"),
        _trunk(seen),
        _disk(seen.free, seen.least),
        _recordings(seen.health),
        _prompts(seen.gaps),
        _mail(seen.mail),
        _canary(seen),
    ]


def worst(states: Iterable[PartState]) -> State:
    """Of the whole house."""
    return max((each.state for each in states if each.state != "off"), key=ORDER.index, default="works")


def _server(lag: float | None) -> PartState:
    if lag is not None and lag > SLOW:
        return PartState("server", "impaired", "slow", {"seconds": f"{lag:.1f}"})
    return PartState("server", "works")


def _spare(seen: Seen) -> PartState:
    if seen.spare is None:
        return PartState("spare", "off", "nobody")
    if seen.spare:
        return PartState("spare", "works")
    return PartState("spare", "off", "starting") if seen.up_for < SETTLES else PartState("spare", "impaired", "missing")


def _plain(part: Part, health: Mapping[str, str], without: State) -> PartState:
    """without: what the house is without this part."""
    return PartState(part, "works") if health.get(part, "ok") == "ok" else PartState(part, without, "away")


def _sip(seen: Seen) -> PartState:
    told = seen.health.get("sip", "")
    if told in ("", "ok"):
        if seen.refused:
            return PartState("sip", "impaired", "full", {"count": str(seen.refused)})
        return PartState("sip", "works") if told else PartState("sip", "off", "unknown")
    _, _, at = told.partition(AT)
    return PartState("sip", "down", "held", {"address": at}) if at else PartState("sip", "down", "deaf")


def _database(health: Mapping[str, str]) -> PartState:
    told = health.get("database", "ok")
    if told == "ok":
        return PartState("database", "works")
    return PartState("database", "down", "unwritten" if "journal" in told else "away")


def _trunk(seen: Seen) -> PartState:
    if not seen.line:
        return PartState("trunk", "off", "none")
    if seen.registration is None:
        return PartState("trunk", "works", "unwatched")
    if seen.registration.status == "Registered":
        return PartState("trunk", "works", "registered")
    return PartState("trunk", "down", "unregistered", {"status": seen.registration.status})


def _disk(free: int, least: int) -> PartState:
    room = {"gb": f"{free / 1e9:.1f}"}
    if free < least:
        return PartState("disk", "impaired", "full", room)
    return PartState("disk", "impaired", "little", room) if free < LITTLE_ROOM else PartState("disk", "works", "", room)


def _recordings(health: Mapping[str, str]) -> PartState:
    told = health.get("recordings", "ok")
    if told == "ok":
        return PartState("recordings", "works")
    if told.startswith("no room"):
        return PartState("recordings", "impaired", "room")
    return PartState("recordings", "impaired", "elsewhere" if "elsewhere" in told or "cannot read" in told else "lost")


def _prompts(gaps: int) -> PartState:
    return PartState("prompts", "impaired", "missing", {"count": str(gaps)}) if gaps else PartState("prompts", "works")


def _mail(trouble: str | None) -> PartState:
    if trouble is None:
        return PartState("mail", "off", "none")
    return PartState("mail", "impaired", "refused", {"trouble": trouble}) if trouble else PartState("mail", "works")


def _canary(seen: Seen) -> PartState:
    if not seen.minutes:
        return PartState("canary", "off", "unset")
    if seen.flight is None:
        return PartState("canary", "off", "soon", {"minutes": str(seen.minutes)})
    if seen.failing:
        return PartState("canary", "impaired", "some", {"names": seen.failing})
    return _flown(seen.flight, seen.route)


def _flown(flight: Flight, route: bool) -> PartState:
    values = {"seconds": f"{flight.answer:.2f}", "percent": f"{flight.echo:.0%}", "code": flight.why}
    if not flight.why:
        return PartState("canary", "works", "route" if route else "", values)
    return PartState("canary", "down", named(flight.why), values)
