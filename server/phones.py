"""What happens to the agents' phones, as facts: the gateway tells of pages, the desk hears of phones.

At the start the gateway may have been running all along: what the journal believes and what is so are made one.
"""

from collections.abc import Callable

from cti.desk import Desk
from cti.facts import PhoneAttached, PhoneDetached
from journal import Fact
from softphone.client import Attached, Detached, Event, GatewayClient, LineLost


class Phones:
    """lost: called for an agent whose open line the gateway does not have any more."""

    def __init__(self, desk: Desk, tell: Callable[[Fact], bool], lost: Callable[[str], None]) -> None:
        self._desk, self._tell, self._lost = desk, tell, lost

    def hear(self, event: Event) -> None:
        match event:
            case Attached(agent) if agent in self._desk.plan.people:
                if not self._desk.agent(agent).phone:
                    self._tell(PhoneAttached(agent))
            case Detached(agent, _, reason) if self._desk.agent(agent).phone:
                self._tell(PhoneDetached(agent, reason))
            case LineLost(agent):
                self._lost(agent)

    def compare(self, gateway: GatewayClient) -> None:
        """After the gateway has told everything once."""
        for agent in list(self._desk.agents.values()):
            if agent.phone and gateway.page_of(agent.id) is None:
                self._tell(PhoneDetached(agent.id, "restart"))
