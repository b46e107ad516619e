"""The composition root: every part is made here and handed what it needs; nobody else puts rooms together.

async with centre(settings, secrets) as built:
    await built.run()
"""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from asterisk.nodes import Switches
from config.nodes import places_of
from config.secrets import Secrets
from config.settings import Settings
from cti.orders import OpenLine
from journal import Entry
from routing.expected import KINDS as EXPECTED_BY
from routing.explain import explain
from routing.tallies import KINDS as TALLIED
from server.api import phone
from server.api.app import open_app, prepared
from server.api.auth import agent_behind
from server.attachments.shelf import open_files
from server.audio import AudioWatch
from server.beginning import open_acquaintances, open_book, open_incidents, open_plan, stood_by
from server.clock import Steady, midnight
from server.core import Core
from server.customers.asking import open_apis
from server.customers.work import CustomerWork
from server.desk_phones import DeskPhones
from server.extensions import PbxPhones
from server.figures import KeptFigures
from server.guarding import Guard, open_guard
from server.hearers import each
from server.house import House
from server.lines import GatewayLines
from server.live import LiveHub
from server.lookups.asking import Lookups
from server.lookups.opening import open_lookups
from server.metrics.guarded import Guarded
from server.naming import CallNames
from server.observing import Watch, Watched, open_watch
from server.phones import Phones
from server.present import Seeing
from server.prompts.ahead import Ahead
from server.prompts.library import PromptLibrary
from server.prompts.opening import open_prompts
from server.prompts.uses import uses
from server.quality import TalkQuality
from server.reaching import accesses_of, opened_all
from server.recordings import Archive, told_places, written
from server.records import Records, keepers, open_records
from server.retention import Retention
from server.routes.opening import open_shelf
from server.routes.shelf import Shelf
from server.run import LONGEST_SLEEP, database_health
from server.serving import serve
from server.sign_on.signing_on import SingleSignOn
from server.staff.post import Post
from server.staff.staff import Staff
from server.switches import Events, Words, carried_by, gateways_of, music_of, parts_of, switches_of
from server.times import day_of
from server.traffic import RouteTraffic
from server.triggers.opening import open_triggers
from server.upgrading.coming import Taken, take_over
from server.upgrading.door import Door, knock
from server.upgrading.leaving import Leaving
from server.views import PromptUseView
from server.webhooks.opening import open_deliveries
from server.witnessing import Witnesses
from server.working import Centre
from softphone.gateways import GatewayLike
from storage import recordings
from storage.baton import Baton
from storage.bearing import refuse_hard_changes
from storage.database import Database, open
from storage.extensions import Extensions
from storage.figures import FigureSums
from storage.journal import SqlLog
from storage.lease import Lease
from storage.mails import Mails
from storage.people import People
from storage.phones import PhoneBook
from storage.quality import QualityRecords
from storage.redis import DEMO_CALL, Redis
from storage.retention import OldRows
from storage.sessions import Sessions
from storage.throttle import RedisThrottle
from storage.traffic import RouteWays
from storage.vault import Vault

logger = logging.getLogger(__name__)
DAY = 86_400.0  # s of the log from which is learnt how fast queues move


@asynccontextmanager
async def centre(settings: Settings, secrets: Secrets, taken: Taken[Events] | None = None) -> AsyncIterator[Centre]:
    """taken: what an earlier server gave away."""
    async with AsyncExitStack() as kept:
        parts, away_since = await _remembered(settings, secrets, kept, Baton.take)
        await parts.shelf.begin(parts.core)
        yield await parts.put_together(away_since, kept, taken)


async def taken_over(settings: Settings, secrets: Secrets) -> Taken[Events] | None:
    """Take over from the server that runs. Before it hears of it, all that we need is tried on the side."""
    accesses = accesses_of(settings, secrets)

    async def ready() -> None:
        await refuse_hard_changes(settings.database_url)
        prepared()
        async with AsyncExitStack() as kept:
            await _remembered(settings, secrets, kept, _leave_it)

    return await take_over(ready, lambda: knock(settings.data), lambda: opened_all(accesses))


async def _leave_it(_baton: Baton, _owner: str) -> int:
    """Another server writes."""
    return 0


async def _remembered(
    settings: Settings, secrets: Secrets, kept: AsyncExitStack, take: Callable[[Baton, str], Awaitable[int]]
) -> tuple["_Parts", float]:
    """All that is known from earlier, and when the journal ended."""
    clock = Steady()
    database = await open(settings.database_url)
    kept.push_async_callback(database.close)
    redis = Redis(settings.redis)
    kept.push_async_callback(redis.close)
    baton = Baton(database)
    lease = await stood_by(settings, database, baton) if take is Baton.take else None
    plan = await open_plan(settings, database)
    await take(baton, f"{socket.gethostname()} {os.getpid()}")  # before anything is read: now it is the last word
    if lease:
        lease.begin()
        kept.push_async_callback(lease.give_up)
    prompts = await open_prompts(settings, database)
    kept.callback(prompts.sounds.said.close)
    log = SqlLog(database, keepers(plan), baton)
    book, incidents = await open_book(database), await open_incidents(plan, database)
    shelf = await open_shelf(database, plan, clock, prompts.playable)
    acquaintances = await open_acquaintances(database)
    core = Core(plan, shelf.library, log, book, clock, incidents, acquaintances, day_of)
    core.routing.tallies.learn(await log.of_kinds(TALLIED, clock() - DAY))
    lookups = await open_lookups(settings, secrets, database, core)
    kept.push_async_callback(lookups.close)
    shelf.judge.connections = lookups.names
    living = await log.living()  # once: it is the most that there is to read, and it is read while nobody decides
    await shelf.put_back(living)
    away_since = await core.rebuild(living)
    if core.desk.calls:
        clock.not_before(away_since)
    records = open_records(database, Vault(secrets.masking))
    kept_parts = settings, secrets, database, redis, log, living, records, core, prompts, shelf, lookups, clock, lease
    return _Parts(*kept_parts), away_since


@dataclass(frozen=True)
class _Edges:
    """What stands between the core and the world."""

    seeing: Seeing
    live: LiveHub
    asterisk: Switches
    gateway: GatewayLike
    pages: phone.Pages
    phones: Phones
    desk_phones: DeskPhones
    pbx_phones: PbxPhones
    quality: TalkQuality
    archive: Archive
    traffic: RouteTraffic
    figures: KeptFigures
    staff: Staff
    post: Post
    guard: Guard


@dataclass
class _Parts:
    settings: Settings
    secrets: Secrets
    database: Database
    redis: Redis
    log: SqlLog
    living: list[Entry]  # when they were put together
    records: Records
    core: Core
    prompts: PromptLibrary
    shelf: Shelf
    lookups: Lookups
    clock: Steady
    lease: Lease | None

    async def put_together(self, away_since: float, kept: AsyncExitStack, taken: Taken[Events] | None = None) -> Centre:
        core = self.core
        edges = await self._edges(away_since, taken.events if taken else {})
        await edges.gateway.start()
        kept.push_async_callback(edges.gateway.stop)
        for task in (_compare(edges.gateway, edges.phones), edges.quality.run()):
            kept.callback(asyncio.create_task(task).cancel)
        observed = self._observed(edges, lambda: house.health(), taken is not None)
        kept.callback(observed.close)
        house = self._house(edges, observed)
        kept.callback(house.simulations.close)
        kept.callback(house.exports.close)
        kept.push_async_callback(house.customer_apis.close)
        core.obey, core.told = self.lookups.or_else(edges.asterisk.switch.obey), self._told(edges, house, observed)
        app = open_app(house, [phone.router(edges.pages, edges.gateway, agent_behind)])
        loops = [*observed.loops(), edges.live.run, edges.archive.run, edges.traffic.run, edges.figures.run]
        loops += [edges.post.run, house.triggers.run, house.files.run, house.webhooks.run, house.customers.run]
        loops += [edges.guard.run, edges.phones.run, *([self.lease.held] if self.lease else [])]
        web = serve(app, self.settings, taken.web if taken else None)
        leaving = Leaving(Door(self.settings.data), core, edges.asterisk, edges.live, web)
        return Centre(core, edges.asterisk, loops, web, leaving)

    async def _edges(self, away_since: float, opened: Events) -> _Edges:
        core, plan = self.core, self.core.plan
        figures = KeptFigures(FigureSums(self.database), plan, day_of, self.settings.short_abandon)
        await figures.rebuild(self.log, midnight())
        core.expected.learn(await self.log.of_kinds(EXPECTED_BY, self.clock() - DAY))
        traffic = RouteTraffic(RouteWays(self.database), day_of, self.clock)
        await traffic.rebuild(self.log, self.living)
        seeing = Seeing(plan, core.desk, core.book, figures.now, core.incidents)
        live = LiveHub(seeing, self.log, self.records.tickets, self.clock)
        live.start_at(core.engine.number)
        gateway = gateways_of(self.settings, self.secrets, lambda event: hear(event))
        pages = phone.Pages(gateway)
        asterisk = self._asterisk(GatewayLines(gateway, pages.refresh), away_since, opened)
        desk_phones = DeskPhones(plan, PhoneBook(self.database), asterisk.phones, self.clock)
        await desk_phones.load()
        pbx_phones = PbxPhones(plan, core.desk, Extensions(self.database), gateway, self.clock)
        await pbx_phones.load()
        guard = await open_guard(self.settings, self.records.intruders, asterisk, plan)
        phones = Phones(
            core,
            lambda agent: asterisk.switch.obey(OpenLine(agent)),
            gateway.page_of,
            lambda id: desk_phones.registration(id).here,
            pages,
        )
        asterisk.phones.changed = each(phones.registered, desk_phones.changed)
        quality = TalkQuality(core.desk, QualityRecords(self.database), asterisk.statistics, pages.stats.get)
        quality.looked = lambda call: live.sounds(call.id, call.parties, quality.sides(call.id))
        # the desk before the page, which may use it then
        hear = each(phones.hear, pbx_phones.hear, pages.hear, quality.hear)
        live.ended = pages.end
        staff = Staff(core, live, People(self.database), Sessions(self.database, self.clock))
        staff.phones_end = pages.end_those
        post = Post(Mails(self.database), self.settings.mail, self.settings.mail_from, self.clock)
        of_phones = gateway, pages, phones, desk_phones, pbx_phones, quality
        return _Edges(seeing, live, asterisk, *of_phones, self._archive(), traffic, figures, staff, post, guard)

    def _told(self, edges: _Edges, house: House, observed: Watch) -> Callable[[Sequence[Entry]], None]:
        """Who hears what is written, in this order."""
        core, ahead = self.core, Ahead(self.shelf.library, self.prompts.sounds)
        ahead.begin()
        return each(
            edges.figures.told,  # before the pages are told, which show them
            edges.live.told,
            edges.archive.told,
            AudioWatch(core.desk, core.ask, edges.asterisk.statistics, edges.gateway.line_figures).told,
            edges.traffic.told,
            edges.staff.told,
            house.triggers.told,
            edges.phones.told,
            CallNames(core.desk, edges.gateway.concern).told,
            edges.pbx_phones.told,
            ahead.told,
            observed.told,
            self.shelf.told,
            house.webhooks.news.told,
        )

    def _observed(self, edges: _Edges, health: Callable[[], Awaitable[dict[str, str]]], taken_over: bool) -> Watch:
        core = self.core
        observed = open_watch(
            self.settings,
            Watched(core, edges.seeing, edges.live, edges.asterisk, edges.post),
            self.records,
            Retention(self.settings, OldRows(self.database), self.records.organisation),
            health,
            lambda: len(self.prompts.sounds.unspoken),
            places_of(self.settings, self.secrets),
            taken_over,
            lambda: carried_by(core.desk, edges.gateway),
        )
        observed.learn(self.living)
        self.living = []
        observed.listen(core, edges.asterisk, edges.quality)
        observed.metrics.registry.register(Guarded(edges.guard))
        return observed

    def _asterisk(self, lines: GatewayLines, away_since: float, opened: Events) -> Switches:
        async def journalled(call: str) -> bool:
            return bool(await self.log.of(f"call:{call}"))

        sounds, writer = self.prompts.sounds, self.core.writer
        words = Words(sounds.media, music_of(self.core.plan), sounds.prepare)
        what = words, lines, journalled, away_since, lambda: not writer.stuck, opened
        return switches_of(self.settings, self.secrets, self.core, *what)

    def _archive(self) -> Archive:
        core, rows = self.core, recordings.Recordings(self.database)
        places = told_places(self.settings, self.secrets)
        return Archive(places, rows, core.desk, core.engine.tell, core.ask, self.clock, written)

    async def _uses(self) -> dict[str, list[PromptUseView]]:
        library = self.shelf.library
        return uses(library.flows().values(), self.core.plan, library.switches.values())

    def _house(self, edges: _Edges, observed: Watch) -> House:
        core = self.core

        async def health() -> dict[str, str]:
            return {
                **parts_of(self.settings, edges.asterisk, edges.gateway),
                "database": await database_health(core.writer, self.database),
                "redis": "ok" if await self.redis.answers() else "not connected",
                "prompts": f"{len(gaps)} unspoken" if (gaps := self.prompts.sounds.unspoken) else "ok",
                "recordings": edges.archive.health(),
                **observed.canary.health(),
            }

        return House(
            settings=self.settings,
            plan=core.plan,
            desk=core.desk,
            seeing=edges.seeing,
            live=edges.live,
            history=self.log,
            records=self.records,
            people=edges.staff.people,
            staff=edges.staff,
            post=edges.post,
            webhooks=open_deliveries(
                self.settings,
                self.records.webhooks,
                self.log,
                core.plan,
                self.lookups.seal,
                edges.post,
                edges.staff.people,
            ),
            sign_on=SingleSignOn(
                self.records.sign_on,
                self.lookups.seal,
                self.settings.lookup_hosts,
                self.settings.public_address,
                self.clock,
            ),
            sessions=edges.staff.sessions,
            throttle=RedisThrottle(self.redis, self.clock),
            desk_phones=edges.desk_phones,
            pbx_phones=edges.pbx_phones,
            archive=edges.archive,
            witnesses=Witnesses(self.settings, self.secrets),
            prompts=self.prompts,
            lookups=self.lookups,
            customers=CustomerWork(core, self.records, self.clock),
            customer_apis=open_apis(self.lookups, self.records.customers.settings),
            uses=self._uses,
            routes=self.shelf,
            ask=core.ask,
            health=health,
            wish=lambda text: self.redis.wish(DEMO_CALL, text),
            quality=edges.quality,
            traffic=edges.traffic,
            figures=edges.figures,
            why=lambda call: explain(core.routing, core.plan, call, self.clock()),
            metrics=observed.metrics.text,
            served=observed.served,
            acquaintances=core.acquaintances,
            guard=edges.guard,
            status=observed.status,
            files=open_files(self.settings, self.records.attachments, self.clock),
            triggers=open_triggers(
                self.records, edges.staff.people, core.plan, edges.post, core.acquaintances, self.clock
            ),
            clock=self.clock,
            started_at=self.clock(),
        )


async def _compare(gateway: GatewayLike, phones: Phones) -> None:
    """Phones that the journal believes in and the gateway does not know are away."""
    try:
        await asyncio.wait_for(gateway.connected.wait(), 2 * LONGEST_SLEEP)
    except TimeoutError:
        logger.warning("the softphone gateway is not there; browser phones are away")
    phones.compare(gateway)
