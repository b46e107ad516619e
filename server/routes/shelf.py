"""Where routes stand: texts in the database, flows in the library, and the way from the one to the other.

Rule: whatever the way (page, command line, schedule, going back, seed), a version is read, judged against the centre
as it is now, kept, put into the library, and only then asked for. What cannot be used leaves no trace.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace

from cti.facts import RouteEntered
from cti.refused import Refused
from ivr.commands import PublishRoute, SchedulePublication
from ivr.complaint import Complaint
from ivr.facts import PublicationScheduled, RoutePublished
from ivr.flow import Flow
from ivr.library import Library
from journal import Command, Entry
from server.core import Core
from server.routes.judging import Judge, Reading
from server.routes.presenting import problems_of
from server.views import ProblemsView
from storage.routes import Draft, Key, Layout, Route, Routes, Version

logger = logging.getLogger(__name__)


class NotSound(Exception):
    """A text that callers must not meet."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(map(str, complaints)))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be published. at: epoch seconds, 0 = now; by: the account, "" for the house."""

    route: str
    text: str
    by: str
    comment: str = ""
    tests: str = ""
    layout: Layout = field(default_factory=dict)
    at: float = 0.0


class Shelf:
    def __init__(
        self,
        records: Routes,
        library: Library,
        judge: Judge,
        clock: Callable[[], float],
    ) -> None:
        """clock: epoch seconds. ask: asks the engine and waits until what happened is on disk; comes later."""
        self.records, self.library, self.judge, self._clock = records, library, judge, clock
        self.ask: Callable[[Command], Awaitable[None]] = _nobody
        self._problems: dict[tuple[str, str], tuple[object, ProblemsView]] = {}
        self._one = asyncio.Lock()  # versions are numbered and published one after the other

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def services(self) -> dict[str, str]:
        """Whose queues each route may use, by name of the route."""
        return self.judge.services

    async def add(self, route: Route, text: str, etag: str) -> bool:
        """False when the name is taken."""
        added = await self.records.add(route, text, etag=etag)
        if added:
            self.services[route.name] = route.service
        return added

    async def change(self, name: str, title: str, service: str) -> None:
        await self.records.change(name, title, service)
        self.services[name] = service

    async def remove(self, name: str) -> None:
        await self.records.remove(name)
        self.services.pop(name, None)

    async def newest(self, name: str) -> Version | None:
        """What a designer goes on from where there is no draft: what is scheduled, else what callers get."""
        planned, published = self.library.scheduled.get(name), self.library.published.get(name)
        number = planned.version if planned else published.version if published else 0
        return await self.records.version(name, number) if number else None

    async def problems(self, route: Route, text: str) -> ProblemsView:
        """How many; remembered as long as the centre stays the same, because the list asks for all of them."""
        key, now = (route.name, route.service), (text, self.judge.signature())
        if key not in self._problems or self._problems[key][0] != now:
            reading = await self.read(text, route.service, route.name)
            self._problems[key] = now, problems_of(reading)
        return self._problems[key][1]

    async def read(self, text: str, service: str = "", name: str = "", version: int = 0) -> Reading:
        return await asyncio.to_thread(self.judge.read, text, service, name, version)

    # --- publishing --------------------------------------------------------------------------------------------------

    async def publish(self, wish: Wish) -> Version:
        """The new version, which callers get from now on or from its time on. Raises `NotSound`, and `Refused`."""
        async with self._one:
            version = await self._keep(wish)
            try:
                await self.ask(_asked(version, wish))
            except Refused:
                await self.records.take_back(version)
                raise
            return version

    async def _keep(self, wish: Wish) -> Version:
        reading = await self.read(wish.text, self.services.get(wish.route, ""), wish.route)
        if reading.flow is None or reading.errors:
            raise NotSound(reading.complaints)
        now, none = self._clock(), dict[str, int]()
        new = Version(wish.route, 0, wish.text, wish.tests, wish.layout, none, wish.by, wish.comment, now)
        version = await self.records.add_version(new)
        await asyncio.to_thread(self.library.put, replace(reading.flow, version=version.version))
        return version

    async def published_draft(self, draft: Draft) -> None:
        """What somebody wrote while it was being published stays a draft."""
        await self.records.drop(draft.route, draft.etag)

    # --- the start of the server -------------------------------------------------------------------------------------

    async def put_back(self, living: Iterable[Entry]) -> None:
        """Before the log is read: the flows that it will speak of."""
        for name, number in sorted(_needed(living)):
            version = await self.records.version(name, number)
            if version is not None and (flow := await self._flow(version)):
                self.library.put_back(flow)

    async def begin(self, core: Core) -> None:
        """After the log was read: publish what was seeded, or came from the command line while no server ran."""
        self.ask = core.ask
        for version in await self.records.waiting():
            service = self.services.get(version.route, "")
            reading = await self.read(version.text, service, version.route, version.version)
            if reading.flow is None or reading.errors:
                faults = "; ".join(map(str, reading.errors))
                logger.error("route %s, version %d is not published: %s", version.route, version.version, faults)
                await self.records.stop_waiting(version)
                continue
            self.library.put(reading.flow)
            core.engine.ask(PublishRoute(version.route, version.version, version.author, version.comment))

    async def _flow(self, version: Version) -> Flow | None:
        """As it was published; what is wrong with it by today's rules does not count for callers who are in it."""
        reading = await self.read(version.text, "", version.route, version.version)
        if reading.flow is None:
            logger.error("route %s, version %d cannot be read any more", version.route, version.version)
        return reading.flow


def _needed(living: Iterable[Entry]) -> set[Key]:
    kinds = RouteEntered | RoutePublished | PublicationScheduled
    return {(entry.fact.route, entry.fact.version) for entry in living if isinstance(entry.fact, kinds)}


def _asked(version: Version, wish: Wish) -> Command:
    if wish.at:
        return SchedulePublication(wish.route, version.version, wish.at, wish.by, wish.comment)
    return PublishRoute(wish.route, version.version, wish.by, wish.comment)


async def _nobody(command: Command) -> None:
    raise Refused("the server is not running yet")
