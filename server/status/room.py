"""Looks at all parts again and again, and tells what it found, see `server.status`."""

import asyncio
import logging
import os
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from asterisk.ami import AmiError
from config.settings import Settings
from server.canary import Canary
from server.children import WAITS
from server.doctor import Finding, where_it_runs
from server.status.machines import Carried, Machine, machines
from server.status.outages import Outage, Outages
from server.status.recently import Recently
from server.status.states import PartState, Registration, Seen, Told, judged

logger = logging.getLogger(__name__)
EVERY = 2.0  # s; a gateway that dies is back after three, and its outage is to be seen
CHECKED_FOR = 60.0  # s that the findings of the doctor are good for
BEGINS = 15.0  # s after a start in which parts may still be coming up
SHOWN = 100  # outages
T = TypeVar("T", bound=Told)


@dataclass(frozen=True)
class Sources:
    """health: of the parts; gaps: prompts that cannot be spoken; registrations: their states, as Asterisk tells them;
    find: what `cti doctor` finds; mail: as of `Seen`; carried: by each of several machines; refused:
    callers who found all lines busy, since this process started."""

    health: Callable[[], Awaitable[Mapping[str, str]]]
    gaps: Callable[[], int]
    registrations: Callable[[], Awaitable[list[str]]]
    find: Callable[[], Awaitable[Sequence[Finding]]]
    canary: Canary
    carried: Callable[[], Mapping[str, Carried]] = dict
    mail: Callable[[], str | None] = lambda: None
    refused: Callable[[], int] = lambda: 0


@dataclass(frozen=True, slots=True)
class Now(Generic[T]):
    """since: epoch seconds; up: share of the last days, 0 to 1."""

    told: T
    since: float
    up: float


@dataclass(frozen=True, slots=True)
class Checked:
    at: float
    findings: tuple[Finding, ...]


class StatusRoom:
    """lag, requests: seconds, as they pass; loss: 0 to 1."""

    def __init__(self, known: Settings, of: Sources, clock: Callable[[], float], *, taken_over: bool = False) -> None:
        self._known, self._of, self._clock, self._taken_over = known, of, clock, taken_over
        self.lag, self.requests, self.loss = Recently(), Recently(), Recently()
        self._refused, self._refusals = 0, Recently()
        self.canary = of.canary
        self._outages = Outages(known.data)
        self._begun_at = clock()
        self._states: list[PartState] = []
        self._machines: list[Machine] = []
        self._since: dict[str, tuple[str, float]] = {}
        self._checked = Checked(0.0, ())
        self._checking = asyncio.Lock()

    async def run(self) -> None:
        """Until cancelled."""
        self._outages.begin(self._clock(), taken_over=self._taken_over)
        try:
            while True:
                await self._look()
                await asyncio.sleep(EVERY)
        finally:
            self._outages.keep(self._clock(), orderly=True)

    async def _look(self) -> None:
        try:
            await self.look()
        except Exception:  # whatever cannot be looked at, calls and the other looks go on
            logger.exception("the state of the parts could not be looked at")

    async def look(self) -> None:
        now = self._clock()
        seen = await self._seen(now)
        self._states, self._machines = judged(seen), machines(seen.health, self._of.carried())
        looked: list[Told] = [*self._states, *self._machines]
        for each in looked:
            if self._since.get(each.part, ("", 0.0))[0] != each.state:
                self._since[each.part] = (each.state, self._begun_at if each.part not in self._since else now)
        if now - self._begun_at > BEGINS:
            self._outages.take(looked, now)
        await asyncio.to_thread(self._outages.keep, now)

    def parts(self) -> list[Now[PartState]]:
        return [self._now(each) for each in self._states]

    def machines(self) -> list[Now[Machine]]:
        return [self._now(each) for each in self._machines]

    def _now(self, told: T) -> Now[T]:
        return Now(told, self._since_of(told.part), self._outages.up(told.part, self._clock()))

    def outages(self) -> list[Outage]:
        return self._outages.newest(SHOWN)

    @property
    def watched_since(self) -> float:
        return self._outages.watched_since

    async def checks(self, *, anew: bool = False) -> Checked:
        """What the doctor finds; one look serves all who ask within a minute."""
        async with self._checking:
            if anew or self._clock() - self._checked.at > CHECKED_FOR:
                self._checked = Checked(self._clock(), tuple(await self._of.find()))
            return self._checked

    # -----------------------------------------------------------------------------------------------------------------

    def _since_of(self, part: str) -> float:
        """An outage that began before this start is as old as it is."""
        outage = self._outages.open.get(part)
        return outage.begun_at if outage else self._since[part][1]

    async def _seen(self, now: float) -> Seen:
        known = self._known
        return Seen(
            health=await self._of.health(),
            lag=self.lag.p95(),
            free=_free(known.data),
            least=known.recording_room << 20,
            spare=_spare_waits(known),
            up_for=now - self._begun_at,
            line=bool(known.trunk),
            registration=await self._registration(),
            gaps=self._of.gaps(),
            minutes=known.canary,
            flight=self.canary.last,
            route=bool(known.canary_number),
            failing=_some(self.canary),
            mail=self._of.mail(),
            refused=self._turned_away(),
        )

    def _turned_away(self) -> int:
        """Callers of the last minutes who found all lines busy."""
        before, self._refused = self._refused, self._of.refused()
        if self._refused > before:
            new = self._refused - before
            logger.warning("all lines were busy: %d callers were refused, see setting call_limit", new)
            self._refusals.take(new)
        return int(self._refusals.total())

    async def _registration(self) -> Registration | None:
        if not (self._known.trunk and self._known.trunk_user and self._known.trunk_register):
            return None
        try:
            found = await self._of.registrations()
        except AmiError:
            return None  # that it cannot be asked is told as the state of another part
        return Registration(found[0] if found else "Unregistered")


def _some(canary: Canary) -> str:
    """Names of the targets that fail, while others do not."""
    return ", ".join(canary.failing) if len(canary.failing) < len(canary.lasts) else ""


def _free(data: Path) -> int:
    place = next(each for each in (data.absolute(), *data.absolute().parents) if each.exists())
    return shutil.disk_usage(place).free


def _spare_waits(known: Settings) -> bool | None:
    """Whether a second server waits beside this one; None where nobody keeps one."""
    keeper = os.getppid()
    if not known.spare or where_it_runs(known.data).get("pid") != str(keeper):
        return None
    try:
        children = Path(f"/proc/{keeper}/task/{keeper}/children").read_text("ascii").split()
    except OSError:
        return None
    return any(_name_of(pid) == WAITS for pid in children)


def _name_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text("utf-8").strip()
    except OSError:
        return ""
