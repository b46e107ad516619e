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
from ivr import linking
from ivr.commands import PublishRoute, SchedulePublication
from ivr.complaint import Complaint
from ivr.facts import PublicationScheduled, RoutePublished
from ivr.flow import Flow, Mark
from ivr.library import Library
from journal import Command, Entry
from server.core import Core
from server.routes.judging import Flows, Judge, Reading
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
        self._linking: set[asyncio.Task[None]] = set()
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

    async def read(
        self, text: str, service: str = "", name: str = "", version: int = 0, routes: Flows | None = None
    ) -> Reading:
        return await asyncio.to_thread(self.judge.read, text, service, name, version, routes)

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
        if reading.linked is None:
            raise NotSound(reading.complaints)
        if broken := await self._broken_users(reading):
            raise NotSound(broken)
        now = self._clock()
        new = Version(wish.route, 0, wish.text, wish.tests, wish.layout, reading.calls, wish.by, wish.comment, now)
        version = await self.records.add_version(new)
        await asyncio.to_thread(self._put, reading, version.version)
        return version

    def _put(self, reading: Reading, version: int) -> None:
        if reading.flow and reading.linked:
            self.library.put(replace(reading.linked, version=version))
            self.judge.written[reading.flow.name, version] = replace(reading.flow, version=version)

    # --- routes that call each other ---------------------------------------------------------------------------------

    async def _broken_users(self, reading: Reading) -> list[Complaint]:
        """What would be wrong with the routes that call this one."""
        assert reading.flow is not None
        name = reading.flow.name
        found: list[Complaint] = []
        routes = {**self.judge.routes(), name: reading.flow}
        for user in self.judge.users_of(name):
            if (version := await self.newest(user)) is not None:
                seen = await self.read(version.text, self.services.get(user, ""), user, routes=routes)
                for error in seen.errors[:1]:
                    text = f"the route {user} calls this one and would have errors: {error.text}"
                    found.append(Complaint(Mark(), text, f"change {user} first", code="breaks-caller"))
        return found

    def told(self, entries: Iterable[Entry]) -> None:
        """These entries are on disk. Routes that call what was published are published anew, with a version each."""
        self._follow(entry.fact for entry in entries if isinstance(entry.fact, RoutePublished))

    def _follow(self, published: Iterable[RoutePublished]) -> None:
        for fact in published:
            if self.judge.users_of(fact.route):
                task = asyncio.create_task(self._link_again(fact))
                self._linking.add(task)
                task.add_done_callback(self._linking.discard)

    async def linked_anew(self) -> None:
        """Until no route has to be published for what it calls."""
        while self._linking:
            await asyncio.wait(self._linking)

    async def _link_again(self, fact: RoutePublished) -> None:
        for user in self.judge.users_of(fact.route):
            published = self.library.published[user]
            version = await self.records.version(user, published.version)
            if version is None or version.linked.get(fact.route) == fact.version:
                continue
            comment = f"{fact.route} is version {fact.version} now"
            try:
                await self.publish(Wish(user, version.text, fact.by, comment, version.tests, version.layout))
            except (NotSound, Refused) as error:
                logger.error("route %s goes on with the older %s: %s", user, fact.route, error, extra={"route": user})

    async def published_draft(self, draft: Draft) -> None:
        """What somebody wrote while it was being published stays a draft."""
        await self.records.drop(draft.route, draft.etag)

    # --- the start of the server -------------------------------------------------------------------------------------

    async def put_back(self, living: Iterable[Entry]) -> None:
        """Before the log is read: the flows that it will speak of."""
        for name, number in sorted(_needed(living)):
            version = await self.records.version(name, number)
            if version is not None:
                await self._put_back(version)

    async def begin(self, core: Core) -> None:
        """After the log was read: publish what was seeded, or came from the command line while no server ran."""
        self.ask = core.ask
        for version in await self.records.waiting():
            service = self.services.get(version.route, "")
            reading = await self.read(version.text, service, version.route, version.version)
            if reading.linked is None:
                faults = "; ".join(map(str, reading.errors))
                logger.error("route %s, version %d is not published: %s", version.route, version.version, faults)
                await self.records.stop_waiting(version)
                continue
            self._put(reading, version.version)
            core.engine.ask(PublishRoute(version.route, version.version, version.author, version.comment))
        self._follow([*self.library.published.values()])  # killed before routes were linked anew

    async def _put_back(self, version: Version) -> None:
        """As it was published, with the versions of then; what is wrong with it by today's rules does not count for
        callers who are in it."""
        routes: dict[str, Flow] = {}
        for name, number in version.linked.items():
            called = await self.records.version(name, number)
            part = await self.read(called.text, "", name, number, {}) if called else None
            routes |= {name: part.flow} if part and part.flow else {}
        reading = await self.read(version.text, "", version.route, version.version, routes)
        if reading.flow is None:
            logger.error("route %s, version %d cannot be read any more", version.route, version.version)
            return
        self.judge.written[version.route, version.version] = reading.flow
        put = self.library.put_back if version.published_at else self.library.keep
        put(reading.linked or linking.tried(reading.flow, routes)[0])


def _needed(living: Iterable[Entry]) -> set[Key]:
    kinds = RouteEntered | RoutePublished | PublicationScheduled
    return {(entry.fact.route, entry.fact.version) for entry in living if isinstance(entry.fact, kinds)}


def _asked(version: Version, wish: Wish) -> Command:
    if wish.at:
        return SchedulePublication(wish.route, version.version, wish.at, wish.by, wish.comment)
    return PublishRoute(wish.route, version.version, wish.by, wish.comment)


async def _nobody(command: Command) -> None:
    raise Refused("the server is not running yet")
