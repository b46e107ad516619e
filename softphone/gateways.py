"""Several softphone gateways as one: each agent's phone is at one of them, and at another when that one is lost.

An agent stays where the line is. A gateway that is gone gives its agents to those that are there: their lines are
opened anew, and their pages come back by themselves. One that returns gets new agents, and lets go of those who moved.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from softphone.client import Address, Attached, Event, GatewayClient, GatewayError, LineLost

logger = logging.getLogger(__name__)


class Gateways:
    """Use as `GatewayClient`. urls: of their control; all have the same token."""

    def __init__(self, urls: Sequence[str], token: str, on_event: Callable[[Event], None]) -> None:
        self._on_event = on_event
        self._all = {url: GatewayClient(url, token, partial(self._hear, url)) for url in urls}
        self._at: dict[str, str] = {}  # agent → gateway
        self._lost: set[str] = set()
        self._letting_go: set[asyncio.Task[None]] = set()
        for url, each in self._all.items():
            each.gone, each.told = partial(self._lose, url), partial(self._back, url)
        self.connected = _Each([each.connected for each in self._all.values()])

    async def start(self) -> None:
        for each in self._all.values():
            await each.start()

    async def stop(self) -> None:
        for task in self._letting_go:
            task.cancel()
        for each in self._all.values():
            await each.stop()

    @property
    def healthy(self) -> bool:
        """Phones can work."""
        return any(each.healthy for each in self._all.values())

    def states(self) -> dict[str, str]:
        return {_name(url): "ok" if each.healthy else "not connected" for url, each in self._all.items()}

    def names(self) -> dict[str, str]:
        """Agent → gateway of the line, named as in `states`."""
        return {agent: _name(url) for agent, url in self._at.items() if self._all[url].has_line(agent)}

    def at(self, agent: str) -> str:
        """The gateway that this agent's phone is at, by its address; "" for none."""
        return self._at.get(agent, "")

    def page_of(self, agent: str) -> str | None:
        return self._all[self._at[agent]].page_of(agent) if agent in self._at else None

    def has_line(self, agent: str) -> bool:
        return agent in self._at and self._all[self._at[agent]].has_line(agent)

    async def open(self, agent: str) -> Address:
        return await self._of(agent).open(agent)

    async def connect(self, agent: str, host: str, port: int) -> None:
        await self._of(agent).connect(agent, host, port)

    async def close(self, agent: str) -> None:
        """The next login may be served by another."""
        url = self._at.get(agent)
        if url is not None:
            await self._all[url].close(agent)
            if self._all[url].page_of(agent) is None:
                self._at.pop(agent, None)

    async def offer(self, agent: str, page: str, sdp: str) -> str:
        return await self._of(agent).offer(agent, page, sdp)

    async def candidate(self, agent: str, page: str, candidate: dict[str, object]) -> None:
        await self._of(agent).candidate(agent, page, candidate)

    async def detach(self, agent: str, page: str) -> None:
        await self._of(agent).detach(agent, page)

    async def echo(self, agent: str, page: str, on: bool) -> None:
        await self._of(agent).echo(agent, page, on)

    async def ring(self, agent: str, account: dict[str, object]) -> None:
        await self._of(agent).ring(agent, account)

    def concern(self, agent: str, call: str) -> None:
        """All are told: an agent may move to any of them in a talk."""
        for each in self._all.values():
            each.concern(agent, call)

    async def hang_up(self, agent: str) -> None:
        await self._of(agent).hang_up(agent)

    async def line_figures(self, agent: str) -> dict[str, float]:
        """Of a phone that is at none, such as a desk phone, nothing is asked."""
        return await self._all[self._at[agent]].line_figures(agent) if agent in self._at else {}

    # --- who is where ----------------------------------------------------------------------------------------------

    def _of(self, agent: str) -> GatewayClient:
        """Where this agent's phone is; else where there are the fewest, of those that answer."""
        if agent not in self._at:
            self._at[agent] = self._emptiest() or next(iter(self._all))
        return self._all[self._at[agent]]

    def _emptiest(self) -> str:
        """ "" where none answers."""
        has = Counter(self._at.values())
        return min((url for url, each in self._all.items() if each.healthy), key=lambda url: has[url], default="")

    def _hear(self, url: str, event: Event) -> None:
        """What one says of an agent who has moved is old."""
        if isinstance(event, Attached):
            self._at.setdefault(event.agent, url)
        if self._at.get(event.agent, url) == url:
            self._on_event(event)

    def _lose(self, url: str) -> None:
        self._lost.add(url)
        self._rescue()

    def _rescue(self) -> None:
        """While no other is there, nobody moves: one that is started again has the same ports."""
        if not self._emptiest():
            return
        stranded = {agent: url for agent, url in self._at.items() if url in self._lost}
        if stranded:
            logger.warning("the phones of %d agents move from a gateway that is lost", len(stranded))
        for agent, url in stranded.items():
            self._at[agent] = self._emptiest()
            if self._all[url].has_line(agent):
                self._on_event(LineLost(agent))

    def _back(self, url: str, agents: Sequence[str]) -> None:
        """It has told everything: whom it has, or believes to have."""
        self._lost.discard(url)
        for agent in agents:
            if self._at.setdefault(agent, url) != url:
                task = asyncio.create_task(self._let_go(url, agent))
                self._letting_go.add(task)
                task.add_done_callback(self._letting_go.discard)
        self._rescue()

    async def _let_go(self, url: str, agent: str) -> None:
        try:
            await self._all[url].hang_up(agent)
            await self._all[url].close(agent)
        except GatewayError as error:
            logger.info("a gateway keeps the line of an agent who has moved: %s", error)


def _name(url: str) -> str:
    return url.rpartition("/")[2]


class _Each:
    """Many events as one."""

    def __init__(self, events: Sequence[asyncio.Event]) -> None:
        self._events = events

    async def wait(self) -> bool:
        await asyncio.gather(*(event.wait() for event in self._events))
        return True


GatewayLike = GatewayClient | Gateways
