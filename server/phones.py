"""What happens to the agents' phones, as facts: the gateway tells of pages, the desk hears of phones.

At the start the gateway may have been running all along: what the journal believes and what is so are made one.
"""

import logging
from collections.abc import Callable

from cti.commands import SendDigits
from cti.facts import PhoneAttached, PhoneDetached
from cti.refused import Refused
from server.core import Core
from softphone.client import Attached, Detached, Digit, Event, GatewayClient, LineLost

logger = logging.getLogger(__name__)


class Phones:
    """lost: called for an agent whose open line the gateway does not have any more."""

    def __init__(self, core: Core, lost: Callable[[str], None]) -> None:
        self._desk, self._engine, self._lost = core.desk, core.engine, lost

    def hear(self, event: Event) -> None:
        match event:
            case Attached(agent) if agent in self._desk.plan.people:
                if not self._desk.agent(agent).phone:
                    self._engine.tell(PhoneAttached(agent))
            case Detached(agent, _, reason) if self._desk.agent(agent).phone:
                self._engine.tell(PhoneDetached(agent, reason))
            case Digit(agent, _, digit):
                self._press(agent, digit)
            case LineLost(agent):
                self._lost(agent)

    def compare(self, gateway: GatewayClient) -> None:
        """After the gateway has told everything once."""
        for agent in list(self._desk.agents.values()):
            if agent.phone and gateway.page_of(agent.id) is None:
                self._engine.tell(PhoneDetached(agent.id, "restart"))

    def _press(self, agent: str, digit: str) -> None:
        """A key pressed in the page's own phone goes to the caller, as one pressed on the desk does."""
        call = self._desk.call_of(agent)
        try:
            if call is not None:
                self._engine.ask(SendDigits(call.id, agent, digit))
        except Refused as refusal:
            logger.info("a key was not sent: %s", refusal)
