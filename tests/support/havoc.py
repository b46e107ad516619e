"""Calls on a running house in any order, by chance, while things die: what a person at each end hears is looked at.

Callers, agents and faults follow a seed; what comes of it depends on the clock too, so a seed tells a kind of story and
not one story. Every act may be refused: two people act at the same time, or there is nobody who could carry it out.
"""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import aiohttp

from cti import facts
from softphone.agent import Declined, HeadlessAgent, Json
from softphone.staying import stay
from tests.support.contacts import each_has_one_ticket
from tests.support.replayed import whole_story
from tests.support.turmoil import Listening, Turmoil

REFUSED = (Declined, aiohttp.ClientError, OSError, TimeoutError)
LOOK = 1.0  # s between two looks
SURE = 3  # looks one after the other in which the same must be wrong
FRESH = 1.2  # s; a packet that is not older is heard now
AT_ONCE = 3  # acts
MOST_CALLERS = 14
QUIET_AFTER = 8.0  # s after a fault in which nobody is blamed for what is heard
HEARS_MUSIC = ("queued", "offered", "held")
HEARS = (*HEARS_MUSIC, "talking")
COUNTED = (
    *(facts.Arrived, facts.Queued, facts.Established, facts.Held, facts.ConsultEstablished, facts.Transferred),
    *(facts.PassedToQueue, facts.PhoneDetached, facts.PhoneAwaited, facts.OfferFailed, facts.OrderFailed),
    *(facts.Requeued, facts.Missed, facts.Cleared),
)
STORY = count()
ACTS = ("confirm", "hold", "resume", "swap", "conference", "complete", "abandon", "hangup")


@dataclass
class Havoc:
    """wrong: what was not as it must be, in words; done: what was done lately."""

    turmoil: Turmoil
    seed: int
    faults: dict[str, Callable[[], Awaitable[None]]]
    every: float  # s between two faults
    wrong: list[str] = field(default_factory=list)
    befell: list[str] = field(default_factory=list)
    done: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    hung_up: set[str] = field(default_factory=set)
    _calm_since: float = 0.0
    _going: asyncio.TaskGroup | None = None
    _suspects: dict[tuple[str, str], int] = field(default_factory=dict)
    _before: dict[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance, self.fate = random.Random(self.seed), random.Random(self.seed)

    async def last(self, seconds: float) -> None:
        """That long; then nothing dies any more, and all is looked at once more when it has settled."""
        async with asyncio.TaskGroup() as going:
            self._going = going
            people = [stay(agent) for agent in (*self.turmoil.agents, self.turmoil.watch)]
            acting = [going.create_task(self._act()) for _ in range(AT_ONCE)]
            staying = [going.create_task(each) for each in (self._look(), *people)]
            await self._suffer(time.monotonic() + seconds)
            for task in acting:
                task.cancel()
            await asyncio.sleep(QUIET_AFTER + (SURE + 1) * LOOK)
            for task in staying:
                task.cancel()

    # --- what people do --------------------------------------------------------------------------------------------

    async def _act(self) -> None:
        acts = [self._arrive, self._serve, self._wish, self._hand_over, self._leave, self._reload]
        while True:
            await asyncio.sleep(self.chance.choice((0.05, 0.2, 0.4, 0.8)))
            act = self.chance.choices(acts, weights=[6, 14, 10, 8, 2, 1])[0]
            with suppress(*REFUSED):
                async with asyncio.timeout(5):
                    await act()

    def _note(self, what: str) -> None:
        self.done.append(f"{time.time():.3f} {what}")

    @property
    def living(self) -> dict[str, Listening]:
        return {name: one for name, one in self.turmoil.callers.items() if not one.call.over.is_set()}

    async def _arrive(self) -> None:
        if len(self.living) >= MOST_CALLERS:
            return
        who = f"caller {next(STORY)}"
        key = self.chance.choice(("0", "0", "0", "0", "2", ""))
        self._note(f"{who} calls and presses {key or 'nothing'}")
        assert self._going is not None
        self._going.create_task(self._enters(who, key))

    async def _enters(self, who: str, key: str) -> None:
        """Takes as long as it takes. Who is not answered at all gives up."""
        try:
            await self.turmoil.enter(who, key)
        except TimeoutError:
            self.hung_up.add(self.turmoil.callers[who].shown)
            self.turmoil.callers[who].call.hangup()

    async def _leave(self) -> None:
        if living := self.living:
            name = self.chance.choice(sorted(living))
            self._note(f"{name} hangs up")
            self.hung_up.add(living[name].shown)
            living[name].call.hangup()

    async def _serve(self) -> None:
        agent = self.chance.choice(self.turmoil.agents)
        state = agent.me["state"] if agent.me else "off"
        if state == "offered":
            act = self.chance.choices(("confirm", "cancel", ""), weights=[8, 1, 1])[0]
            await self._press(agent, act)
        elif state in ("off", "idle", "break", "after call", "work"):
            to = "idle" if state == "off" else self.chance.choice(("ready", "ready", "ready", "break"))
            self._note(f"{agent.id} goes {to}")
            await agent.go(to, "rest" if to == "break" else "")

    async def _wish(self) -> None:
        if busy := [agent for agent in self.turmoil.agents if agent.call is not None]:
            agent = self.chance.choice(busy)
            await self._press(agent, self.chance.choices(ACTS, weights=[6, 6, 5, 2, 3, 3, 1, 4])[0])

    async def _press(self, agent: HeadlessAgent, button: str) -> None:
        if button and agent.call is not None:
            self._note(f"{agent.id} {button} {agent.call['id']}")
            await getattr(agent, button)()

    async def _hand_over(self) -> None:
        talking = [agent for agent in self.turmoil.agents if agent.call and agent.call["state"] == "talking"]
        ready = [agent.id for agent in self.turmoil.agents if agent.me and agent.me["state"] == "ready"]
        if not talking:
            return
        agent = self.chance.choice(talking)
        if ready:
            target = self.chance.choice(ready)
            self._note(f"{agent.id} asks {target}")
            await agent.consult(target)
        elif self.chance.random() < 0.2:
            self._note(f"{agent.id} passes on to the queue")
            await agent.transfer("queue:general")

    async def _reload(self) -> None:
        agent = self.chance.choice(self.turmoil.agents)
        if agent.phone is not None:
            self._note(f"{agent.id} reloads the page")
            await agent.phone.detach()
            agent.phone.wanted = True  # whoever stays brings it up again

    # --- what befalls the house ------------------------------------------------------------------------------------

    async def _suffer(self, until: float) -> None:
        """A fault that has begun goes on to its end: half of it would be another fault, which does not end."""
        while (now := time.monotonic()) < until:
            await asyncio.sleep(min(until - now, self.every * self.fate.uniform(0.5, 1.5)))
            name = self.fate.choice(sorted(self.faults))
            self._note(f"*** {name}")
            self.befell.append(name)
            self._calm_since = float("inf")
            try:
                await self.faults[name]()
            finally:
                self._calm_since = time.monotonic()
            self._note(f"*** well after {name}")

    # --- what is heard ---------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            calm = time.monotonic() - self._calm_since > QUIET_AFTER
            found = await self._found()
            self._suspects = {one: self._suspects.get(one, 0) + 1 for one in found if calm}
            for (who, what), times in self._suspects.items():
                if times == SURE:
                    told = "\n  ".join(self.done)
                    self.wrong.append(f"{time.time():.3f} {who} {what}; before:\n  {told}")

    async def _found(self) -> set[tuple[str, str]]:
        """Who is worse off than they should be now, and how."""
        try:
            calls = {str(call["caller"]): call for call in await self.turmoil.calls()}
        except REFUSED:
            return {("the server", "does not answer")}
        found = set(self._ears(calls))
        self._before = calls
        return found

    def _ears(self, calls: dict[str, Json]) -> Iterator[tuple[str, str]]:
        """Of each caller whose call has been as it is for a look or more: what they should hear and do not."""
        now, agents = time.monotonic(), {agent.id: agent for agent in self.turmoil.agents}
        for name, one in self.living.items():
            number = one.shown
            call, before = calls.get(number), self._before.get(number)
            if call is None:
                if one.heard and number not in self._before:
                    yield name, f"({number}) has a line and is no call"
                continue
            same = before is not None and all(call[key] == before[key] for key in ("state", "agent", "consult_state"))
            if not same or call["state"] not in HEARS:
                continue
            what = f"({call['id']}) is {call['state']} with {call['agent']} {call['consult_state']}"
            if now - max(one.heard, default=0.0) > FRESH:
                yield name, f"{what} and hears nothing"
            elif call["consult_state"]:  # several voices at once are none of them
                continue
            elif call["state"] == "talking" and _speaks(agents.get(str(call["agent"]))):
                if now - one.times.last_agent > FRESH:
                    yield name, f"{what} and does not hear them"
            elif call["state"] in HEARS_MUSIC and now - one.times.last_agent < FRESH / 4:
                yield name, f"{what} and hears an agent"

    # --- what is written -------------------------------------------------------------------------------------------

    async def torn(self) -> list[str]:
        """Callers who did not hang up, and whose line ended without anybody's wish."""
        story, _ = await whole_story(self.turmoil.house, self.turmoil.database)
        numbers = {fact.call: fact.caller for fact in story if isinstance(fact, facts.Arrived)}
        wished = {numbers.get(fact.call, "") for fact in story if isinstance(fact, facts.Releasing)}
        gone = {one.shown for one in self.turmoil.callers.values() if one.call.over.is_set()}
        return sorted(gone - wished - self.hung_up)

    async def counts(self) -> dict[str, int]:
        """How much of it there was, for whoever reads what came of it."""
        story, _ = await whole_story(self.turmoil.house, self.turmoil.database)
        return dict(Counter(type(fact).__name__ for fact in story if isinstance(fact, COUNTED)))

    async def tickets_are_right(self) -> None:
        """Raises AssertionError."""
        each_has_one_ticket(*await whole_story(self.turmoil.house, self.turmoil.database))


def _speaks(agent: HeadlessAgent | None) -> bool:
    return agent is not None and agent.phone is not None and bool(agent.me and agent.me["phone"])
