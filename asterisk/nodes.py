"""Several Asterisks behind one door: each order goes where its call lives, each loss stays where it happens.

    nodes = Nodes({"east": Asterisk(…), "west": Asterisk(…)}, desk, engine.tell, limit)

To the server it is what one `asterisk.centre.Asterisk` is. Agents' lines are open at all of them; which one a line
listens to is turned when somebody is put through (`server.lines`).
"""

import asyncio
import logging
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from time import monotonic
from typing import Protocol

from asterisk import names
from asterisk.ami import Ami, SecurityEvent
from asterisk.ari.objects import RTPstat
from asterisk.ari.rest import Watch
from asterisk.centre import Asterisk, Health
from asterisk.desk_phones import Account, DeskPhones, Registration
from asterisk.intruders import Network
from asterisk.listening import DEAF
from asterisk.together import until_one_ends
from asterisk.wall import Wall
from cti import facts, orders
from cti.call import Call
from cti.desk import Desk
from journal import Fact, Order

logger = logging.getLogger(__name__)
LOOK = 0.25  # s between two looks at who answers
PAUSED = 1.0  # s without a look of ours after which silence says nothing of others for a while
SILENT = 3.0  # s without a word that are nothing, whatever the limit: it is asked each second
PARTING = 3.0  # s in which a newer server takes over at all of them
LOST, MANAGER_AWAY = "lost", "manager interface not connected"  # states of one of them
MOST_GONE = 2000  # calls that are over, whose orders may still come


class Node(Protocol):
    """One of them. `asterisk.centre.Asterisk` is one."""

    leave: Callable[[], Awaitable[None]]
    alarmed: Callable[[SecurityEvent], None]

    @property
    def switch(self) -> orders.Switch: ...

    @property
    def phones(self) -> DeskPhones: ...

    @property
    def wall(self) -> Wall: ...

    @property
    def ami(self) -> Ami: ...

    def watch(self, requests: Watch, actions: Callable[[float, bool], None]) -> None: ...

    async def statistics(self, channel: str) -> RTPstat | None: ...

    async def idle(self) -> None: ...

    def health(self) -> Health: ...

    def quiet(self) -> float: ...

    async def run(self) -> None: ...

    def forget(self, call: str) -> None: ...


class Nodes:
    """limit: s without an answer after which one is lost."""

    def __init__(self, nodes: Mapping[str, Node], desk: Desk, tell: Callable[[Fact], bool], limit: float = 5.0) -> None:
        self.nodes, self._desk, self._tell, self._limit = nodes, desk, tell, limit
        self.switch = Switchboard(nodes, desk)
        self.phones, self.wall = Registrars(nodes, desk), Walls(nodes)
        self.leave: Callable[[], Awaitable[None]] = _at_once
        self._down: dict[str, float] = {}  # since when each does not answer
        self._orphans: dict[str, set[str]] = defaultdict(set)  # calls of a lost one whose channels may still be there
        self._looked, self._fair_from = 0.0, 0.0
        self._left: set[str] = set()
        self._leaving: asyncio.Task[None] | None = None
        for name, node in nodes.items():
            node.leave = partial(self._leave, name)

    @property
    def alarmed(self) -> Callable[[SecurityEvent], None]:
        return self._one.alarmed

    @alarmed.setter
    def alarmed(self, hear: Callable[[SecurityEvent], None]) -> None:
        for node in self.nodes.values():
            node.alarmed = hear

    @property
    def ami(self) -> Ami:
        """Of the first that answers."""
        return next((node.ami for node in self.nodes.values() if node.health().ami), self._one.ami)

    @property
    def _one(self) -> Node:
        return next(iter(self.nodes.values()))

    def watch(self, requests: Watch, actions: Callable[[float, bool], None]) -> None:
        for node in self.nodes.values():
            node.watch(requests, actions)

    async def statistics(self, channel: str) -> RTPstat | None:
        return await self.nodes[self.switch.node_of(channel)].statistics(channel)

    async def idle(self) -> None:
        await asyncio.gather(*(node.idle() for node in self.nodes.values()))

    def health(self) -> Health:
        """Of all together: up as long as one is."""
        return summed([node.health() for node in self.nodes.values()])

    def states(self) -> dict[str, str]:
        """Of each."""
        return {name: self._state(name, node.health()) for name, node in self.nodes.items()}

    def _state(self, name: str, health: Health) -> str:
        if name in self._desk.lost:
            return LOST
        if not health.up:
            return "not connected"
        if not health.ami:
            return MANAGER_AWAY
        return DEAF if health.deaf else "ok"

    async def run(self) -> None:
        """Until cancelled; raises `Replaced` when another process has taken over."""
        await until_one_ends(*(node.run() for node in self.nodes.values()), self._watch())

    # --- a newer server --------------------------------------------------------------------------------------------

    async def _leave(self, name: str) -> None:
        """Each has a cut of its own: what comes before it is taken in here, so the others are waited for."""
        self._left.add(name)
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._part())
        await asyncio.shield(self._leaving)

    async def _part(self) -> None:
        until = monotonic() + PARTING
        while monotonic() < until and any(self.nodes[name].health().up for name in self.nodes.keys() - self._left):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await self.leave()

    # --- who answers -----------------------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            self.look(monotonic())

    def look(self, now: float) -> None:
        """now: monotonic seconds."""
        if now - self._looked > PAUSED:  # we were away ourselves: what they said meanwhile is not read yet
            self._fair_from = now + self._limit
        self._looked = now
        for name, node in self.nodes.items():
            if node.health().up and not self._is_silent(node, now):
                self._down.pop(name, None)
                self._find(name)
            elif (
                now - self._down.setdefault(name, now - self._quiet(node, now)) > self._limit
                and name not in self._desk.lost
            ):
                self._lose(name)

    def _is_silent(self, node: Node, now: float) -> bool:
        """A cable that is pulled ends no connection: nothing comes any more, and that is all."""
        return self._quiet(node, now) > max(self._limit, SILENT)

    def _quiet(self, node: Node, now: float) -> float:
        return node.quiet() if now >= self._fair_from else 0.0

    def _lose(self, name: str) -> None:
        node, over = self.nodes[name], [id for id, call in self._desk.calls.items() if _is_at(call, name)]
        logger.error("the Asterisk %s does not answer: %d calls end", name, len(over))
        self._tell(facts.NodeLost(name))
        self._orphans[name].update(over)
        for call in over:
            node.forget(call)

    def _find(self, name: str) -> None:
        """What is over here is over there."""
        if name in self._desk.lost:
            logger.warning("the Asterisk %s answers again", name)
            self._tell(facts.NodeFound(name))
        for call in self._orphans.pop(name, ()):
            self.nodes[name].switch.obey(orders.HangUp(call, "normal"))


class Switchboard:
    """Implements `cti.orders.Switch`: passes each order on to where it belongs."""

    def __init__(self, nodes: Mapping[str, Node], desk: Desk) -> None:
        self._nodes, self._desk = nodes, desk
        self._first = next(iter(nodes))
        self._known: OrderedDict[str, str] = OrderedDict()  # calls that had an order → their node

    def obey(self, order: Order) -> None:
        for name in self._places(order):
            self._nodes[name].switch.obey(order)

    def _places(self, order: Order) -> Iterable[str]:
        match order:
            case orders.CallOrder(call=call):
                return [self._remembered(call)]
            case orders.OpenLine() | orders.CloseLine():
                return self._nodes
            case orders.AgentOrder(agent=agent) if about := self._desk.call_of(agent):
                return [self._remembered(about.id)]
        return self._nodes

    def node_of(self, channel: str) -> str:
        """Where this call, or the call of the agent with this line, lives."""
        with_agent = self._desk.call_of(agent) if (agent := names.agent_of_leg(channel)) else None
        return self._remembered(with_agent.id if with_agent else channel)

    def _remembered(self, call: str) -> str:
        known = self._desk.calls.get(call)
        node = known.node if known else self._known.get(call, "")
        node = node if node in self._nodes else self._first
        self._known[call] = node
        self._known.move_to_end(call)
        if len(self._known) > MOST_GONE + len(self._desk.calls):
            self._known.popitem(last=False)
        return node


class Registrars:
    """Desk phones register at each node, so that whoever is called rings from the node of the call. A phone is there
    when every living node knows where."""

    def __init__(self, nodes: Mapping[str, Node], desk: Desk) -> None:
        self._nodes, self._desk = nodes, desk

    @property
    def changed(self) -> Callable[[str], None]:
        return next(iter(self._nodes.values())).phones.changed

    @changed.setter
    def changed(self, hear: Callable[[str], None]) -> None:
        for node in self._nodes.values():
            node.phones.changed = hear

    def state(self, id: str) -> Registration:
        found = [node.phones.state(id) for name, node in self._nodes.items() if name not in self._desk.lost]
        away = [each for each in found if not each.here]
        return (away or found or [Registration()])[0]

    def know(self, accounts: Iterable[Account]) -> None:
        known = list(accounts)
        for node in self._nodes.values():
            node.phones.know(known)

    async def add(self, account: Account) -> None:
        """Raises AriError. A node that is away gets it when it is back."""
        for node in self._nodes.values():
            node.phones.remember(account)
        for node in self._living():
            await node.phones.add(account)

    async def remove(self, id: str) -> None:
        """Raises AriError."""
        for node in self._nodes.values():
            node.phones.forget(id)
        for node in self._living():
            await node.phones.remove(id)

    def _living(self) -> list[Node]:
        return [node for node in self._nodes.values() if node.health().up]


class Walls:
    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes

    @property
    def stands(self) -> bool:
        return all(node.wall.stands for node in self._nodes.values())

    async def build(self, blocked: Iterable[str], never: Iterable[Network]) -> bool:
        bad, good = list(blocked), list(never)
        return all([await node.wall.build(bad, good) for node in self._nodes.values()])


def _is_at(call: Call, name: str) -> bool:
    return call.node == name and not call.promised


def summed(of: list[Health]) -> Health:
    known = [each.deaf for each in of if each.up and each.deaf is not None]
    return Health(
        up=any(each.up for each in of),
        ami=any(each.up and each.ami for each in of),
        version=", ".join(sorted({each.version for each in of if each.version})),
        connects=sum(each.connects for each in of),
        events=sum(each.events for each in of),
        unknown_events=_added(each.unknown_events for each in of),
        malformed_events=sum(each.malformed_events for each in of),
        requests=sum(each.requests for each in of),
        failed_requests=sum(each.failed_requests for each in of),
        mended=sum(each.mended for each in of),
        impossible_facts=sum(each.impossible_facts for each in of),
        security_events=_added(each.security_events for each in of),
        deaf=all(known) if known else None,
        refused=sum(each.refused for each in of),
    )


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    return dict(sum((Counter(each) for each in counts), Counter()))


async def _at_once() -> None:
    """Nothing is under way."""


Switches = Asterisk | Nodes
