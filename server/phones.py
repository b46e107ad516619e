"""What happens to the agents' phones, as facts: the gateway tells of pages, Asterisk of desk phones.

A page may be connected and yet sleep, because its browser has frozen it: nobody sees or hears there that it rings. Who
may be rung is asked for a sign, and whoever's page gives none has no phone until it does.

At the start the gateway may have been running all along: what the journal believes and what is so are made one.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from cti.agent import NAILED, Agent
from cti.commands import SendDigits
from cti.facts import AgentState, PhoneAttached, PhoneChosen, PhoneDetached, PhoneKind
from cti.refused import Refused
from journal import Entry
from server.core import Core
from softphone.client import Attached, Detached, Digit, Event, LineLost, is_extension
from softphone.gateways import GatewayLike

logger = logging.getLogger(__name__)
ASK_EVERY = 2.0  # s
RUNG = frozenset({AgentState.READY, AgentState.OFFERED})  # and no others: a talk needs no script, a break no sign


class Pages(Protocol):
    """Who asks the pages for a sign. `server.api.phone.Pages` does."""

    turned: Callable[[str], None]

    def sleeps(self, agent: str) -> bool: ...

    def ask(self, agents: Callable[[str], bool]) -> None: ...


class Phones:
    """lost: called for an agent whose open line the gateway does not have any more; page_of: the page of an agent
    whose voice flows now; is_registered: whether a desk phone is."""

    def __init__(
        self,
        core: Core,
        lost: Callable[[str], None],
        page_of: Callable[[str], str | None],
        is_registered: Callable[[str], bool],
        pages: Pages,
    ) -> None:
        self._desk, self._engine, self._lost = core.desk, core.engine, lost
        self._page_of, self._is_registered, self._pages = page_of, is_registered, pages
        pages.turned = self.turned

    def hear(self, event: Event) -> None:
        match event:
            case Attached(agent, page) if agent in self._desk.plan.people and self._is_at(agent, page):
                known = self._desk.agent(agent)
                if not known.phone and not self._pages.sleeps(agent):
                    self._engine.tell(PhoneAttached(agent, known.kind, known.seat))
            case Detached(agent, page, reason) if self._desk.agent(agent).phone and self._is_at(agent, page):
                self._engine.tell(PhoneDetached(agent, reason))
            case Digit(agent, _, digit):
                self._press(agent, digit)
            case LineLost(agent):
                self._lost(agent)

    def compare(self, gateway: GatewayLike) -> None:
        """After the gateway has told everything once."""
        for agent in list(self._desk.agents.values()):
            if agent.phone and agent.kind in NAILED and gateway.page_of(agent.id) is None:
                self._engine.tell(PhoneDetached(agent.id, "restart"))

    async def run(self) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY)
            self._pages.ask(self._may_ring)

    def turned(self, agent: str) -> None:
        """The agent's page fell asleep, or woke up."""
        known = self._desk.agent(agent)
        if known.kind is PhoneKind.BROWSER:
            self._see_to(known, "asleep")

    def registered(self, phone: str) -> None:
        """A desk phone came or went."""
        for agent in list(self._desk.agents.values()):
            if (agent.kind, agent.seat) == (PhoneKind.SIP, phone):
                self._see_to(agent, "not registered")

    def told(self, entries: Sequence[Entry]) -> None:
        """Who chooses another phone may find it there already."""
        for entry in entries:
            if isinstance(entry.fact, PhoneChosen):
                self._see_to(self._desk.agent(entry.fact.agent), "not there")

    def _see_to(self, agent: Agent, reason: str) -> None:
        if agent.kind is PhoneKind.OUTSIDE:
            return
        page = self._page_of(agent.id)
        nailed = page is not None and self._is_at(agent.id, page) and not self._pages.sleeps(agent.id)
        here = nailed if agent.kind in NAILED else self._is_registered(agent.seat)
        if here and not agent.phone:
            self._engine.tell(PhoneAttached(agent.id, agent.kind, agent.seat))
        elif agent.phone and not here:
            self._engine.tell(PhoneDetached(agent.id, reason))

    def _may_ring(self, agent: str) -> bool:
        known = self._desk.agents.get(agent)
        return known is not None and known.kind is PhoneKind.BROWSER and known.state in RUNG

    def _is_at(self, agent: str, page: str) -> bool:
        return self._desk.agent(agent).kind is (PhoneKind.PBX if is_extension(page) else PhoneKind.BROWSER)

    def _press(self, agent: str, digit: str) -> None:
        """A key pressed in the page's own phone goes to the caller, as one pressed on the desk does."""
        call = self._desk.call_of(agent)
        try:
            if call is not None:
                self._engine.ask(SendDigits(call.id, agent, digit))
        except Refused as refusal:
            logger.info("a key was not sent: %s", refusal, extra={"agent": agent, "call": call.id if call else ""})
