"""Live calls in every state on a running house, so that something may befall them, and what became of them.

A talk that is recorded, one on hold, a consultation, a conference, one that is being dismissed, one agent after a call,
one call that rings, some that wait, one in the menu, one that has just come. Voices are measured packet by packet.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from itertools import count, pairwise

from pyVoIP.RTP import PayloadType

from bench.load.agents import signed_in
from bench.load.caller import Caller
from cti.settings import QueueSettings
from softphone.agent import Declined, HeadlessAgent, Json
from softphone.callers.phone import Phone
from tests.support.house import PASSWORD, House
from tests.support.outage import findings
from tests.support.replayed import believed
from tests.support.until import until

AGENTS = 9
QUEUE, KEY = "general", "0"
WAITING = 3
WITHIN = 20.0  # s
AFTER = 4.0  # s that are listened to when all is well again
SILENT = 0.5  # s without a packet at the end: nothing comes to this caller any more
MENU_WAITS = 9.0  # s; the same for who is in the menu, which is silent for six while it waits for a key
NUMBERS = count()


@dataclass
class Listening(Caller):
    """A caller who notes when each packet came, of whatever sound."""

    heard: list[float] = field(default_factory=list)

    async def answered(self) -> None:
        await super().answered()
        usual = self.call.stream.heard

        def hear(payload: bytes, codec: PayloadType) -> None:
            self.heard.append(time.monotonic())
            if usual is not None:
                usual(payload, codec)

        self.call.stream.heard = hear
        self.speak(600)

    def pause(self, since: float, until: float) -> float:
        """The longest time without a packet, in s."""
        return longest(self.heard, since, until)


def longest(times: list[float], since: float, until: float) -> float:
    inside = [since, *(at for at in times if since <= at <= until), until]
    return max(later - earlier for earlier, later in pairwise(inside))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the calls. seconds: from the fault until all parts are well; agreed: from then until server,
    journal and Asterisk say the same; pause: the longest of a voice, ear: of whom; stall: the longest time in which
    this process, which speaks and listens, did not run. A pause that is not longer says nothing about the house."""

    fault: str
    calls: int
    dropped: int
    lost: int
    overtaken: int
    pause: float
    seconds: float
    agreed: float = 0.0
    stall: float = 0.0
    wrong: str = ""
    ear: str = ""

    def row(self) -> list[str]:
        counts = [str(each) for each in (self.calls, self.dropped, self.lost, self.overtaken)]
        return [
            self.fault,
            *counts,
            f"{self.pause * 1000:.0f} {self.ear}",
            f"{self.stall * 1000:.0f}",
            f"{self.seconds:.1f}",
            f"{self.agreed:.1f}",
        ]


@dataclass
class Turmoil:
    house: House
    phone: Phone
    watch: HeadlessAgent
    agents: list[HeadlessAgent]
    callers: dict[str, Listening] = field(default_factory=dict)
    database: str = ""  # its URL, where it is not in the data folder

    # --- before ----------------------------------------------------------------------------------------------------

    async def gather(self) -> None:
        one = self.agents
        for who, agent in (("talk", one[0]), ("held", one[1]), ("consulting", one[2]), ("conference", one[4])):
            await self._talk(who, agent)
        await one[1].hold()
        for first, second in ((one[2], one[3]), (one[4], one[5])):
            await second.ready()
            await first.consult(second.id)
            await second.wait_until(lambda agent: agent.call is not None, WITHIN)
            await second.confirm()
            await first.wait_until(lambda agent: consults(agent.call), WITHIN)
        await one[4].conference()
        await self._talk("gone", one[6])
        self.callers.pop("gone").call.hangup()
        await one[6].wait_for_state("after call", WITHIN)
        await self._talk("dismissed", one[7])
        await one[8].ready()
        await self.enter("ringing", KEY)
        await one[8].wait_for_call("offered", WITHIN)
        for number in range(WAITING):
            await self.enter(f"waiting {number}", KEY)
            await until(lambda number=number: self._in_line(number + 1), within=WITHIN)  # type: ignore[misc]  # bound at once
        await self.enter("menu", "")
        await asyncio.sleep(2.5)  # the greeting is over by then
        await one[7].dismiss("abuse")
        await self.enter("greeted", "")

    async def _talk(self, who: str, agent: HeadlessAgent) -> None:
        await agent.ready()
        await self.enter(who, KEY)
        await agent.wait_for_call("offered", WITHIN)
        await agent.confirm()
        await agent.wait_for_call("talking", WITHIN)

    async def enter(self, who: str, key: str) -> Listening:
        caller = self.callers[who] = Listening(self.phone, next(NUMBERS))
        caller.dial()
        await caller.answered()
        if key:
            await caller.press(key)
        return caller

    async def line(self) -> list[object]:
        waiting = [call for call in await self.calls() if call["state"] in ("queued", "offered")]
        return [call["id"] for call in sorted(waiting, key=lambda call: str(call["queued_at"]))]

    async def _in_line(self, number: int) -> bool:
        return len(await self.line()) == number + 1

    async def calls(self) -> list[Json]:
        found = (await self.watch.ask("GET", "/api/calls"))["items"]
        assert isinstance(found, list)
        return found

    # --- after -----------------------------------------------------------------------------------------------------

    async def suffer(self, name: str, fault: Callable[[], Awaitable[None]]) -> Result:
        before, began = await self.line(), time.monotonic()
        ticks: list[float] = []
        ticking = asyncio.create_task(tick(ticks))
        await fault()
        seconds = time.monotonic() - began
        for agent in [self.watch, *self.agents]:
            if not agent.following:
                await agent.come_back()
            if agent.socket is not None and not agent.socket.attached:
                await agent.attach()  # as pages do by themselves
        wrong, agreed = await differences(self.house, self.calls, self.database)
        await asyncio.sleep(AFTER)
        until, after = time.monotonic(), await self.line()
        ticking.cancel()
        dropped = self._gone(until, "talk", "held", "consulting", "conference")
        lost = self._gone(until, "waiting", "ringing", "menu")
        kept = [id for id in after if id in before]
        overtaken = sum(was != now for was, now in zip(before, kept, strict=False)) + max(0, len(before) - len(kept))
        ears = [(who, self.callers[who].heard, began) for who in ("talk", "conference")]
        ears.append(("agent", *self._agents_ear(began)))
        pause, ear = max((longest(heard, since, until), who) for who, heard, since in ears)
        return Result(
            name,
            len(self.callers),
            len(dropped),
            len(lost),
            overtaken,
            pause,
            seconds,
            agreed,
            longest(ticks, began, until),
            " ".join(filter(None, (wrong, *dropped, *lost))),
            ear,
        )

    def _gone(self, until: float, *kinds: str) -> list[str]:
        """Of these, whose call is over or to whom nothing comes any more."""
        found = [who for who in self.callers if who.startswith(kinds)]
        return [who for who in found if self._is_gone(who, until)]

    def _is_gone(self, who: str, until: float) -> bool:
        caller, silent = self.callers[who], MENU_WAITS if who == "menu" else SILENT
        return caller.call.over.is_set() or until - max(caller.heard, default=0.0) > silent

    def _agents_ear(self, began: float) -> tuple[list[float], float]:
        """When packets came to the agent, and since when that is known: the phone forgets what is a minute old."""
        phone = self.agents[0].phone
        assert phone is not None
        heard = [at for at, _ in phone.ear._kept]
        return heard, max(began, heard[0]) if heard else began

    async def go_on(self) -> None:
        """Everybody can go on from where they were, and goes home. Raises where one cannot."""
        one = self.agents
        await one[1].resume()
        await one[2].complete()
        await one[8].confirm()
        await one[8].wait_for_call("talking", WITHIN)
        await self._is_served("menu")

    async def newcomer(self) -> None:
        """Somebody calls while nothing works, is answered, and hears music."""
        caller = await self.enter("new", "")
        await until(lambda: self._hears(caller), within=WITHIN)

    async def _hears(self, caller: Listening) -> bool:
        return len(caller.heard) > 100

    async def newcomer_is_served(self) -> None:
        """Whoever came meanwhile gets into the queue as everybody does."""
        await self._is_served("new")

    async def _is_served(self, who: str) -> None:
        """Presses the key until it is heard, as people do. Whoever presses none comes into the same queue later."""
        caller = self.callers[who]

        async def in_line() -> bool:
            caller.call.stream.send_digits(KEY)
            await asyncio.sleep(1)
            states = [call["state"] for call in await self.calls() if call["caller"] == caller.shown]
            return states == ["queued"]

        await until(in_line, within=WITHIN)

    async def owed(self) -> int:
        """How many people are owed a call."""
        items = (await self.watch.ask("GET", "/api/callbacks?limit=500"))["items"]
        assert isinstance(items, list)
        return len(items)

    async def begin_anew(self) -> None:
        """Somebody calls, and talks with an agent whose last talk was torn off; nobody else is there to take it."""
        for agent in self.agents[1:]:
            with suppress(Declined):
                await agent.go("idle")
        await self._talk("anew", self.agents[0])
        await until(lambda: self._hears(self.callers["anew"]), within=WITHIN)

    async def disperse(self) -> None:
        for caller in self.callers.values():
            caller.call.hangup()
        self.callers.clear()
        await until(self._all_gone, within=WITHIN)
        for agent in self.agents:
            with suppress(Declined):
                await agent.go("idle")

    async def _all_gone(self) -> bool:
        return not await self.calls()

    async def tickets(self) -> dict[str, int]:
        """How many there are of each call."""
        found: dict[str, int] = {}
        items = (await self.watch.ask("GET", "/api/tickets?limit=100"))["items"]
        assert isinstance(items, list)
        for ticket in items:
            found[str(ticket["call"])] = found.get(str(ticket["call"]), 0) + 1
        return found


async def tick(ticks: list[float]) -> None:
    while True:
        ticks.append(time.monotonic())
        await asyncio.sleep(0.01)


async def differences(
    house: House, calls: Callable[[], Awaitable[list[Json]]], database: str = ""
) -> tuple[str, float]:
    """Between what the server says, what its journal says, and what Asterisk has; and after how many s no more."""
    found, began = "", time.monotonic()
    while time.monotonic() - began < WITHIN:
        says = {str(call["id"]): (call["state"], call["agent"]) for call in await calls()}
        reads = await believed(house, database)
        has = [one.text for one in await findings(house, database) if one.remedy]
        found = f"{has} {says} {reads}" if has or says != reads else ""
        if not found:
            break
        await asyncio.sleep(0.1)
    return found, time.monotonic() - began


def consults(call: Json | None) -> bool:
    return call is not None and call["consult_state"] == "consulting"


async def people(house: House, stack: AsyncExitStack, agents: int = AGENTS) -> Turmoil:
    """All that a turmoil needs, signed in. Talks are recorded, and it rings until somebody answers."""
    host, _, port = house.sip.rpartition(":")
    phone = await stack.enter_async_context(Phone((host, int(port))))
    watch = await stack.enter_async_context(HeadlessAgent(house.url, "supervisor", PASSWORD))
    path = f"/api/queues/{QUEUE}/settings"
    known = await watch.ask("GET", path)
    kept: Json = {key: known[key] for key in QueueSettings.__dataclass_fields__}
    wanted = kept | {"recording": "always", "recording_announced": False, "ring_seconds": 110.0}
    await watch.ask("PUT", path, wanted)
    found = []
    for number in range(agents):
        agent = await signed_in(house.url, number + 1)
        stack.push_async_callback(agent.close)
        found.append(agent)
    return Turmoil(house, phone, watch, found)
