"""What happens to the agents' phones, as facts: the gateway tells of pages, Asterisk of desk phones.

At the start the gateway may have been running all along: what the journal believes and what is so are made one.
"""

import logging
from collections.abc import Callable, Sequence

from cti.agent import NAILED, Agent
from cti.commands import SendDigits
from cti.facts import PhoneAttached, PhoneChosen, PhoneDetached, PhoneKind
from cti.refused import Refused
from journal import Entry
from server.core import Core
from softphone.client import Attached, Detached, Digit, Event, LineLost, is_extension
from softphone.gateways import GatewayLike

logger = logging.getLogger(__name__)


class Phones:
    """lost: called for an agent whose open line the gateway does not have any more; page_of: the page of an agent
    whose voice flows now; is_registered: whether a desk phone is."""

    def __init__(
        self,
        core: Core,
        lost: Callable[[str], None],
        page_of: Callable[[str], str | None],
        is_registered: Callable[[str], bool],
    ) -> None:
        self._desk, self._engine, self._lost = core.desk, core.engine, lost
        self._page_of, self._is_registered = page_of, is_registered

    def hear(self, event: Event) -> None:
        match event:
            case Attached(agent, page) if agent in self._desk.plan.people and self._is_at(agent, page):
                known = self._desk.agent(agent)
                if not known.phone:
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
        nailed = page is not None and self._is_at(agent.id, page)
        here = nailed if agent.kind in NAILED else self._is_registered(agent.seat)
        if here and not agent.phone:
            self._engine.tell(PhoneAttached(agent.id, agent.kind, agent.seat))
        elif agent.phone and not here:
            self._engine.tell(PhoneDetached(agent.id, reason))

    def _is_at(self, agent: str, page: str) -> bool:
        return self._desk.agent(agent).kind is (PhoneKind.PBX if is_extension(page) else PhoneKind.BROWSER)

    def _press(self, agent: str, digit: str) -> None:
        """A key pressed in the page's own phone goes to the caller, as one pressed on the desk does."""
        call = self._desk.call_of(agent)
        try:
            if call is not None:
                self._engine.ask(SendDigits(call.id, agent, digit))
        except Refused as refusal:
            logger.info("a key was not sent: %s", refusal)
