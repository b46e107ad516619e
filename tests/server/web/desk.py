"""The web side on a real engine and a real database, with a switch without telephones: requests as pages make them."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from argon2 import PasswordHasher
from fastapi import FastAPI

from asterisk.desk_phones import Account, Registration
from asterisk.sounds import LiveSounds, Sounds, SoundSettings
from config import prompts
from config.demo import demo_centre
from config.secrets import Secrets
from config.settings import Settings
from cti import facts
from cti.fake import FakeSwitch
from journal import Entry
from routing.explain import explain
from server.api.app import create_app
from server.api.auth import CSRF
from server.attachments.shelf import FileShelf
from server.canary import Canary, Flight
from server.core import Core
from server.customers.asking import CustomerApis
from server.customers.work import CustomerWork
from server.desk_phones import DeskPhones
from server.doctor import Finding
from server.exports.shelf import Exports
from server.extensions import PbxPhones
from server.figures import KeptFigures
from server.guarding import Guard, NoWall
from server.house import House
from server.live import LiveHub
from server.lookups.opening import open_lookups
from server.present import Seeing
from server.prompts.library import PromptLibrary
from server.quality import TalkQuality
from server.recordings import Archive, Places, written
from server.records import keepers, open_records
from server.routes.opening import open_shelf
from server.sign_on.signing_on import SingleSignOn
from server.staff.post import Post
from server.staff.staff import Staff
from server.status import Sources, StatusRoom
from server.status.machines import Carried
from server.traffic import RouteTraffic
from server.triggers.opening import open_triggers
from server.views import PromptUseView
from server.webhooks.opening import open_deliveries
from server.witnessing import Witnesses
from storage import recordings
from storage.database import Database, open
from storage.extensions import Extensions
from storage.figures import FigureSums
from storage.journal import SqlLog
from storage.mails import Mails
from storage.people import Passwords, People
from storage.phones import PhoneBook
from storage.plan import load_plan
from storage.prompts import PromptRecords
from storage.quality import QualityRecords
from storage.seed import seed
from storage.sessions import Sessions
from storage.throttle import MemoryThrottle
from storage.traffic import RouteWays
from storage.vault import Vault
from tests.support.beeper import Beeper
from tests.support.databases import COPIED, fill_sqlite
from tests.support.until import until
from ticketing.book import Book

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
CALLER = "01012345678"


Clock = Callable[[], float]
BUILT: list[FastAPI] = []


def app_of(house: House) -> FastAPI:
    """The same for all tests, with another house behind it: to build it takes longer than most of them."""
    if not BUILT:
        BUILT.append(create_app(house))
    BUILT[0].state.house = house
    return BUILT[0]


async def _found() -> list[Finding]:
    return [Finding("backup", "none yet", "cti backup FILE", urgent=False, code="none")]


async def _registered() -> list[str]:
    return ["Registered"]


async def _flown() -> Flight:
    return Flight(0.0, 0.1, 0.98, "")


def status_room(
    folder: Path,
    clock: Callable[[], float],
    health: Callable[[], Awaitable[dict[str, str]]],
    carried: Callable[[], dict[str, Carried]] = dict,
) -> StatusRoom:
    """Of a house without telephones. health: of its parts, as `/api/health` tells them."""
    known = Settings(data=folder, spare=False)
    return StatusRoom(known, Sources(health, lambda: 0, _registered, _found, Canary(0, {"": _flown}), carried), clock)


class MemoryRegistrar:
    """A `server.desk_phones.Registrar` without telephones. here: the ids of those that are registered."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.here: set[str] = set()

    def state(self, id: str) -> Registration:
        return Registration(id in self.here, "192.0.2.7:5060" if id in self.here else "")

    def know(self, accounts: Iterable[Account]) -> None:
        self.accounts = {account.id: account for account in accounts}

    async def add(self, account: Account) -> None:
        self.accounts[account.id] = account

    async def remove(self, id: str) -> None:
        self.accounts.pop(id, None)


class MemoryExtensions:
    """A `server.extensions.Caller` without telephones. rung: agents and accounts, in order."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, dict[str, object]]] = []

    async def ring(self, agent: str, account: dict[str, object]) -> None:
        self.rung.append((agent, account))

    async def hang_up(self, agent: str) -> None:
        self.rung = [each for each in self.rung if each[0] != agent]


@dataclass
class Web:
    """The house and who looks at it. wishes: what the simulated callers were asked for."""

    house: House
    core: Core
    switch: FakeSwitch
    database: Database
    now: list[float]
    registrar: MemoryRegistrar
    caller_of: MemoryExtensions
    folder: Path
    wishes: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def page(
        self, login: str = "", password: str = "cordboard", app: FastAPI | None = None
    ) -> AsyncIterator["Page"]:
        """A browser: with cookies, and signed in if a login is given."""
        transport = httpx2.ASGITransport(app or app_of(self.house))
        async with httpx2.AsyncClient(transport=transport, base_url="http://desk") as client:
            page = Page(client)
            if login:
                told = await page.send("POST", "/api/session", {"login": login, "password": password})
                page.csrf = told.json()["csrf"]
            yield page

    async def rings(self, agent: str) -> None:
        """Until the agent's extension was called."""
        await until(lambda: agent in [each for each, _ in self.caller_of.rung], within=20, every=0.01)

    async def settle(self) -> None:
        """Let the switch report and everything be written."""
        for _ in range(200):
            happened = self.switch.due(self.house.clock())
            for fact in happened:
                self.core.engine.tell(fact)
            await self.core.writer.settled(self.core.engine.number)
            if not happened and self.house.live.number == self.core.engine.number:
                return
            await asyncio.sleep(0.001)

    async def advance(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now[0] += 0.1
            self.core.engine.tick()
            await self.settle()

    async def caller(self, call: str = "c1", caller: str = CALLER, key: str = "0") -> None:
        """Somebody calls and presses a key at once."""
        self.switch.arrive(call, caller, "0700000001")
        await self.settle()
        self.switch.press(call, key)
        await self.settle()

    async def phone(self, agent: str) -> None:
        self.core.engine.tell(facts.PhoneAttached(agent))
        await self.settle()


@dataclass
class Page:
    client: httpx2.AsyncClient
    csrf: str = ""

    async def send(self, method: str, path: str, body: object = None) -> httpx2.Response:
        headers = {CSRF: self.csrf} if self.csrf else {}
        return await self.client.request(method, path, json=body, headers=headers)

    async def bring(self, path: str, content: bytes) -> httpx2.Response:
        """A file as it is."""
        return await self.client.post(path, content=content, headers={CSRF: self.csrf})

    async def get(self, path: str) -> dict[str, Any]:
        answer = await self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


async def _no_figures(channel: str) -> None:
    return None


async def nobody_plays() -> dict[str, list[PromptUseView]]:
    return {}


def prompt_library(
    folder: Path, database: Database, shipped: prompts.Texts, clock: Callable[[], float]
) -> PromptLibrary:
    """Spoken by an engine that only beeps; nothing is spoken before it is loaded."""
    sounds = LiveSounds(SoundSettings(folder), Beeper(), Sounds({}))
    return PromptLibrary(PromptRecords(database), sounds, folder / "prompts", shipped, clock)


async def _well() -> dict[str, str]:
    return {"asterisk": "ok", "database": "ok"}


async def furnish(file: Path) -> None:
    """The database of the demo centre: made once, copied for each test. To migrate it took most of a test's time."""
    first = Path(COPIED.name) / "demo.db"
    if not first.exists():
        await fill_sqlite(first)
        await move_in(f"sqlite:///{first}")
    shutil.copyfile(first, file)


async def move_in(url: str) -> None:
    """The demo centre, into a database with all tables."""
    database = await open(url)
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    await database.close()


@asynccontextmanager
async def web(folder: Path, url: str = "") -> AsyncIterator[Web]:
    """url: of a database that is furnished; without one it is SQLite in the folder."""
    if not url:
        await furnish(folder / "web.db")
    database = await open(url or f"sqlite:///{folder / 'web.db'}")
    plan = await load_plan(database)
    log = SqlLog(database, keepers(plan))
    now = [1_800_000_000.0]

    def clock() -> float:
        return now[0]

    registrar = MemoryRegistrar()
    library = prompt_library(folder, database, prompts.shipped(), clock)
    shelf = await open_shelf(database, plan, clock, library.playable)
    core = Core(plan, shelf.library, log, Book(), clock)
    await shelf.begin(core)
    traffic = RouteTraffic(RouteWays(database), lambda at: time.strftime("%F", time.gmtime(at)), clock)
    switch = FakeSwitch(clock)
    figures = KeptFigures(FigureSums(database), plan, lambda at: time.strftime("%F", time.localtime(at)))
    seeing = Seeing(plan, core.desk, core.book, figures.now, core.incidents)
    records = open_records(database, Vault("e"), clock)
    live = LiveHub(seeing, log, records.tickets, clock)
    wishes: list[str] = []
    extensions = MemoryExtensions()

    async def wish(text: str) -> bool:
        wishes.append(json.loads(text)["kind"])
        return True

    quality = TalkQuality(core.desk, QualityRecords(database), _no_figures, lambda agent: None)
    (folder / "spool").mkdir()
    places = Places(folder / "spool", folder / "recordings", least=0)
    rows = recordings.Recordings(database)
    archive = Archive(places, rows, core.desk, core.engine.tell, core.ask, clock, written)
    secrets = Secrets("a", "b", "c", "d", "e")
    settings = Settings(lookup_hosts=("127.0.0.1",))
    lookups = await open_lookups(settings, secrets, database, core)
    staff = Staff(core, live, People(database, QUICK), Sessions(database, clock))
    post = Post(Mails(database), "", "desk@example.org", clock)
    webhooks = open_deliveries(settings, records.webhooks, log, plan, lookups.seal, post, staff.people, clock)
    triggers = open_triggers(records, staff.people, plan, post, core.acquaintances, clock)
    house = House(
        settings=Settings(demo=True),
        plan=plan,
        desk=core.desk,
        seeing=seeing,
        live=live,
        history=log,
        records=records,
        people=staff.people,
        staff=staff,
        post=post,
        webhooks=webhooks,
        sign_on=SingleSignOn(records.sign_on, lookups.seal, settings.lookup_hosts, "http://desk", clock),
        sessions=staff.sessions,
        throttle=MemoryThrottle(clock),
        desk_phones=DeskPhones(plan, PhoneBook(database), registrar, clock),
        pbx_phones=PbxPhones(plan, core.desk, Extensions(database), extensions, clock),
        archive=archive,
        witnesses=Witnesses(Settings(data=folder), secrets),
        prompts=library,
        lookups=lookups,
        uses=nobody_plays,
        routes=shelf,
        traffic=traffic,
        figures=figures,
        ask=core.ask,
        health=_well,
        wish=wish,
        quality=quality,
        acquaintances=core.acquaintances,
        triggers=triggers,
        guard=Guard(records.intruders, NoWall(), plan.phones, ("127.0.0.1",), clock),
        status=status_room(folder, clock, _well),
        files=FileShelf(folder / "attachments", records.attachments, "", clock),
        why=lambda call: explain(core.routing, plan, call, clock()),
        metrics=lambda: b"cordboard_calls 0\n",
        customers=CustomerWork(core, records, clock),
        customer_apis=CustomerApis(records.customers.settings, lookups.seal, lookups.allowed, clock),
        exports=Exports(clock),
        clock=clock,
        started_at=now[0],
    )
    shelf.judge.connections = lookups.names
    core.obey = lookups.or_else(switch.obey)

    def told(entries: Sequence[Entry]) -> None:
        figures.told(entries)
        live.told(entries)
        staff.told(entries)
        triggers.told(entries)
        archive.told(entries)
        shelf.told(entries)
        traffic.told(entries)
        webhooks.news.told(entries)

    core.told = told
    loops = [asyncio.create_task(core.run()), asyncio.create_task(live.run()), asyncio.create_task(webhooks.run())]
    try:
        yield Web(house, core, switch, database, now, registrar, extensions, folder, wishes)
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        await lookups.close()
        await house.customer_apis.close()
        house.exports.close()
        await database.close()
