"""Joins two edges that do not know each other: the switch's room asks for agents' lines, a gateway has them.

With several Asterisks each has a channel to each agent's line. The line speaks with one of them at a time: with the
one where the agent is put through last.
"""

from collections.abc import Callable

from asterisk.lines import NoLine
from softphone.client import GatewayError
from softphone.gateways import GatewayLike


class GatewayLines:
    """`asterisk.lines.Lines`, given by a gateway. changed(agent) is called when a line was opened or closed."""

    def __init__(self, gateway: GatewayLike, changed: Callable[[str], None]) -> None:
        self._gateway, self._changed = gateway, changed

    async def open(self, agent: str) -> tuple[str, int]:
        try:
            address = await self._gateway.open(agent)
        except GatewayError as error:
            raise NoLine(str(error)) from error
        self._changed(agent)
        return address

    async def connect(self, agent: str, host: str, port: int) -> None:
        try:
            await self._gateway.connect(agent, host, port)
        except GatewayError as error:
            raise NoLine(str(error)) from error

    async def close(self, agent: str) -> None:
        try:
            await self._gateway.close(agent)
        except GatewayError as error:
            raise NoLine(str(error)) from error
        finally:
            self._changed(agent)


class Faces:
    """Which Asterisk each agent's line speaks with. of_call: the node of the agent's call, "" without one."""

    def __init__(self, of_call: Callable[[str], str], first: str) -> None:
        self._of_call, self._first = of_call, first
        self._turned: dict[str, str] = {}
        self.peers: dict[tuple[str, str], tuple[str, int]] = {}  # of agent and node: where that one waits for the line

    def of(self, agent: str) -> str:
        """Who was put through before this process is where the call is."""
        return self._turned.setdefault(agent, self._of_call(agent) or self._first)

    def turn(self, agent: str, node: str) -> None:
        self._turned[agent] = node

    def forget(self, agent: str, node: str) -> None:
        self.peers.pop((agent, node), None)
        if not any(known == agent for known, _ in self.peers):
            self._turned.pop(agent, None)


class NodeLines:
    """`asterisk.lines.Lines` for one Asterisk of several."""

    def __init__(self, lines: GatewayLines, faces: Faces, node: str) -> None:
        self._lines, self._faces, self._node = lines, faces, node

    async def open(self, agent: str) -> tuple[str, int]:
        return await self._lines.open(agent)

    async def connect(self, agent: str, host: str, port: int) -> None:
        self._faces.peers[agent, self._node] = host, port
        if self._faces.of(agent) == self._node:
            await self._lines.connect(agent, host, port)

    async def close(self, agent: str) -> None:
        self._faces.forget(agent, self._node)
        await self._lines.close(agent)

    async def face(self, agent: str) -> None:
        """From now on the line speaks with this one. Raises `NoLine`."""
        if self._faces.of(agent) == self._node:
            return
        self._faces.turn(agent, self._node)
        if peer := self._faces.peers.get((agent, self._node)):
            await self._lines.connect(agent, *peer)
